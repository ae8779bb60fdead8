"""Write whole numbers in English words, and read them back."""

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ["", "thousand", "million", "billion", "trillion"]
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LIMIT = 1000 ** len(SCALES)


class WordsError(ValueError):
    """The words are no number."""


def to_words(number: int, use_and: bool = False) -> str:
    """Return the number in words, such as "one hundred twenty-three".

    With `use_and`, an "and" comes before the tens and ones that follow something larger: in each group that
    has hundreds, and in the last group if others come before it.

    Raises:
        ValueError: If the number has more than 15 digits.
    """
    if abs(number) >= LIMIT:
        raise ValueError(f"{number} has too many digits")
    if number < 0:
        return "minus " + to_words(-number, use_and)
    if number == 0:
        return ONES[0]
    words: list[str] = []
    for power in reversed(range(len(SCALES))):
        group = number // 1000**power % 1000
        if group == 0:
            continue
        if use_and and power == 0 and words and group < 100:
            words.append("and")
        words += _group_words(group, use_and)
        if power:
            words.append(SCALES[power])
    return " ".join(words)


def to_ordinal(number: int) -> str:
    """Return the ordinal in words, such as "twenty-first".

    Raises:
        ValueError: If the number is negative or has more than 15 digits.
    """
    if number < 0:
        raise ValueError("a negative number has no ordinal")
    words = to_words(number)
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    if last in ORDINALS:
        return words[:start] + ORDINALS[last]
    if last.endswith("y"):
        return words[:-1] + "ieth"
    return words + "th"


def from_words(text: str) -> int:
    """Return the number that the words say; upper case, hyphens, commas and "and" are understood.

    Raises:
        WordsError: If there is an unknown word, or one where it cannot stand.
    """
    words = text.lower().replace("-", " ").replace(",", " ").split()
    sign = 1
    if words and words[0] == "minus":
        sign = -1
        words = words[1:]
    if words == [ONES[0]]:
        return 0
    if not words:
        raise WordsError("there is no number")
    total = group = 0
    smallest = len(SCALES)
    previous = ""
    for word in words:
        if word == "and":
            if previous != "hundred" and previous not in SCALES[1:]:
                raise WordsError(f"and cannot follow {previous or 'nothing'}")
        elif word in SCALES:
            power = SCALES.index(word)
            if group == 0 or previous == "and" or power >= smallest:
                raise WordsError(f"{word} cannot follow {previous or 'nothing'}")
            total += group * 1000**power
            group, smallest = 0, power
        else:
            group = _extended(group, word, previous)
        previous = word
    if previous == "and":
        raise WordsError("nothing follows and")
    return sign * (total + group)


def _extended(group: int, word: str, previous: str) -> int:
    if word == "hundred":
        if not 1 <= group <= 9 or previous == "and":
            raise WordsError(f"hundred cannot follow {previous or 'nothing'}")
        return group * 100
    if word in TENS:
        value, room = 20 + 10 * TENS.index(word), 100
    elif word in ONES[1:]:
        value = ONES.index(word)
        room = 10 if value < 10 else 100
    else:
        raise WordsError(f"{word} is no number")
    if group % room or 10 <= group % 100 < 20:
        raise WordsError(f"{word} cannot follow {previous}")
    return group + value


def _group_words(group: int, use_and: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [ONES[hundreds], "hundred"] if hundreds else []
    if rest and words and use_and:
        words.append("and")
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(TENS[tens - 2] + (f"-{ONES[ones]}" if ones else ""))
    elif rest:
        words.append(ONES[rest])
    return words
