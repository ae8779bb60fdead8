"""What code of tests wants of the world, and the sandbox has not: files, other processes, the network."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tracefix_rl.tasks.importers.own.imports import Import

_OUTSIDE = {
    **dict.fromkeys(
        ("socket", "socketserver", "ssl", "ftplib", "smtplib", "imaplib", "poplib"), "the network"
    ),
    **dict.fromkeys(("urllib.request", "http.client", "http.server", "xmlrpc", "requests"), "the network"),
    **dict.fromkeys(("subprocess", "multiprocessing"), "other processes"),
    **dict.fromkeys(("tempfile", "shutil", "glob"), "files"),
}
"""Modules of which tests have no use in the sandbox, and what for."""
_OF_OS = {
    **dict.fromkeys(("system", "popen", "fork", "kill"), "other processes"),
    **dict.fromkeys(("listdir", "mkdir", "makedirs", "remove", "unlink", "walk", "scandir"), "files"),
}
_OF_PATHS = ("read_text", "write_text", "read_bytes", "write_bytes", "mkdir", "unlink", "iterdir", "rglob")


def faults_of_import(each: Import) -> Iterator[str]:
    """Yield what is wrong with an import that is not of the tests' own project."""
    names = (each.origin, each.origin.partition(".")[0], f"{each.origin}.{each.name}")
    for outside, what in _OUTSIDE.items():
        if outside in names:
            yield f"it uses {outside}, and the sandbox has no access to {what}; hand over a fake instead"


def faults_of_expression(node: ast.AST) -> Iterator[str]:
    """Yield what is wrong with a name, an attribute or a call."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
        yield "it opens a file, which the sandbox has not; give the code a text or io.StringIO"
    elif isinstance(node, ast.Name) and node.id == "__file__":
        yield "it reads __file__, and in the sandbox tests are in no file; write the data into the test"
    elif isinstance(node, ast.Attribute):
        yield from _faults_of_attribute(node)


def _faults_of_attribute(node: ast.Attribute) -> Iterator[str]:
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    if owner == "os" and node.attr in _OF_OS:
        what = _OF_OS[node.attr]
        yield f"it uses os.{node.attr}, and the sandbox has no access to {what}; hand over a fake instead"
    elif (owner == "io" and node.attr == "open") or node.attr in _OF_PATHS:
        yield f"it uses {node.attr}, and the sandbox has no access to files; give the code a text"
