"""What of a task nobody who plays it may read."""

from __future__ import annotations

import ast
import json

from tracefix_rl.tasks.task import Task

SHORTEST_LINE = 12
"""Shorter lines of a solution, such as `return 0`, may well be in a buggy source by chance."""


def quoted(text: str) -> str:
    """A text as it stands within JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def lines_of_solution(task: Task) -> list[str]:
    """Lines of the solution that are in nothing that an agent reads."""
    public = {
        line.strip()
        for text in (task.source, task.visible.text, task.specification)
        for line in text.splitlines()
    }
    return [
        line
        for line in sorted({line.strip() for line in task.solution.splitlines()} - public)
        if len(line) >= SHORTEST_LINE and not any(line in other for other in public)
    ]


def names_of_held_out_tests(task: Task) -> list[str]:
    """Names of held-out tests that are in nothing that an agent reads."""
    public = task.source + task.visible.text + task.specification
    functions = [
        node.name for node in ast.walk(ast.parse(task.held_out.text)) if isinstance(node, ast.FunctionDef)
    ]
    assert functions
    return [name for name in functions if name.startswith("test_") and name not in public]


def assertions_of_held_out_tests(task: Task) -> list[str]:
    """Lines of held-out tests that assert something and are in nothing that an agent reads."""
    public = task.source + task.visible.text + task.specification
    lines = (line.strip() for line in task.held_out.text.splitlines())
    return [line for line in lines if line.startswith("assert") and line not in public]
