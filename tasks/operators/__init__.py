"""The bug operators of the task factory: each makes one kind of mistake that people make.

An operator reads a parsed source and offers small rewrites of it; `mutations` turns all of them into edits of
lines, keeps those that compile and change the program's syntax tree, and leaves every other line byte for
byte. Nothing here draws: a generator chooses, by the operators' weights, and applies one mutation or several.

Public: `OPERATORS`, every operator, `Operator` and `Family`; `mutations`, which finds every `Mutation` of a
source, and `apply_mutations`.
"""

from tracefix_rl.tasks.operators.base import Mutation, Operator, apply_mutations
from tracefix_rl.tasks.operators.finding import OPERATORS, mutations
from tracefix_rl.tasks.task import Family

__all__ = ["OPERATORS", "Family", "Mutation", "Operator", "apply_mutations", "mutations"]
