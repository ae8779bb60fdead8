"""A game at a real terminal: keys, editor, questions, colours."""

from __future__ import annotations

import re
from pathlib import Path

from pseudo_terminal import Terminal, on_a_terminal

NAME = "moving_average_stops_early"
LINE = "for end in range(window, len(values)):"
REPAIRED = "for end in range(window, len(values) + 1):"
CTRL_C, CTRL_D, END_KEY, BACKSPACE = "\x03", "\x04", "\x05", "\x7f"


def test_a_line_stands_ready_to_be_changed_and_the_repair_is_scored() -> None:
    with on_a_terminal("play", NAME) as terminal:
        terminal.answer("left> ", "e 15")
        terminal.wait_for(f"15|     {LINE}")
        terminal.type(f"{END_KEY}{BACKSPACE * 2} + 1):\r")
        terminal.answer("16| ", ".")
        terminal.wait_for(REPAIRED)
        terminal.answer("left> ", "t")
        terminal.wait_for("7 of 7 visible tests pass")
        terminal.answer("left> ", "s")
        assert terminal.end() == 0
        assert "score 0.98" in terminal.text
        assert b"\x1b[32m" in terminal.raw
        assert max(map(len, _own_lines(terminal))) <= 80


def test_it_asks_before_what_cannot_be_undone_and_ctrl_c_only_clears_what_is_typed() -> None:
    with on_a_terminal("play", NAME) as terminal:
        terminal.answer("left> ", "s")
        terminal.answer("Submit all the same? [y/N] ", "n")
        terminal.wait_for("left> ")
        terminal.interrupt_while_typing("half a comm")
        terminal.wait_for("q leaves")
        terminal.answer("left> ", "i 3")
        terminal.wait_for("3| ")
        terminal.interrupt_while_typing("half a line")
        terminal.wait_for("Nothing is changed")
        terminal.answer("50 left> ", "d 1")
        terminal.wait_for("left> ")
        terminal.type(CTRL_D)
        terminal.answer("Your edits would be lost. Leave? [y/N] ", "")
        terminal.answer("left> ", "q")
        terminal.answer("Leave? [y/N] ", "y")
        assert terminal.end() == 0
        assert "thrown away" in terminal.text


def test_ctrl_c_while_tests_run_ends_the_game() -> None:
    with on_a_terminal("play", NAME) as terminal:
        terminal.answer("left> ", "i 12")
        terminal.answer("12| ", "    while True: pass")
        terminal.answer("13| ", ".")
        terminal.answer("left> ", "t")
        terminal.wait_for("Running the tests")
        terminal.type(CTRL_C)
        assert terminal.end() == 130
        assert "Interrupted." in terminal.text
        assert "Traceback" not in terminal.text


def test_the_editor_of_the_environment_is_given_the_lines(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        f'#!/bin/sh\ncp "$1" {tmp_path}/given.py\nsed -i "s/len(values)/len(values) + 1/" "$1"\n'
    )
    editor.chmod(0o755)
    with on_a_terminal("play", NAME, EDITOR=editor) as terminal:
        terminal.answer("left> ", "e 15")
        terminal.wait_for(REPAIRED)
        terminal.answer("left> ", "s")
        terminal.answer("[y/N] ", "y")
        assert terminal.end() == 0
        assert "score 0.98" in terminal.text
    assert (tmp_path / "given.py").read_text() == f"    {LINE}\n"


def test_an_editor_that_fails_changes_nothing() -> None:
    with on_a_terminal("play", NAME, VISUAL="false") as terminal:
        terminal.answer("left> ", "e 15")
        terminal.wait_for("the editor ended with 1")
        terminal.answer("50 left> ", "q")
        assert terminal.end() == 0


def test_an_editor_that_is_missing_is_done_without() -> None:
    with on_a_terminal("play", NAME, VISUAL="no-such-editor -x") as terminal:
        terminal.answer("left> ", "e 15-16")
        terminal.wait_for("does not start (No such file or directory)")
        terminal.answer("15| ", "    pass")
        terminal.answer("16| ", ".")
        terminal.answer("49 left> ", "q")
        terminal.answer("[y/N] ", "y")
        assert terminal.end() == 0


def _own_lines(terminal: Terminal) -> list[str]:
    """Lines that are not the terminal's echo of keys."""
    return [line for line in re.split(r"[\r\n]+", terminal.text) if "|" not in line]
