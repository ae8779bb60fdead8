"""Hands of few ranks and suits, so that there is something in them, and tables of players."""

from random import Random

from tracefix_rl.tasks.case import Case, call

RANKS = "23456789TJQKA"

EDGES: list[Case] = [
    [call("evaluate", ""), call("evaluate", "AS KS QS JS"), call("evaluate", "AS KS QS JS TS 9S 8S 7S")],
    [
        call("evaluate", "AS KS QS JS 1S"),
        call("evaluate", "AS KS QS JS TX"),
        call("evaluate", "AS KS QS JS 10S"),
    ],
    [
        call("evaluate", "AS KS QS JS AS"),
        call("best_five", "2C 2C 3C 4C 5C"),
        call("best_five", "2C 3C 4C 5C"),
    ],
    [
        call("evaluate", "2c 3c 4c 5c 6c"),
        call("evaluate", "2c 3c 4c 5c 7c"),
        call("evaluate", "ah 2c 3c 4c 5c"),
    ],
    [
        call("evaluate", "AC 2C 3C 4C 6C"),
        call("evaluate", "TC JC QC KC AD"),
        call("evaluate", "KC AC 2C 3C 4D"),
    ],
    [
        call("evaluate", "2C 3C 4C 5C AC 6D"),
        call("best_five", "2C 3C 4C 5C AC 6D"),
        call("best_five", "2C 3C 4C 5C AD 6D"),
    ],
    [
        call("evaluate", "8C 8D 8H 8S 9C 9D 9H"),
        call("evaluate", "8C 8D 8H 9S 9C 9D 2H"),
        call("evaluate", "8C 8D 8H 8S 9C"),
    ],
    [
        call("evaluate", "2C 2D 3C 3D 4C 4D 5H"),
        call("best_five", "2C 2D 3C 3D 4C 4D 5H"),
        call("best_five", "9C 2D 9H 4S 5S 7H"),
    ],
    [
        call("winners", {}),
        call("winners", {"ann": "AS KS QS JS 9S"}),
        call("winners", {"ann": "AS"}),
        call("winners", {}, "AS"),
    ],
    [
        call("winners", {"ann": "AS KS", "bob": "AS QS"}, "2C 3C 4C"),
        call("winners", {"ann": "AS KS"}, "AS 2C 3C"),
    ],
    [
        call("winners", {"ann": "KS 2S", "bob": "KD 2D"}, "KC 9C 8D"),
        call("winners", {"b": "KS 2S", "a": "KD 3D"}, "KC 9C 8D"),
    ],
    [call("winners", {"ann": "AS 2S", "bob": "6D 7D"}, "3C 4C 5D"), call("winners", {}, "AS AS")],
    [
        call("shares", 7, {"b": "KS 2S", "a": "KD 2D"}, "KC 9C 8D"),
        call("shares", 0, {"b": "KS 2S"}, "KC 9C 8D"),
    ],
    [
        call("shares", -1, {"b": "KS 2S"}, "KC 9C 8D"),
        call("shares", 1, {"b": "KS 2S", "a": "KD 2D"}, "KC 9C 8D"),
    ],
    [call("shares", 5, {}), call("shares", 5, {"b": "KS 2S"})],
]


def draw(random: Random) -> Case:
    """Return a hand to evaluate, or players and a board."""
    start = random.randint(0, 7)
    ranks = random.choice([RANKS[start : start + 5], RANKS[start : start + 4], "2345A", "3456A", "79TKA"])
    suits = random.choice(["CDHS", "CDHS", "CD"])
    deck = [rank + suit for rank in ranks for suit in suits]
    random.shuffle(deck)
    if random.random() < 0.5:
        count = random.choice([5, 5, 6, 7])
        if random.random() < 0.25:
            suit = random.choice("CDHS")
            deck = [rank + suit for rank in random.choice(["2345A", "56789", "TJQKA", "2468K"])] + [
                "3D",
                "KH",
            ]
            deck = list(dict.fromkeys(deck))[:count]
        text = " ".join(deck[:count])
        return [call("evaluate", text), call("best_five", text)]
    size = random.choice([3, 3, 4, 5])
    board, rest = deck[:size], deck[size:]
    if random.random() < 0.05:
        rest[0] = rest[2]
    hands = {
        name: " ".join(sorted(rest[2 * place : 2 * place + 2]))
        for place, name in enumerate(random.sample(["ann", "bob", "cat"], k=2))
    }
    kind = random.choice(["winners", "shares"])
    arguments = [random.randint(1, 20)] if kind == "shares" else []
    return [call(kind, *arguments, hands, " ".join(board))]
