"""Match paths against glob patterns: *, ?, [a-z], ** and {a,b}."""

from collections.abc import Iterable


class GlobError(ValueError):
    """The pattern is broken."""


def matches(pattern: str, path: str) -> bool:
    """Tell whether the whole path matches the pattern.

    Raises:
        GlobError: If a bracket or brace is not closed, a set is empty, a range goes backwards, or the
            pattern is empty or ends with a backslash.
    """
    if not pattern:
        raise GlobError("the pattern is empty")
    names = path.split("/")
    found = [_match_names(_segments(single), names) for single in expand(pattern)]
    return any(found)


def select(patterns: Iterable[str], paths: Iterable[str]) -> list[str]:
    """Return the paths that the patterns choose, in the order of the paths.

    A pattern that starts with "!" drops again what patterns before it chose; the last that matches decides.
    """
    rules = [(pattern.removeprefix("!"), not pattern.startswith("!")) for pattern in patterns]
    chosen = []
    for path in paths:
        wanted = False
        for pattern, keep in rules:
            if matches(pattern, path):
                wanted = keep
        if wanted:
            chosen.append(path)
    return chosen


def expand(pattern: str) -> list[str]:
    """Return the patterns that the alternatives in braces stand for, from left to right.

    Braces nest; those without a comma are kept as they are. Backslashes and brackets do not protect braces.

    Raises:
        GlobError: If a brace is not closed.
    """
    start = pattern.find("{")
    if start < 0:
        return [pattern]
    depth, parts, begin = 0, [], start + 1
    for end in range(start, len(pattern)):
        character = pattern[end]
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        if (character == "," and depth == 1) or depth == 0:
            parts.append(pattern[begin:end])
            begin = end + 1
        if depth == 0:
            break
    else:
        raise GlobError(f"a brace is not closed in {pattern}")
    head, tails = pattern[:start], expand(pattern[end + 1 :])
    if len(parts) == 1:
        middles = ["{" + inner + "}" for inner in expand(parts[0])]
    else:
        middles = [inner for part in parts for inner in expand(part)]
    return [head + middle + tail for middle in middles for tail in tails]


def _segments(pattern: str) -> list[list[str]]:
    """Return the items of each segment: characters, "*", "?", "**" and sets in brackets."""
    segments = []
    for text in pattern.split("/"):
        items = []
        at = 0
        while at < len(text):
            end = at + 1
            if text[at] == "[":
                end = text.find("]", at + 2) + 1
                if not end:
                    raise GlobError(f"a bracket is not closed in {pattern}")
                _check_set(text[at + 1 : end - 1])
            elif text[at] == "\\":
                end = at + 2
                if end > len(text):
                    raise GlobError(f"nothing follows the backslash in {pattern}")
            items.append(text[at:end])
            at = end
        segments.append(["**"] if text == "**" else items)
    return segments


def _check_set(inner: str) -> None:
    members = inner.removeprefix("!")
    if not members:
        raise GlobError("a set is empty")
    for low, high in _ranges(members):
        if low > high:
            raise GlobError(f"range {low}-{high} goes backwards")


def _ranges(members: str) -> list[tuple[str, str]]:
    ranges = []
    at = 0
    while at < len(members):
        wide = members[at + 1 : at + 2] == "-" and at + 2 < len(members)
        end = at + 2 if wide else at
        ranges.append((members[at], members[end]))
        at = end + 1
    return ranges


def _match_names(segments: list[list[str]], names: list[str]) -> bool:
    if not segments:
        return not names
    if segments[0] == ["**"]:
        if _match_names(segments[1:], names):
            return True
        return bool(names) and not names[0].startswith(".") and _match_names(segments, names[1:])
    if not names or (names[0].startswith(".") and segments[0][:1] not in (["."], ["\\."])):
        return False
    return _match_name(segments[0], names[0]) and _match_names(segments[1:], names[1:])


def _match_name(items: list[str], name: str) -> bool:
    if not items:
        return not name
    if items[0] == "*":
        return any(_match_name(items[1:], name[skip:]) for skip in range(len(name) + 1))
    return bool(name) and _match_one(items[0], name[0]) and _match_name(items[1:], name[1:])


def _match_one(item: str, character: str) -> bool:
    if item == "?":
        return True
    if len(item) > 2:
        members = item[1:-1].removeprefix("!")
        inside = any(low <= character <= high for low, high in _ranges(members))
        return inside != item.startswith("[!")
    return character == item[-1]
