"""Convert between integers and roman numerals."""

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

SYMBOLS = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
]


def to_roman(number: int) -> str:
    """Return `number` as a roman numeral.

    Raises:
        ValueError: If the number is not between 1 and 3999.
    """
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} is not between 1 and 3999")
    numeral = ""
    for value, symbol in SYMBOLS:
        repeats, number = divmod(number, value)
        numeral += symbol * repeats
    return numeral


def from_roman(numeral: str) -> int:
    """Return the value of a roman numeral in upper or lower case.

    A letter before one of greater value is subtracted, any other is added.
    """
    values = [VALUES[letter] for letter in numeral.upper()]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=False):
        if value <= following:
            total -= value
        else:
            total += value
    return total
