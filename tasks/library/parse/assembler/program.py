"""An assembler for a tiny stack machine, and the machine."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass

OPERANDS = dict.fromkeys("push load store jump jumpz call".split(), 1) | dict.fromkeys(
    "add sub mul div dup swap drop less out ret halt".split(), 0
)
BINARY = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "less": operator.lt}


class AssemblyError(ValueError):
    """The source cannot be assembled; the message names the line."""


class MachineError(RuntimeError):
    """The program cannot go on; the message names the address."""


@dataclass(frozen=True)
class Instruction:
    """One instruction of an assembled program, and the line of the source that it is from."""

    name: str
    operand: int | None
    line: int


def assemble(source: str) -> list[Instruction]:
    """Return the instructions of a source, names replaced by numbers; raise AssemblyError if it is wrong."""
    symbols: dict[str, int] = {}
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(source.splitlines(), start=1):
        words = line.partition(";")[0].split()
        while words and words[0].endswith(":"):
            _define(symbols, words.pop(0)[:-1], len(rows), number)
        if words[:1] == [".set"]:
            if len(words) != 3:
                raise AssemblyError(f"line {number}: .set needs a name and a value")
            _define(symbols, words[1], _value(words[2], symbols, number), number)
        elif words:
            rows.append((number, words))
    return [_instruction(words, symbols, number) for number, words in rows]


class Machine:
    """Runs a program; `stack`, `output` and `address` can be read at any time."""

    def __init__(self, program: Sequence[Instruction], depth: int = 16) -> None:
        self._program = list(program)
        self._depth = depth
        self._memory: dict[int, int] = {}
        self._returns: list[int] = []
        self.stack: list[int] = []
        self.output: list[int] = []
        self.address = 0

    @property
    def halted(self) -> bool:
        """Tell whether the program is at its end."""
        return self.address == len(self._program)

    def run(self, limit: int = 500) -> list[int]:
        """Go on to the end and return the output; raise MachineError if `limit` steps do not do."""
        for _ in range(limit):
            if self.halted:
                break
            self.step()
        if not self.halted:
            raise MachineError(f"at {self.address}: not done after {limit} steps")
        return self.output

    def step(self) -> bool:
        """Do one instruction; tell whether there was one. A MachineError leaves the address where it is."""
        if self.halted:
            return False
        if not 0 <= self.address < len(self._program):
            raise MachineError(f"at {self.address}: there is no instruction")
        instruction = self._program[self.address]
        self.address = self._do(instruction.name, instruction.operand or 0)
        return True

    def _do(self, name: str, operand: int) -> int:
        following = self.address + 1
        if name in BINARY:
            right, left = self._pop(2)
            self._push(int(BINARY[name](left, right)))
        elif name == "div":
            right, left = self._pop(2)
            if right == 0:
                raise MachineError(f"at {self.address}: division by zero")
            self._push(left // right, left % right)
        elif name in ("push", "load"):
            self._push(operand if name == "push" else self._memory.get(operand, 0))
        elif name == "store":
            [self._memory[operand]] = self._pop(1)
        elif name == "dup":
            [value] = self._pop(1)
            self._push(value, value)
        elif name == "swap":
            self._push(*self._pop(2))
        elif name in ("drop", "out"):
            values = self._pop(1)
            self.output += values if name == "out" else []
        elif name == "jump" or (name == "jumpz" and self._pop(1) == [0]):
            return operand
        elif name == "call":
            if len(self._returns) == self._depth:
                raise MachineError(f"at {self.address}: calls are too deep")
            self._returns.append(following)
            return operand
        elif name == "halt" or (name == "ret" and not self._returns):
            return len(self._program)
        elif name == "ret":
            return self._returns.pop()
        return following

    def _push(self, *values: int) -> None:
        if len(self.stack) + len(values) > self._depth:
            raise MachineError(f"at {self.address}: the stack is full")
        self.stack += [(value + 2**31) % 2**32 - 2**31 for value in values]

    def _pop(self, count: int) -> list[int]:
        if len(self.stack) < count:
            raise MachineError(f"at {self.address}: the stack is empty")
        return [self.stack.pop() for _ in range(count)]


def _define(symbols: dict[str, int], name: str, value: int, number: int) -> None:
    if not name.isidentifier() or name in symbols:
        raise AssemblyError(f"line {number}: {name!r} cannot be defined here")
    symbols[name] = value


def _value(word: str, symbols: dict[str, int], number: int) -> int:
    if word.removeprefix("-").isdecimal():
        return int(word)
    if word not in symbols:
        raise AssemblyError(f"line {number}: unknown name {word}")
    return symbols[word]


def _instruction(words: list[str], symbols: dict[str, int], number: int) -> Instruction:
    name, *operands = words
    if name not in OPERANDS or len(operands) != OPERANDS[name]:
        raise AssemblyError(f"line {number}: no such instruction: {' '.join(words)}")
    operand = _value(operands[0], symbols, number) if operands else None
    return Instruction(name, operand, number)
