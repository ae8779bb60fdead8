"""What a place in the code is for: whether a name is read, a number counts, a value is kept there."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tracefix_rl.tasks.operators.code import Code

_TARGETS = (cst.AssignTarget, cst.For, cst.CompFor, cst.AnnAssign, cst.AugAssign, cst.NamedExpr)
_COPIES = ("list", "dict", "set", "deque", "deepcopy", "copy")
_LEAVING = (cst.Return, cst.Raise, cst.Break, cst.Continue)


def is_read(node: cst.Name, code: Code) -> bool:
    """Whether a name stands for a value that is used, and is not called, bound or deleted."""
    parent = code.parent(node)
    match parent:
        case cst.Attribute():
            return parent.value is node
        case cst.Call():
            return parent.func is not node
        case cst.Arg():
            return parent.keyword is not node
        case cst.Param():
            return parent.default is node
        case cst.FunctionDef() | cst.ClassDef() | cst.AsName() | cst.NameItem() | cst.Del():
            return False
    return not is_bound(node, code)


def is_bound(node: cst.CSTNode, code: Code) -> bool:
    """Whether an expression is a target, or one of several in a target."""
    parent = code.parent(node)
    if isinstance(parent, _TARGETS):
        return parent.target is node
    if isinstance(parent, cst.Element | cst.StarredElement):
        return is_bound(code.parent(parent), code)
    return isinstance(parent, cst.Del | cst.AsName)


def number_of(node: cst.CSTNode) -> float | None:
    """Return the value of a number that is written out."""
    match node:
        case cst.Integer(value=text):
            return int(text.replace("_", ""), 0) if text != "0" else 0
        case cst.Float(value=text):
            return float(text.replace("_", ""))
    return None


def numbers_near(node: cst.CSTNode, code: Code) -> Iterator[cst.Integer | cst.Float]:
    """Return the other numbers of the function or top-level statement around a node, nearest first."""
    scope = code.function(node) or [node, *code.ancestors(node)][-2]
    here = code.start(node)
    found = [
        each for each in code.below(scope) if isinstance(each, cst.Integer | cst.Float) and each is not node
    ]
    yield from sorted(found, key=lambda each: abs(code.start(each) - here))


def is_index(node: cst.CSTNode, code: Code) -> bool:
    """Whether an expression is an index or a bound of a slice."""
    return isinstance(code.parent(node), cst.Index | cst.Slice)


def is_of_range(node: cst.CSTNode, code: Code) -> bool:
    """Whether an expression is an argument of `range`."""
    match code.parent(node):
        case cst.Arg() as arg:
            match code.parent(arg):
                case cst.Call(func=cst.Name(value="range")):
                    return True
    return False


def is_accumulator_start(node: cst.CSTNode, code: Code) -> bool:
    """Whether an expression is what a variable starts with that a loop then adds to."""
    parent, function = code.parent(node), code.function(node)
    match parent:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
            pass
        case cst.AnnAssign(target=cst.Name(value=name)):
            pass
        case _:
            return False
    return function is not None and any(
        isinstance(each, cst.AugAssign)
        and isinstance(each.target, cst.Name)
        and each.target.value == name
        and code.in_loop(each)
        for each in code.below(function)
    )


def is_in_mapping_or_table(element: cst.CSTNode, text: str, code: Code) -> bool:
    """Whether the collection around an element has this text in the same role already."""
    match element:
        case cst.DictElement():
            others = [
                each.key for each in code.children(code.parent(element)) if isinstance(each, cst.DictElement)
            ]
        case cst.Element():
            others = [
                each.value for each in code.children(code.parent(element)) if isinstance(each, cst.Element)
            ]
        case _:
            return False
    return any(code.text(each) == text for each in others)


def is_kept(node: cst.CSTNode, code: Code) -> bool:
    """Whether a value is stored or returned, so that who else holds it matters."""
    parent = code.parent(node)
    match parent:
        case cst.Return():
            return True
        case cst.Assign() | cst.AnnAssign() | cst.NamedExpr() | cst.DictElement() | cst.DictComp():
            return parent.value is node
        case cst.ListComp():
            return parent.elt is node
        case cst.Element():
            return not is_bound(node, code)
        case cst.Arg(keyword=None):
            match code.parent(parent):
                case cst.Call(
                    func=cst.Attribute(attr=cst.Name(value="append" | "insert" | "setdefault" | "add"))
                ):
                    return True
    return False


def copied(node: cst.CSTNode, code: Code) -> cst.BaseExpression | None:
    """Return what an expression copies, if a copy is all that it makes."""
    match node:
        case cst.Call(func=cst.Name(value=name), args=[cst.Arg(star="", keyword=None, value=inner)]):
            same = code.scopes.kind(inner) in ("", name) or name in ("copy", "deepcopy")
            return inner if name in _COPIES and same and _is_stored(inner) else None
        case cst.Call(
            func=cst.Attribute(value=cst.Name(value="copy"), attr=cst.Name(value="copy" | "deepcopy")),
            args=[cst.Arg(value=inner)],
        ):
            return inner if _is_stored(inner) else None
        case cst.Call(func=cst.Attribute(value=inner, attr=cst.Name(value="copy")), args=[]):
            return inner
        case cst.Subscript(
            value=inner, slice=[cst.SubscriptElement(slice=cst.Slice(lower=None, upper=None, step=None))]
        ):
            return inner if code.scopes.kind(inner) != "str" else None
    return None


def _is_stored(node: cst.CSTNode) -> bool:
    """Whether a value lives on elsewhere: only then does it matter whether it was copied."""
    return isinstance(node, cst.Name | cst.Attribute | cst.Subscript)


def small_statement(line: cst.CSTNode) -> cst.BaseSmallStatement | None:
    """Return the only statement of a line."""
    match line:
        case cst.SimpleStatementLine(body=[only]):
            return only
    return None


def leaves(line: cst.CSTNode) -> bool:
    """Whether a statement goes elsewhere: what follows it in its block is never reached."""
    return isinstance(small_statement(line), _LEAVING)


def block_of(statement: cst.CSTNode, code: Code) -> tuple[list[cst.CSTNode], int]:
    """Return the block of a statement and the statement's position; nothing and -1 if it has none."""
    block = code.parent(statement)
    if not isinstance(block, cst.IndentedBlock | cst.Module):
        return [], -1
    statements: list[cst.CSTNode] = list(block.body)
    return statements, statements.index(statement) if statement in statements else -1


def removal(statement: cst.CSTNode, code: Code) -> tuple[int, int]:
    """Return where the lines of a statement are, with the blank lines that would tell that it is missing."""
    siblings, position = block_of(statement, code)
    first, last = code.line_numbers(statement)
    follows_blank = first > 1 and not code.lines[first - 2].strip()
    if position < len(siblings) - 1 and (position == 0 or follows_blank):
        while last < len(code.lines) and not code.lines[last].strip():
            last += 1
    elif position == len(siblings) - 1:
        while first > 1 and not code.lines[first - 2].strip():
            first -= 1
    return code.start_of_line(first), code.start_of_line(last + 1)


def has_comment(statement: cst.CSTNode, code: Code) -> bool:
    """Whether a comment stands on the lines of a statement or directly above it."""
    match statement:
        case cst.SimpleStatementLine() | cst.BaseCompoundStatement():
            if any(line.comment for line in statement.leading_lines):
                return True
    start, end = code.whole_lines(statement)
    return "#" in code.source[start:end]
