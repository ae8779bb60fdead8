"""Read and write INI files: sections of "key = value" lines."""

COMMENT_MARKS = ("#", ";")


class IniError(ValueError):
    """The text is not an INI file; the message names the line."""


def parse(text: str) -> dict[str, dict[str, str]]:
    """Return the keys and values of every section, in the order of the file.

    Keys are lower case. The first "=" or ":" of a line ends the key. Blank lines and lines that start with
    # or ; are skipped. An indented line continues the value above it, as another line of that value. A
    section that comes twice is one section, and a key that comes twice has its last value.

    Raises:
        IniError: If a key stands before the first section, a line is neither a section nor has a key, or
            there is nothing to continue.
    """
    sections: dict[str, dict[str, str]] = {}
    section: dict[str, str] | None = None
    key = ""
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.strip()
        if not content or content.startswith(COMMENT_MARKS):
            continue
        if line[0].isspace():
            if section is None or not key:
                raise IniError(f"line {number} continues nothing: {content}")
            section[key] += "\n" + content
        elif content.startswith("["):
            section = sections.setdefault(_section_name(content, number), {})
            key = ""
        else:
            if section is None:
                raise IniError(f"line {number} stands before the first section: {content}")
            key, value = _split(content, number)
            section[key] = value
    return sections


def render(sections: dict[str, dict[str, str]]) -> str:
    """Return an INI file that `parse` reads back; a blank line separates sections."""
    blocks: list[str] = []
    for name, values in sections.items():
        lines = [f"[{name}]"]
        lines.extend(f"{key} = {value}".replace("\n", "\n    ") for key, value in values.items())
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _section_name(content: str, number: int) -> str:
    name = content[1:-1].strip()
    if not content.endswith("]") or not name:
        raise IniError(f"line {number} is no section: {content}")
    return name


def _split(content: str, number: int) -> tuple[str, str]:
    ends = [position for mark in "=:" if (position := content.find(mark)) > 0]
    if not ends:
        raise IniError(f"line {number} has no key: {content}")
    end = min(ends)
    return content[:end].strip().lower(), content[end + 1 :].strip()
