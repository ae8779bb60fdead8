"""Count things in prose: plurals, articles and lists of items."""

from collections.abc import Sequence

VOWELS = "aeiou"
IRREGULAR = {"child": "children", "foot": "feet", "man": "men", "mouse": "mice", "person": "people"}
UNCOUNTABLE = ("equipment", "fish", "information", "sheep")


class Inflector:
    """Knows the plurals of English nouns, by rules and by exceptions that can be added."""

    def __init__(self) -> None:
        self._plurals = dict(IRREGULAR)
        self._singulars = {plural: singular for singular, plural in IRREGULAR.items()}
        self._uncountable = list(UNCOUNTABLE)

    def add_irregular(self, singular: str, plural: str) -> None:
        """Teach an exception; it replaces what was known of these two words.

        Raises:
            ValueError: If one of them is empty.
        """
        if not singular or not plural:
            raise ValueError("both forms are needed")
        singular, plural = singular.lower(), plural.lower()
        self._singulars.pop(self._plurals.pop(singular, ""), None)
        self._plurals.pop(self._singulars.pop(plural, ""), None)
        self._plurals[singular] = plural
        self._singulars[plural] = singular

    def add_uncountable(self, word: str) -> None:
        """Teach a word whose plural is the word itself."""
        self._uncountable.append(word.lower())

    def plural(self, noun: str) -> str:
        """Return the plural of a noun, of which only the last word changes; its case is kept."""
        first, last = _parted(noun)
        word = last.lower()
        if not word or word in self._uncountable:
            return noun
        return first + _like(last, self._plurals.get(word) or _by_rule(word))

    def singular(self, noun: str) -> str:
        """Return the noun of which this is the plural, as far as the rules tell; its case is kept."""
        first, last = _parted(noun)
        word = last.lower()
        if word in self._uncountable:
            return noun
        return first + _like(last, self._singulars.get(word) or _undone(word))

    def counted(self, count: int, noun: str) -> str:
        """Return the number and the noun in the right form: "no boxes", "1 box", "1,200 boxes"."""
        if abs(count) == 1:
            return f"{count} {noun}"
        return f"{count:,} {self.plural(noun)}" if count else f"no {self.plural(noun)}"

    def inventory(self, nouns: Sequence[str], limit: int = 0) -> str:
        """Return a list in prose that counts equal nouns: "2 boxes, a key and an apple".

        The nouns come in the order of their number, most first, then as given. A positive limit is the number
        of kinds that are named; the rest is "3 other things".
        """
        counts: dict[str, int] = {}
        for noun in nouns:
            counts[noun] = counts.get(noun, 0) + 1
        kinds = sorted(counts, key=lambda noun: -counts[noun])
        named = kinds[:limit] if limit > 0 else kinds
        parts = [self.counted(counts[n], n) if counts[n] > 1 else with_article(n) for n in named]
        others = sum(counts[noun] for noun in kinds[len(named) :])
        if others:
            parts.append(self.counted(others, "other thing"))
        return listed(parts) or "nothing"


def listed(items: Sequence[str], conjunction: str = "and") -> str:
    """Return items as prose: "a", "a and b", "a, b and c"; with semicolons if an item has a comma."""
    if len(items) < 2:
        return "".join(items)
    separator = "; " if any("," in item for item in items) else ", "
    return f"{separator.join(items[:-1])} {conjunction} {items[-1]}"


def with_article(noun: str) -> str:
    """Return the noun with "a" or "an" before it, as its first letter and some exceptions tell."""
    word = noun.lower()
    silent = word.startswith(("hour", "honest", "heir"))
    spoken_as_consonant = word.startswith(("uni", "use", "eu", "one"))
    vowel = silent or (word[:1] in tuple(VOWELS) and not spoken_as_consonant)
    return f"{'an' if vowel else 'a'} {noun}"


def _parted(noun: str) -> tuple[str, str]:
    start = max(noun.rfind(" "), noun.rfind("-")) + 1
    return noun[:start], noun[start:]


def _like(original: str, word: str) -> str:
    if len(original) > 1 and original.isupper():
        return word.upper()
    return word.capitalize() if original[:1].isupper() else word


def _by_rule(word: str) -> str:
    before = word[-2:-1]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith(("y", "o")) and before and before not in VOWELS:
        return word[:-1] + "ies" if word.endswith("y") else word + "es"
    if word.endswith("fe"):
        return word[:-2] + "ves"
    if word.endswith("lf"):
        return word[:-1] + "ves"
    return word + "s"


def _undone(word: str) -> str:
    if not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ves"):
        return word[:-3] + ("f" if word.endswith("lves") else "fe")
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        return word[:-2]
    return word[:-1]
