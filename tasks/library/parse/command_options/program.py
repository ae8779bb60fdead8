"""Parse command lines: options with values, flags, and positional arguments."""

from collections.abc import Sequence
from dataclasses import dataclass

Value = str | int | bool | None | list[str | int]


class UsageError(ValueError):
    """The arguments are not what the command takes."""


@dataclass(frozen=True)
class _Option:
    name: str
    short: str
    kind: type
    default: str | int | None
    choices: Sequence[str]
    required: bool
    repeat: bool

    def convert(self, text: str) -> str | int:
        if self.choices and text not in self.choices:
            raise UsageError(f"--{self.name} must be one of {', '.join(self.choices)}")
        if self.kind is not int:
            return text
        try:
            return int(text)
        except ValueError:
            raise UsageError(f"--{self.name} needs a number, not {text!r}") from None


class CommandParser:
    """Knows what a command takes, and parses its arguments."""

    def __init__(self) -> None:
        self._options: dict[str, _Option] = {}
        self._positionals: list[tuple[str, int, bool]] = []

    def option(
        self,
        name: str,
        short: str = "",
        number: bool = False,
        default: str | int | None = None,
        choices: Sequence[str] = (),
        required: bool = False,
        repeat: bool = False,
    ) -> None:
        """Take `--name VALUE`; raise ValueError if one of its names is taken or not well formed."""
        self._add(_Option(name, short, int if number else str, default, choices, required, repeat))

    def flag(self, name: str, short: str = "") -> None:
        """Take `--name` and `--no-name`; raise ValueError as `option` does."""
        self._add(_Option(name, short, bool, None, (), False, False))

    def positional(self, name: str, least: int = 1, many: bool = False) -> None:
        """Take an argument, or a list of at least so many; raise ValueError if it cannot be told apart."""
        if name in self._options or name in [taken for taken, _, _ in self._positionals]:
            raise ValueError(f"{name} is taken")
        if any(others or not needed for _, needed, others in self._positionals):
            raise ValueError(f"{name} comes too late")
        if least > 1 and not many:
            raise ValueError(f"{name} is only one")
        self._positionals.append((name, least, many))

    def parse(self, arguments: Sequence[str]) -> dict[str, Value]:
        """Return the values of options, flags and positionals; raise UsageError if some are wrong."""
        given: dict[str, list[str | int]] = {name: [] for name in self._options}
        words: list[str] = []
        rest = list(arguments)
        while rest:
            argument = rest.pop(0)
            if argument == "--":
                words += rest
                break
            if argument.startswith("--"):
                self._long(argument[2:], rest, given)
            elif argument.startswith("-") and len(argument) > 1:
                self._cluster(argument[1:], rest, given)
            else:
                words.append(argument)
        values = {name: self._result(option, given[name]) for name, option in self._options.items()}
        return values | self._place(words)

    def _add(self, option: _Option) -> None:
        taken = [known.short for known in self._options.values() if known.short]
        names = [*self._options, *(name for name, _, _ in self._positionals)]
        if not option.name or option.name.startswith(("-", "no-")) or option.name in names:
            raise ValueError(f"--{option.name} cannot be defined")
        if option.short and (len(option.short) != 1 or option.short == "-" or option.short in taken):
            raise ValueError(f"-{option.short} cannot be defined")
        self._options[option.name] = option

    def _long(self, text: str, rest: list[str], given: dict[str, list[str | int]]) -> None:
        name, equals, value = text.partition("=")
        negated = name.startswith("no-")
        wanted = name.removeprefix("no-")
        longer = [known for known in self._options if wanted and known.startswith(wanted)]
        found = [wanted] if wanted in self._options else longer
        if len(found) != 1:
            raise UsageError(f"--{name} is {'ambiguous' if found else 'unknown'}")
        option = self._options[found[0]]
        if option.kind is bool or negated:
            if equals or option.kind is not bool:
                raise UsageError(f"--{name} is no such flag")
            given[option.name].append(not negated)
        else:
            given[option.name].append(option.convert(value if equals else self._following(option, rest)))

    def _cluster(self, letters: str, rest: list[str], given: dict[str, list[str | int]]) -> None:
        by_letter = {option.short: option for option in self._options.values() if option.short}
        for index, letter in enumerate(letters):
            option = by_letter.get(letter)
            if option is None:
                raise UsageError(f"-{letter} is unknown")
            if option.kind is not bool:
                value = letters[index + 1 :] or self._following(option, rest)
                given[option.name].append(option.convert(value))
                return
            given[option.name].append(True)

    def _following(self, option: _Option, rest: list[str]) -> str:
        if not rest or rest[0] == "--":
            raise UsageError(f"--{option.name} needs a value")
        return rest.pop(0)

    def _result(self, option: _Option, given: list[str | int]) -> Value:
        if option.kind is bool:
            return bool(given and given[-1])
        if option.required and not given:
            raise UsageError(f"--{option.name} is missing")
        if option.repeat:
            return given
        if len(given) > 1:
            raise UsageError(f"--{option.name} is given twice")
        return given[0] if given else option.default

    def _place(self, words: list[str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, least, many in self._positionals:
            taken, words = (words, []) if many else (words[:1], words[1:])
            if len(taken) < least:
                raise UsageError(f"{name} is missing")
            values[name] = list(taken) if many else (taken[0] if taken else None)
        if words:
            raise UsageError(f"{words[0]} is too much")
        return values
