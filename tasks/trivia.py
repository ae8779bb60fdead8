"""Nodes of a LibCST tree that say nothing of what a program does: white space and punctuation."""

from __future__ import annotations

import libcst as cst

TRIVIA = (
    cst.BaseParenthesizableWhitespace,
    cst.TrailingWhitespace,
    cst.EmptyLine,
    cst.Comma,
    cst.LeftParen,
    cst.RightParen,
    cst.Colon,
    cst.AssignEqual,
    cst.Dot,
    cst.LeftSquareBracket,
    cst.RightSquareBracket,
    cst.LeftCurlyBrace,
    cst.RightCurlyBrace,
    cst.Semicolon,
)
"""Nodes that neither a bug nor a repair is made at, which are most."""
