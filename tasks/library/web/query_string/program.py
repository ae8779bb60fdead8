"""Read and write the query strings of URLs."""

SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

Pair = tuple[str, str]


def quote(text: str) -> str:
    """Return `text` with a "+" for every space and %XX for every other byte that is not safe."""
    quoted = ""
    for symbol in text:
        if symbol in SAFE:
            quoted += symbol
        elif symbol == " ":
            quoted += "+"
        else:
            quoted += "".join(f"%{byte:02X}" for byte in symbol.encode("utf-8"))
    return quoted


def unquote(text: str) -> str:
    """Undo `quote`; a "%" that two hexadecimal digits do not follow stands for itself."""
    data = bytearray()
    position = 0
    while position < len(text):
        digits = text[position + 1 : position + 3]
        if text[position] == "%" and len(digits) == 2 and _is_hexadecimal(digits):
            data.append(int(digits, 16))
            position += 3
        else:
            data += b" " if text[position] == "+" else text[position].encode("utf-8")
            position += 1
    return data.decode("utf-8", errors="replace")


def parse(query: str, keep_blank: bool = False) -> list[Pair]:
    """Return the names and values of a query string, in order.

    Parts are separated by "&". A part without "=" is a name with an empty value. Pairs with empty values
    are dropped unless `keep_blank`, and so are parts without a name in any case.
    """
    pairs: list[Pair] = []
    for part in query.removeprefix("?").split("&"):
        name, _, value = part.partition("=")
        if name and (value or keep_blank):
            pairs.append((unquote(name), unquote(value)))
    return pairs


def build(values: dict[str, str | list[str] | None]) -> str:
    """Return the query string of some values: a list gives a pair for each item, None gives none."""
    pairs: list[Pair] = []
    for name, value in values.items():
        if value is None:
            continue
        items = value if isinstance(value, list) else [value]
        pairs.extend((name, item) for item in items)
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)


def replace(query: str, name: str, value: str) -> str:
    """Return `query` with one pair for `name`: in the place of the first there was, or else at the end."""
    changed: list[Pair] = []
    done = False
    for pair in parse(query, keep_blank=True):
        if pair[0] != name:
            changed.append(pair)
        elif not done:
            changed.append((name, value))
            done = True
    if not done:
        changed.append((name, value))
    return "&".join(f"{quote(key)}={quote(item)}" for key, item in changed)


def _is_hexadecimal(digits: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in digits)
