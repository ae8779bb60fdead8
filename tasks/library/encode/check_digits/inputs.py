"""Numbers with right and wrong check digits, with gaps, and with a digit that is missing."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("luhn_digit", ""), call("is_luhn", ""), call("is_luhn", " ")],
    [call("luhn_digit", "5"), call("luhn_digit", "4"), call("luhn_digit", "05"), call("luhn_digit", "9")],
    [call("is_luhn", "0"), call("is_luhn", "00"), call("is_luhn", "59"), call("is_luhn", "5-9 ")],
    [call("luhn_digit", "1a"), call("is_luhn", "1a"), call("is_luhn", "\u0661\u0668")],
    [call("restore_luhn", "?"), call("restore_luhn", "0?"), call("restore_luhn", "?0")],
    [call("restore_luhn", "9?"), call("restore_luhn", "?9"), call("restore_luhn", "??")],
    [call("restore_luhn", "18"), call("restore_luhn", "?a"), call("restore_luhn", "- ? -")],
    [call("weighted_digit", "1", []), call("weighted_digit", "", [1]), call("weighted_digit", "x", [1])],
    [call("weighted_digit", "1", [1], 1), call("weighted_digit", "1", [1], 2)],
    [call("weighted_digit", "1", [1], 11), call("weighted_digit", "1", [1], 12)],
    [
        call("weighted_digit", "10", [1, 2]),
        call("weighted_digit", "0", [5]),
        call("weighted_digit", "123", [1, -1]),
    ],
    [
        call("isbn_kind", ""),
        call("isbn_kind", "X"),
        call("isbn_kind", "000000000X"),
        call("isbn_kind", "0000000000"),
    ],
    [call("isbn_kind", "X000000000"), call("isbn_kind", "00000000X0"), call("isbn_kind", "0000-000-0 0 0")],
    [
        call("isbn_kind", "9780000000002"),
        call("isbn_kind", "9790000000001"),
        call("isbn_kind", "9770000000003"),
    ],
    [
        call("isbn_kind", "978000000000"),
        call("isbn_kind", "97800000000002"),
        call("isbn_kind", "978000000000X"),
    ],
    [call("to_isbn13", "0000000051"), call("to_isbn13", "000000006x"), call("to_isbn13", "0000000000")],
    [call("to_isbn10", "9790000000001"), call("to_isbn10", "9780000000002"), call("to_isbn10", "000000006x")],
    [call("to_isbn10", ""), call("to_isbn13", "9780000000003")],
]


def draw(random: Random) -> Case:
    """Return a number and one thing to do with it."""
    kind = random.randrange(6)
    if kind == 0:
        return [call("luhn_digit", _spaced(random, _number(random, random.randint(1, 9))))]
    if kind == 1:
        number = _number(random, random.randint(1, 8))
        return [
            call("is_luhn", _spaced(random, f"{number}{digit}")) for digit in random.sample("0123456789", k=4)
        ]
    if kind == 2:
        number = _number(random, random.randint(2, 8))
        place = random.randrange(len(number))
        return [call("restore_luhn", _spaced(random, number[:place] + "?" + number[place + 1 :]))]
    if kind == 3:
        weights = [random.randint(0, 9) for _ in range(random.randint(1, 4))]
        payload = _spaced(random, _number(random, random.randint(1, 6)))
        return [call("weighted_digit", payload, weights, random.choice([2, 7, 9, 10, 11, 11, 11, 11]))]
    if kind == 4:
        body = _number(random, 9)
        check = -sum(int(digit) * (10 - place) for place, digit in enumerate(body)) % 11
        isbn = body + ("Xx"[random.randrange(2)] if check == 10 else str(check))
    else:
        body = random.choice(["978", "978", "979", "977"]) + _number(random, 9)
        isbn = body + str(-sum(int(digit) * (1 + place % 2 * 2) for place, digit in enumerate(body)) % 10)
    if random.random() < 0.15:
        isbn = isbn[:-1] + random.choice("0123456789X")
    if random.random() < 0.3:
        isbn = f"{isbn[:-6]}-{isbn[-6:-1]} {isbn[-1:]}"
    return [call("isbn_kind", isbn), call(random.choice(["to_isbn13", "to_isbn10"]), isbn)]


def _number(random: Random, length: int) -> str:
    return "".join(random.choices("0123456789", k=length))


def _spaced(random: Random, number: str) -> str:
    if random.random() < 0.5:
        return number
    place = random.randint(0, len(number))
    return number[:place] + random.choice(" -") + number[place:]
