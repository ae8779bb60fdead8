"""Repairs of constants and names: each undoes one kind of mistake that people make."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tracefix_rl.tasks.repair.site import Change, Site, alternatives, is_read, siblings, swaps


def constant(site: Site) -> Iterator[Change]:
    """A number one off, or a truth value turned round."""
    match site.node:
        case cst.Integer(value=value) if value.isdigit():
            yield Change(site.node, str(int(value) + 1))
            yield Change(site.node, str(int(value) - 1) if value != "0" else "-1")
        case cst.Name(value=("True" | "False") as value):
            yield Change(site.node, "False" if value == "True" else "True")


def constant_of_the_file(site: Site) -> Iterator[Change]:
    """A constant that stands elsewhere in the file."""
    match site.node:
        case cst.Integer(value=value):
            yield from alternatives(site.node, value, [*site.material.integers, "0", "1", "2"])
        case cst.SimpleString(value=value):
            yield from _other_strings(site, value)
        case cst.Name(value="None"):
            yield from alternatives(site.node, "None", ["0", "[]", '""'])


def repeated_constant(site: Site) -> Iterator[Change]:
    """Another constant where a mapping has the same value twice and the others only once."""
    collection = site.ancestors[-2] if len(site.ancestors) > 1 else None
    if isinstance(site.node, cst.SimpleString | cst.Integer) and isinstance(collection, cst.Dict):
        values = [site.code(each.value) for each in collection.elements]
        if values.count(site.node.value) == 2 and len(set(values)) == len(values) - 1:
            yield from constant_of_the_file(site)


def swapped_values(site: Site) -> Iterator[Change]:
    """Two values of one collection in each other's place."""
    match site.node:
        case cst.Dict(elements=elements):
            values = [element.value for element in elements if isinstance(element, cst.DictElement)]
        case cst.List(elements=elements) | cst.Tuple(elements=elements):
            values = [element.value for element in elements]
        case _:
            return
    yield from swaps(site, values)


def variable(site: Site) -> Iterator[Change]:
    """Another variable, function or parameter that is in scope."""
    match site.node, site.parent:
        case cst.Name(value=name), cst.Call(func=func) if func is site.node:
            if name in site.material.functions:
                yield from alternatives(site.node, name, site.material.functions)
        case cst.Name(value=name), _ if is_read(site) and name in site.variables:
            function = site.place.function
            kinds = {other: site.kinds.of_name(other, function).base for other in site.variables}
            fitting = {
                other: 1.0 if kind == kinds[name] else 0.3 if not kind or not kinds[name] else 0.05
                for other, kind in kinds.items()
                if other != name
            }
            unread = site.material.unread.get(function, set()) if function else set()
            for other, fit in fitting.items():
                yield Change(
                    site.node, other, 1.0 if other in unread else fit / max(1.0, sum(fitting.values()))
                )


def attribute(site: Site) -> Iterator[Change]:
    """Another attribute of the same object, or another function of the same family."""
    match site.node:
        case cst.Attribute(value=owner, attr=cst.Name(value=name) as attr):
            family = siblings(name)
            yield from alternatives(attr, name, family)
            if not family:
                yield from alternatives(attr, name, site.material.attributes.get(site.code(owner), []))
        case cst.Name(value=name) if isinstance(site.parent, cst.Call) and site.parent.func is site.node:
            yield from alternatives(site.node, name, siblings(name))


def _other_strings(site: Site, value: str) -> Iterator[Change]:
    """Other strings of the file, and the characters of its short ones; in a collection, no string twice."""
    collection = site.ancestors[-2] if len(site.ancestors) > 1 else None
    taken = {value}
    if isinstance(collection, cst.Dict | cst.List | cst.Tuple | cst.Set):
        taken |= {site.code(child) for each in collection.elements for child in each.children}
    strings = [text for text in (*site.material.strings, '""', '" "') if text not in taken]
    yield from alternatives(site.node, value, strings)
    if len(value) == 3:
        short = (text[1:-1] for text in site.material.strings if 3 < len(text) < 10 and text.isascii())
        symbols = [f'"{symbol}"' for text in short for symbol in text if symbol not in '"\\']
        yield from alternatives(site.node, value, [text for text in symbols if text not in taken])
