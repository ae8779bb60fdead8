"""Numbers of all sizes, words that tell them, and words in disorder."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("to_words", 0)],
    [call("to_words", 19), call("to_words", 20), call("to_words", 21)],
    [call("to_words", 99), call("to_words", 100), call("to_words", 101, use_and=True)],
    [call("to_words", 999), call("to_words", 1000), call("to_words", 1001, True)],
    [call("to_words", 1099, True), call("to_words", 1100, True), call("to_words", 1_000_100, True)],
    [call("to_words", 100_000_000_000_001, True)],
    [call("to_words", -999_999_999_999_999)],
    [call("to_words", 10**15)],
    [call("to_words", -(10**15))],
    [call("to_ordinal", 0), call("to_ordinal", 10**15)],
    [call("to_ordinal", -1)],
    [call("to_ordinal", 30), call("to_ordinal", 88), call("to_ordinal", 112), call("to_ordinal", 1000)],
    [call("from_words", "")],
    [call("from_words", "minus zero"), call("from_words", "minus minus one")],
    [call("from_words", "  NINETY - nine,thousand ")],
    [call("from_words", "one hundred one hundred")],
    [call("from_words", "nineteen one"), call("from_words", "nineteen hundred")],
    [
        call("from_words", "twenty ten"),
        call("from_words", "twenty one two"),
        call("from_words", "twenty thirty"),
    ],
    [call("from_words", "one thousand two thousand"), call("from_words", "two thousand thousand")],
    [call("from_words", "one hundred and one thousand and one")],
    [call("from_words", "one hundred and hundred"), call("from_words", "one million and thousand")],
    [call("from_words", "one hundred and and two"), call("from_words", "one and")],
    [call("from_words", "one hundred zero"), call("from_words", "ten trillion")],
]

SMALL = "one two five nine ten twelve nineteen twenty forty-one ninety".split()
WORDS = [*SMALL, "hundred", "hundred", "and", "thousand", "million", "zero", "minus", "dozen"]


def draw(random: Random) -> Case:
    """Return a number to write, or words to read."""
    kind = random.random()
    if kind < 0.35:
        return [call("to_words", _number(random) * random.choice([1, 1, -1]), random.random() < 0.6)]
    if kind < 0.5:
        return [call("to_ordinal", _number(random))]
    if kind < 0.75:
        return [call("from_words", " ".join(random.choices(WORDS, k=random.randint(1, 5))))]
    return [call("from_words", _words(random))]


def _number(random: Random) -> int:
    groups = random.choices([0, 1, 5, 12, 20, 21, 68, 99, 100, 103, 340, 999], k=random.randint(1, 4))
    return sum(group * 1000**power for power, group in enumerate(groups))


def _words(random: Random) -> str:
    words: list[str] = []
    for scale in sorted(random.sample(range(4), k=random.randint(1, 3)), reverse=True):
        if random.random() < 0.5:
            words += [random.choice(["one", "three", "nine"]), "hundred"]
        if words and random.random() < 0.4:
            words.append("and")
        words.append(random.choice(SMALL))
        words += [["million", "thousand"][3 - scale]] if scale > 1 else []
    if random.random() < 0.2:
        words.insert(random.randint(0, len(words)), random.choice(WORDS))
    return random.choice([" ", " ", "-", ", "]).join(words)
