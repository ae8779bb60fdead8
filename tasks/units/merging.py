"""Several test modules as one: imports first, each helper once, tests of one name told apart."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from tracefix_rl.tasks.source import tree_of
from tracefix_rl.tasks.units.collecting import kept_with_module
from tracefix_rl.tasks.units.part import Part, UnitsError, parsed
from tracefix_rl.tasks.units.parts import PartsOfModule
from tracefix_rl.tasks.units.removal import import_of, without_parts
from tracefix_rl.tasks.units.text_edits import Cut, Lines, apply_cuts
from tracefix_rl.tasks.units.uses import FUNCTIONS, bound_by, bound_names

Code = tuple[str, ...]
"""What a name stands for: the syntax trees of all statements that bind or change it."""
_IMPORTS = (ast.Import, ast.ImportFrom)
_DEFINITION = re.compile(r"(?:async\s+)?def\s+")


def merged(texts: Mapping[str, str]) -> str:
    """Return one test module with the tests of several.

    Imports come first, each once, and docstrings of the modules go. A test whose name another module's test
    has is renamed: `test_x_2`. What is the same in several modules is kept once.

    Args:
        texts: The modules by file name, in order.

    Raises:
        UnitsError: If one does not parse, if a name of two that is no test function stands for different
            things, or if something that acts on all tests of its module is not in every module.
    """
    plain = {name: re.sub("\r\n?", "\n", text.removeprefix("\ufeff")) for name, text in texts.items()}
    if len(texts) == 1:
        return next(iter(texts.values()))
    modules = [_Module(name, text) for name, text in plain.items()]
    _check_module_wide(modules)
    modules = list(_with_names_apart(modules))
    owners: dict[str, _Module] = {}
    bodies = []
    for module in modules:
        again = {name for name in module.codes if name in owners}
        for name in sorted(again):
            _check_same(name, owners[name], module)
        bodies.append(module.body(without=again))
        owners |= dict.fromkeys(module.codes.keys() - again, module)
    pieces = ["\n".join(_imports(modules)), *bodies]
    return "\n\n\n".join(filter(None, (piece.strip("\n") for piece in pieces))) + "\n"


class _Module:
    """A test module that is merged with others."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._lines = Lines(text)
        self._tree = parsed(text, name)
        self._parts = PartsOfModule(self._tree, self._lines).parts
        self._statements = [part for part in self._parts if part.lines is not None and part.around is None]
        self.codes = self._codes()
        self.tests = {
            part.node.name: self.codes[part.node.name]
            for part in self._statements
            if isinstance(part.node, FUNCTIONS) and (part.tests or part.cases)
        }
        """The test functions by name."""

    @property
    def imports(self) -> list[ast.Import | ast.ImportFrom]:
        return [part.node for part in self._statements if isinstance(part.node, _IMPORTS)]

    @property
    def module_wide(self) -> dict[str, Code]:
        """What acts on all tests of the module, by name."""
        names = (
            name
            for part in self._statements
            if part.always and kept_with_module(part.node)
            for name in bound_names(part.node)
        )
        return {name: self.codes[name] for name in names if not name.startswith("__")}

    def renamed(self, names: Mapping[str, str]) -> _Module:
        """Return the module with other names for some test functions."""
        return _Module(self.name, apply_cuts(self._lines.text, self._renamings(names))) if names else self

    def body(self, without: Collection[str]) -> str:
        """Return the text without its docstring, its imports, and what binds some names only."""
        gone = {
            part
            for part in self._statements
            if isinstance(part.node, _IMPORTS)
            or part.node is self._docstring
            or (part.names and part.names <= set(without))
        }
        left = {part for part in self._parts if not gone & set(_outwards(part))}
        return without_parts(self._lines, self._parts, left)

    @property
    def _docstring(self) -> ast.stmt | None:
        return self._tree.body[0] if ast.get_docstring(self._tree, clean=False) is not None else None

    def _codes(self) -> dict[str, Code]:
        found: dict[str, list[str]] = defaultdict(list)
        for part in self._statements:
            if isinstance(part.node, _IMPORTS):
                for alias in part.node.names:
                    found[bound_by(alias)].append(_code_of_import(part.node, alias))
            else:
                first, last = part.lines or (1, 0)
                text = self._lines.text[self._lines.start_of(first) : self._lines.start_of(last + 1)]
                for name in part.names | bound_names(part.node):
                    found[name].append(tree_of(text) or text)
        return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items() if name != "*"}

    def _renamings(self, names: Mapping[str, str]) -> Iterator[Cut]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Name) and node.id in names:
                start, end = self._lines.span(node)
                yield Cut(start, end, names[node.id])
            elif isinstance(node, FUNCTIONS) and node.name in names and node in self._tree.body:
                start = self._lines.span(node)[0]
                match = _DEFINITION.match(self._lines.text, start)
                start = match.end() if match else start
                yield Cut(start, start + len(node.name), names[node.name])


