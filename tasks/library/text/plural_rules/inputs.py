"""Nouns of many endings, with some exceptions taught."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _english(*steps: Step) -> Case:
    return [keep("english", call("Inflector")), *steps]


def _plurals(*nouns: str) -> Case:
    return _english(*(call("english.plural", noun) for noun in nouns))


def _singulars(*nouns: str) -> Case:
    return _english(*(call("english.singular", noun) for noun in nouns))


EDGES: list[Case] = [
    _plurals("", "a ", "-"),
    _plurals("o", "y", "A", "AB", "aB", "Ab"),
    _plurals("bus", "fox", "buzz", "church", "wish", "path"),
    _plurals("day", "spy", "zoo", "hero", "wife", "calf", "cliff", "leaf"),
    _plurals("Child", "MEN", "sheep", "Fish tank", "tank fish", "foot"),
    _singulars("", "s", "ss", "ties", "flies", "series", "as"),
    _singulars("lives", "wolves", "gases", "boxes", "quizzes", "aches", "dishes", "echoes", "shoes", "cars"),
    _singulars("Feet", "black sheep", "class", "MICE", "child"),
    _english(call("english.add_irregular", "", "x"), call("english.add_irregular", "x", "")),
    _english(
        call("english.add_irregular", "goose", "geese"),
        call("english.add_irregular", "goose", "gooses"),
        call("english.plural", "Goose"),
        call("english.singular", "geese"),
        call("english.singular", "gooses"),
    ),
    _english(
        call("english.add_irregular", "human", "People"),
        call("english.plural", "person"),
        call("english.singular", "people"),
    ),
    _english(call("english.add_uncountable", "Child"), call("english.plural", "CHILD")),
    _english(*(call("english.counted", count, "man") for count in (0, 1, -1, 2, -2, 999, 1000, 1234567))),
    _english(*(call("english.inventory", ["b", "a", "a"], limit) for limit in (-1, 0, 1, 2, 3))),
    _english(call("english.inventory", ["egg"]), call("english.inventory", ["sheep", "sheep"], 1)),
    [
        call("listed", []),
        call("listed", [""]),
        call("listed", ["a", "b"]),
        call("listed", ["a", "b", "c"], "nor"),
    ],
    [call("listed", ["1,000 a", "b"]), call("listed", ["a", "b", "1,000 c"])],
    [
        call("with_article", noun)
        for noun in ("", "Apple", "unit", "under", "europe", "heirloom", "honor", "once")
    ],
]

NOUNS = (
    "box bus city day potato radio knife wolf roof child mouse person sheep Fish man egg hour unit apple user"
    " dish"
).split()
PLURALS = (
    "boxes buses cities days heroes radios knives wolves roofs children mice People fish men glass ties uses"
).split()
PREFIXES = ["", "", "", "big ", "step-", "BIG "]


def draw(random: Random) -> Case:
    """Return an inflector, what it is taught, and some questions; or items to list."""
    kind = random.random()
    if kind < 0.1:
        items = random.choices(["a", "b", "c d", "1,000 e", "", "x"], k=random.randint(0, 4))
        return [call("listed", items, random.choice(["and", "or"]))]
    if kind < 0.2:
        return [call("with_article", _cased(random, noun)) for noun in random.sample(NOUNS, k=4)]
    steps: list[Step] = []
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        noun, plural = random.choice(NOUNS[:8] + NOUNS[9:12]), random.choice(PLURALS[8:15])
        if random.random() < 0.75:
            steps.append(call("english.add_irregular", noun, plural))
        else:
            steps.append(call("english.add_uncountable", random.choice([noun, plural])))
        steps += [call("english.plural", noun), call("english.singular", plural)]
    for _ in range(random.randint(2, 4)):
        question = random.random()
        noun = random.choice(PREFIXES) + _cased(random, random.choice(NOUNS))
        if question < 0.35:
            steps.append(call("english.plural", noun))
        elif question < 0.6:
            steps.append(call("english.singular", _cased(random, random.choice(PLURALS))))
        elif question < 0.75:
            steps.append(call("english.counted", random.choice([0, 1, -1, 2, 12, 1500]), noun))
        else:
            nouns = random.choices(random.sample(NOUNS, k=3), k=random.randint(1, 6))
            steps.append(call("english.inventory", nouns, random.randint(0, 3)))
    return _english(*steps)


def _cased(random: Random, noun: str) -> str:
    return random.choice([noun, noun, noun.upper(), noun.capitalize()])
