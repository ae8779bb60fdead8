"""Compare poker hands: the best five of up to seven cards, kickers, split pots."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

RANKS = "23456789TJQKA"
SUITS = "CDHS"
CATEGORIES = (
    "high card",
    "pair",
    "two pairs",
    "three of a kind",
    "straight",
    "flush",
    "full house",
    "four of a kind",
    "straight flush",
)
SHAPES = {(4, 1): 7, (3, 2): 6, (3, 1, 1): 3, (2, 2, 1): 2, (2, 1, 1, 1): 1}
WHEEL = (14, 5, 4, 3, 2)

Card = tuple[int, str]
Value = tuple[int, tuple[int, ...]]


class CardError(ValueError):
    """These are not cards, too many or too few, or one of them twice."""


def evaluate(cards: str) -> tuple[str, list[int]]:
    """Return the category of the best five cards, and the ranks that decide among equals, 2 to 14.

    Raises:
        CardError: If they are not five to seven different cards.
    """
    category, ranks = _best(_parse(cards))
    return CATEGORIES[category], list(ranks)


def best_five(cards: str) -> str:
    """Return the best five cards as text; of several such fives the first in the order of the cards.

    Raises:
        CardError: If they are not five to seven different cards.
    """
    hand = _parse(cards)
    _best(hand)
    five = max(combinations(hand, 5), key=_value)
    return " ".join(RANKS[rank - 2] + suit for rank, suit in five)


def winners(hands: Mapping[str, str], board: str = "") -> list[str]:
    """Return the names of the players with the best hand, in the order of `hands`.

    Every player has the cards of the board too.

    Raises:
        CardError: If somebody has not five to seven cards, or a card is there twice anywhere.
    """
    shared = _parse(board)
    dealt = list(shared)
    values: dict[str, Value] = {}
    for name, text in hands.items():
        own = _parse(text)
        dealt += own
        values[name] = _best(own + shared)
    _check_different(dealt)
    best = max(values.values(), default=None)
    return [name for name, value in values.items() if value == best]


def shares(pot: int, hands: Mapping[str, str], board: str = "") -> dict[str, int]:
    """Return what each winner gets of a pot; what cannot be divided goes one by one to the first of them.

    Raises:
        ValueError: If the pot is negative.
        CardError: As for `winners`.
    """
    if pot < 0:
        raise ValueError(f"a pot is not negative: {pot}")
    names = winners(hands, board)
    if not names:
        return {}
    share, odd = divmod(pot, len(names))
    return {name: share + (index < odd) for index, name in enumerate(names)}


def _best(cards: Sequence[Card]) -> Value:
    if not 5 <= len(cards) <= 7:
        raise CardError(f"a hand has five to seven cards, not {len(cards)}")
    _check_different(cards)
    return max(map(_value, combinations(cards, 5)))


def _value(five: Sequence[Card]) -> Value:
    counts = Counter(rank for rank, _ in five)
    ranks = tuple(sorted(counts, key=lambda rank: (counts[rank], rank), reverse=True))
    if len(counts) < 5:
        return SHAPES[tuple(counts[rank] for rank in ranks)], ranks
    flush = len({suit for _, suit in five}) == 1
    if ranks == WHEEL:
        ranks = (5, 4, 3, 2, 1)
    if ranks[0] - ranks[4] == 4:
        return (8 if flush else 4), ranks[:1]
    return (5 if flush else 0), ranks


def _parse(text: str) -> list[Card]:
    cards: list[Card] = []
    for word in text.upper().split():
        if len(word) != 2 or word[0] not in RANKS or word[1] not in SUITS:
            raise CardError(f"{word} is not a card")
        cards.append((RANKS.index(word[0]) + 2, word[1]))
    return cards


def _check_different(cards: Sequence[Card]) -> None:
    rank, suit = max(cards, key=cards.count, default=(0, ""))
    if cards.count((rank, suit)) > 1:
        raise CardError(f"{RANKS[rank - 2]}{suit} is there twice")
