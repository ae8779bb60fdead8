"""What would tell a bug to who reads the task."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from tracefix_rl.tasks.gate.refusals import Refusal, RefusalReason
from tracefix_rl.tasks.task import Task

_TELLING_LETTERS = 4
"""Shorter words of a name (`by`, `one`) tell nothing and occur everywhere."""


def find_leaks(task: Task) -> Iterator[Refusal]:
    """Yield what gives a task's bug away."""
    for text in sorted(_prose(task.source) - _prose(task.solution)):
        yield Refusal(RefusalReason.GIVEN_AWAY, f"only the source says {text!r}")
    if task.name is not None:
        yield from _find_name(task.name, task)


def _find_name(name: str, task: Task) -> Iterator[Refusal]:
    if any(name in text for text in (task.title, task.specification, task.source, task.visible.text)):
        yield Refusal(RefusalReason.GIVEN_AWAY, f"a text that an agent reads has the name {name}")
    telling = {word for word in _words(name) - _words(task.program) if len(word) >= _TELLING_LETTERS}
    for word in sorted(telling & _public_words(task)):
        detail = f"the title or a visible test has the word {word!r}, which tells the bug in the name {name}"
        yield Refusal(RefusalReason.GIVEN_AWAY, detail)


def _prose(source: str) -> set[str]:
    """Collect the comments and docstrings; of a source that cannot be read, what comes before the error."""
    found = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                found.add(token.string)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                found.add(ast.get_docstring(node) or "")
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return found - {""}


def _public_words(task: Task) -> set[str]:
    return _words(task.title).union(*map(_words, re.findall(r"\bdef (test\w*)", task.visible.text)))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))
