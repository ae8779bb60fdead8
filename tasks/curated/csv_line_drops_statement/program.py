"""Read and write single lines of comma-separated values."""

QUOTE = '"'


def parse_line(line: str, separator: str = ",") -> list[str]:
    """Return the fields of `line`.

    A field that starts with a double quote ends with the next single one and may hold separators; two
    double quotes inside it stand for one. Quotes in the middle of other fields are ordinary.

    Raises:
        ValueError: If a quoted field is not closed.
    """
    fields: list[str] = []
    field = ""
    quoted = False
    at_start = True
    index = 0
    while index < len(line):
        symbol = line[index]
        if quoted and symbol == QUOTE:
            if line[index + 1 : index + 2] == QUOTE:
                field += QUOTE
                index += 1
            else:
                quoted = False
        elif quoted:
            field += symbol
        elif symbol == QUOTE and at_start:
            quoted = True
            at_start = False
        elif symbol == separator:
            fields.append(field)
            field = ""
            at_start = True
        else:
            field += symbol
            at_start = False
        index += 1
    if quoted:
        raise ValueError(f"the quoted field {field!r} is not closed")
    fields.append(field)
    return fields


def format_line(fields: list[str], separator: str = ",") -> str:
    """Return the fields as one line that `parse_line` reads back."""
    return separator.join(_protect(field, separator) for field in fields)


def _protect(field: str, separator: str) -> str:
    if separator in field or QUOTE in field:
        return QUOTE + field.replace(QUOTE, QUOTE * 2) + QUOTE
    return field