def _with_names_apart(modules: Iterable[_Module]) -> Iterator[_Module]:
    """Yield modules whose test functions have different names unless they are the same."""
    modules = list(modules)
    taken = {name for module in modules for name in module.codes}
    tests: dict[str, _Module] = {}
    for module in modules:
        renamed = module.renamed(_new_names(module, tests, taken))
        tests |= {name: renamed for name in renamed.tests if name not in tests}
        yield renamed


def _new_names(module: _Module, tests: Mapping[str, _Module], taken: set[str]) -> dict[str, str]:
    """Choose names for the tests of a module whose names other tests have; `taken` grows by them."""
    chosen = {}
    for name, code in module.tests.items():
        if name in tests and tests[name].tests[name] != code:
            number = 2
            while f"{name}_{number}" in taken:
                number += 1
            chosen[name] = f"{name}_{number}"
            taken.add(chosen[name])
    return chosen


def _check_same(name: str, first: _Module, second: _Module) -> None:
    if first.codes[name] != second.codes[name]:
        raise UnitsError(
            f"{first.name} and {second.name} both define {name}, differently; "
            "rename one of them, or give only one of these files"
        )


def _check_module_wide(modules: Iterable[_Module]) -> None:
    """Refuse what would act on tests of other modules once they are one."""
    first, *others = modules
    for other in others:
        here, there = first.module_wide, other.module_wide
        for name in sorted(here.keys() | there.keys()):
            if here.get(name) != there.get(name):
                owner, stranger = (first, other) if name in here else (other, first)
                raise UnitsError(
                    f"{name} in {owner.name} acts on all tests of its module, and {stranger.name} has "
                    "no such; move it into a class of tests, or give only one of these files"
                )


def _imports(modules: Iterable[_Module]) -> Iterator[str]:
    """Yield the imports of all modules, as formatters sort them."""
    sections: dict[int, dict[str, None]] = {0: {}, 1: {}, 2: {}}
    named: dict[tuple[int, str], dict[tuple[str, str | None], ast.alias]] = defaultdict(dict)
    for module in modules:
        for node in module.imports:
            for alias in node.names:
                if isinstance(node, ast.Import):
                    sections[_section(alias.name)][import_of(node, [alias], many_lines=False)] = None
                else:
                    key = (node.level, node.module or "")
                    named[key][alias.name, alias.asname] = alias
    lines = {section: sorted(found) for section, found in sections.items()}
    for (level, origin), names in sorted(named.items()):
        aliases = [names[key] for key in sorted(names, key=lambda each: (each[0], each[1] or ""))]
        node = ast.ImportFrom(origin, aliases, level)
        stars = [alias for alias in aliases if alias.name == "*"]
        rest = [alias for alias in aliases if alias.name != "*"]
        for group in filter(None, (stars, rest)):
            lines[1 if level else _section(origin)].append(import_of(node, group, many_lines=False))
    yield "\n\n".join("\n".join(lines[section]) for section in (2, 0, 1) if lines[section])


def _section(module: str) -> int:
    if module == "__future__":
        return 2
    return 0 if module.partition(".")[0] in sys.stdlib_module_names else 1


def _code_of_import(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> str:
    origin = f"{'.' * node.level}{node.module or ''}" if isinstance(node, ast.ImportFrom) else None
    name = alias.name if origin is not None or alias.asname else bound_by(alias)
    return f"import {origin} {name}"


def _outwards(part: Part) -> Iterator[Part]:
    around: Part | None = part
    while around is not None:
        yield around
        around = around.around
