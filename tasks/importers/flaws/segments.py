"""The text of single statements of a source, and where it stands."""

from __future__ import annotations

import ast
import textwrap


class Text:
    """A source whose nodes are found in its text.

    Args:
        source: Text of a module that parses, with line feeds alone as line ends.
    """

    def __init__(self, source: str) -> None:
        self._bytes = source.encode("utf-8")
        self._starts = [0]
        for line in self._bytes.split(b"\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return where a node begins and ends, in bytes; decorators are part of what they decorate."""
        first = min([node, *getattr(node, "decorator_list", [])], key=lambda each: each.lineno)
        start = self._starts[first.lineno - 1] + first.col_offset
        if first is not node:
            start = self._bytes.rindex(b"@", 0, start)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def lines(self, node: ast.stmt) -> tuple[int, int]:
        """Return where the lines of a statement begin and end, in bytes."""
        start, end = self.span(node)
        following = self._bytes.find(b"\n", end)
        return self._bytes.rfind(b"\n", 0, start) + 1, len(self._bytes) if following < 0 else following + 1

    def of(self, node: ast.expr | ast.stmt) -> str:
        """Return the text of a node."""
        start, end = self.span(node)
        return self._bytes[start:end].decode("utf-8")

    def indentation(self, node: ast.stmt) -> str:
        """Return the white space at the beginning of a statement's first line."""
        start, _ = self.lines(node)
        line = self._bytes[start:].split(b"\n", 1)[0].decode("utf-8")
        return line[: len(line) - len(line.lstrip(" \t\f"))]

    def placed(self, statement: ast.stmt, indentation: str) -> str:
        """Return the text of a statement as it would stand at another indentation, without a line end."""
        old = self.indentation(statement)
        first, *others = self.of(statement).split("\n")
        others = [indentation + line[len(old) :] if line.startswith(old) else line for line in others]
        moved = "\n".join([indentation + first, *others])
        # Texts over several lines may not move: then the layout is lost instead.
        return moved if _means(moved, statement) else textwrap.indent(ast.unparse(statement), indentation)

    def replaced(self, edits: list[tuple[int, int, str]]) -> str:
        """Return the source after edits, each a beginning, an end, and what stands there instead."""
        result = self._bytes
        for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
            result = result[:start] + new.encode("utf-8") + result[end:]
        return result.decode("utf-8")


def _means(moved: str, statement: ast.stmt) -> bool:
    """Whether a text is still the statement."""
    inside = moved[:1] in (" ", "\t", "\f")
    try:
        tree = ast.parse(f"if True:\n{moved}" if inside else moved)
    except SyntaxError:
        return False
    body = tree.body[0].body if inside and isinstance(tree.body[0], ast.If) else tree.body
    return len(body) == 1 and ast.dump(body[0]) == ast.dump(statement)
