"""Repairs of calls and subscripts: each undoes one kind of mistake that people make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from tracefix_rl.tasks.repair.site import SIMPLE, Change, Site, is_read, siblings, swaps

_WRAPPERS = {
    "number": ("abs({})", "int({})", "round({})"),
    "text": ("{}.strip()", "{}.lower()", "{}.upper()"),
    "sequence": ("sorted({})", "reversed({})", "list({})", "set({})"),
    "mapping": ("dict({})",),
    "set": ("sorted({})", "set({})"),
    "tuple": ("sorted({})", "list({})"),
    "": ("sorted({})", "list({})", "abs({})"),
}
"""What keeps the sort of value that it is put around, more or less."""
_CONVERSIONS = {
    "number": ("int({})", "len({})", "float({})", "sum({})"),
    "text": ("str({})", '"".join({})'),
    "sequence": ("list({})", "sorted({})"),
    "set": ("set({})",),
    "mapping": ("dict({})",),
    "tuple": ("tuple({})",),
    "flag": ("bool({})",),
    "": ("str({})", "int({})", "len({})"),
}
"""What makes another sort of value."""
_BUILTIN_WRAPPERS = {
    call.partition("(")[0] for family in (*_WRAPPERS.values(), *_CONVERSIONS.values()) for call in family
}


def arguments(site: Site) -> Iterator[Change]:
    """Arguments the other way round, or one fewer."""
    if not isinstance(site.node, cst.Call):
        return
    args = site.node.args
    plain = [arg.value for arg in args if not arg.star and arg.keyword is None]
    yield from swaps(site, plain)
    if len(args) > 1:
        kept = ", ".join(site.code(arg.with_changes(comma=cst.MaybeSentinel.DEFAULT)) for arg in args[:-1])
        yield Change(site.node, f"{site.code(site.node.func)}({kept})", 0.5)
    if isinstance(site.node.func, cst.Name) and site.node.func.value == "sorted" and len(args) == 1:
        yield Change(site.node, f"sorted({site.code(args[0].value)}, reverse=True)")


def unwrapped(site: Site) -> Iterator[Change]:
    """The argument without the call around it, or the object without its method's call."""
    match site.node:
        case cst.Call(func=cst.Name(), args=[cst.Arg(star="", value=value)]):
            yield Change(site.node, site.code(value))
        case cst.Call(func=cst.Attribute(value=owner), args=[]):
            yield Change(site.node, site.code(owner))


def wrapped(site: Site) -> Iterator[Change]:
    """A call around it, or a method's call after it, that suits its sort of value."""
    if not isinstance(site.node, SIMPLE) or isinstance(site.node, cst.Integer) or not is_read(site):
        return
    if isinstance(site.parent, cst.Attribute | cst.Call | cst.Expr):
        return
    code, base = site.code(site.node), site.kind.base
    wanted = site.kinds.expected(site.place).base
    own = [f"{name}({{}})" for name in site.material.wrappers if name not in _BUILTIN_WRAPPERS]
    own += [f"{{}}.{call}" for call in _with_siblings(site.material.methods)] if base == "text" else []
    if base and wanted and base != wanted:
        for call in _CONVERSIONS.get(wanted, ()):
            yield Change(site.node, call.replace("{}", code), 1.5)
    for rank, call in enumerate(dict.fromkeys([*own, *_WRAPPERS.get(base, ())])):
        yield Change(site.node, call.replace("{}", code), 1 / (rank + 2))
    for call in _CONVERSIONS.get("" if wanted else base, ()):
        yield Change(site.node, call.replace("{}", code), 0.2)


def copied(site: Site) -> Iterator[Change]:
    """A copy in place of the object itself, and separate rows in place of one row many times."""
    match site.node, site.parent:
        case cst.Name(), cst.Assign() | cst.AnnAssign() if site.parent.value is site.node:
            copy = {"mapping": "dict", "sequence": "list", "set": "set"}.get(site.kind.base)
            if copy:
                yield Change(site.node, f"{copy}({site.code(site.node)})")
        case cst.BinaryOperation(left=cst.List() as row, operator=cst.Multiply(), right=times), _ if (
            row.elements
        ):
            if isinstance(row.elements[0].value, cst.List | cst.BinaryOperation | cst.Dict):
                item = site.code(row.elements[0].value)
                yield Change(site.node, f"[{item} for _ in range({site.code(times)})]")


def subscript(site: Site) -> Iterator[Change]:
    """Another end of a slice, or the sequence backwards."""
    match site.node:
        case cst.Slice(lower=lower, upper=upper, step=step):
            low, high = (site.code(bound) if bound else "" for bound in (lower, upper))
            tail = f":{site.code(step)}" if step else ""
            if lower:
                yield Change(site.node, f":{high}{tail}")
            else:
                yield Change(site.node, f"1:{high}{tail}")
            if upper:
                yield Change(site.node, f"{low}:{tail}")
            else:
                yield Change(site.node, f"{low}:-1{tail}")
            if lower and upper:
                yield Change(site.node, f"{high}:{low}{tail}", 0.3)
            if not step:
                yield Change(site.node, f"{low}:{high}:-1", 0.5)
        case cst.Index(value=cst.Integer(value="0")):
            yield Change(site.node, "-1")
        case cst.Index(value=cst.UnaryOperation(operator=cst.Minus(), expression=cst.Integer(value="1"))):
            yield Change(site.node, "0")
        case cst.Name() | cst.Call() if isinstance(site.parent, cst.Return):
            yield Change(site.node, f"{site.code(site.node)}[::-1]", 0.5)


def _with_siblings(calls: Sequence[str]) -> list[str]:
    """Method calls, and those of their families with the same arguments."""
    return [
        f"{name}({rest}"
        for first, _, rest in (call.partition("(") for call in calls)
        for name in (first, *siblings(first))
    ]
