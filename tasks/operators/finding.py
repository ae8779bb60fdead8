"""Every mutation that the operators can make of a source."""

from __future__ import annotations

from collections.abc import Sequence

from tracefix_rl.tasks.edits import split_lines
from tracefix_rl.tasks.operators import arithmetic, calls, conditions, indexing, names, statements
from tracefix_rl.tasks.operators.base import Mutation, Operator, Rewrite
from tracefix_rl.tasks.operators.code import Code
from tracefix_rl.tasks.operators.judging import Judge

OPERATORS: tuple[Operator, ...] = (
    arithmetic.DropTerm(),
    arithmetic.DropOffset(),
    arithmetic.AddOffset(),
    arithmetic.ConstantOffByOne(),
    arithmetic.NearbyLiteral(),
    arithmetic.VariableForConstant(),
    arithmetic.SwapArithmeticOperator(),
    arithmetic.LoseParentheses(),
    conditions.Boundary(),
    conditions.FlipComparison(),
    conditions.DropClause(),
    conditions.ExtraClause(),
    conditions.DropGuard(),
    conditions.Negate(),
    conditions.DropElse(),
    conditions.ElifToIf(),
    names.WrongVariable(),
    names.WrongAttribute(),
    names.SiblingFunction(),
    names.StringConstant(),
    names.BooleanConstant(),
    calls.DropWrapper(),
    calls.DropArgument(),
    calls.SwapArguments(),
    calls.WrongDefault(),
    calls.MutableDefault(),
    indexing.IndexOffByOne(),
    indexing.SliceBound(),
    indexing.RangeBound(),
    statements.DropStatement(),
    statements.SwapStatements(),
    statements.Reindent(),
    statements.WrongAccumulator(),
    statements.LostCopy(),
    statements.SwallowedException(),
    statements.WrongException(),
    statements.SwapBreakContinue(),
)
"""Every operator, by family; their weights add up to 1."""


def mutations(source: str, operators: Sequence[Operator] = OPERATORS) -> tuple[Mutation, ...]:
    """Return every mutation of a source, each text once, in the order of lines.

    Each compiles and differs from the source in its syntax tree. The same source gives the same
    mutations in every process.

    Args:
        source: The text of a module.
        operators: Those to use.

    Raises:
        ValueError: If the source does not parse.
    """
    code = Code(source)
    judge = Judge(code)
    found: dict[tuple[int, tuple[str, ...], tuple[str, ...]], Mutation] = {}
    for operator, rewrite in _in_order(code, operators):
        mutation = _mutation(operator, rewrite, code)
        key = (mutation.first_line, mutation.old, mutation.new)
        if key not in found and judge.accepts(mutation):
            found[key] = mutation
    return tuple(sorted(found.values(), key=lambda mutation: mutation.first_line))


def _in_order(code: Code, operators: Sequence[Operator]) -> list[tuple[Operator, Rewrite]]:
    """Every rewrite, by where it starts; those that start together in the order of the operators."""
    found = [
        (rewrite.start, rank, operator, rewrite)
        for rank, operator in enumerate(operators)
        for node in code.nodes
        for rewrite in operator.rewrites(node, code)
    ]
    return [(operator, rewrite) for _, _, operator, rewrite in sorted(found, key=lambda each: each[:2])]


def _mutation(operator: Operator, rewrite: Rewrite, code: Code) -> Mutation:
    """A rewrite as an edit of as few whole lines as it takes."""
    first = code.line_of(rewrite.start)
    last = max(first, code.line_of(rewrite.end - 1))
    old = code.lines[first - 1 : last]
    begin = code.start_of_line(first)
    text = "".join(old)
    new = split_lines(text[: rewrite.start - begin] + rewrite.text + text[rewrite.end - begin :])
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0]:
        old, new, first = old[1:], new[1:], first + 1
    return Mutation(
        operator.name,
        operator.family,
        first,
        first + len(old) - 1,
        tuple(old),
        tuple(new),
        rewrite.description,
    )
