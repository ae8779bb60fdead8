"""Games of bowling, whole and broken off, with rolls that are not possible among them."""

from random import Random

from tracefix_rl.tasks.case import Case, call, keep

QUESTIONS = [call(f"game.{name}") for name in ("scores", "card", "frame", "standing", "is_over")]
GUTTER = [0] * 18


def _game(*rolls: int) -> Case:
    return [keep("game", call("Game")), *(call("game.roll", pins) for pins in rolls), *QUESTIONS]


EDGES: list[Case] = [
    _game(),
    _game(-1),
    _game(11),
    _game(0),
    _game(10),
    _game(0, 10),
    _game(0, 10, 10),
    _game(9, 1, 10, 0),
    _game(5, 6, 4, 3),
    _game(10, 10, 10, 10),
    _game(10, 10, 9, 1, 5),
    _game(*GUTTER, 0, 0, 1),
    _game(*GUTTER, 10, 0, 10),
    _game(*GUTTER, 10, 4, 6),
    _game(*GUTTER, 10, 4, 7, 5),
    _game(*GUTTER, 0, 10, 10),
    _game(*GUTTER, 10, 10, 10, 10),
    _game(*GUTTER, 3, 6, 0),
    _game(*[10] * 12),
    _game(*[10] * 10),
    _game(*[5] * 21),
    _game(*[9, 0] * 10),
]


def draw(random: Random) -> Case:
    """Return a game of a good, fair or poor player, at any point of it."""
    rolls: list[int] = []
    skill = random.choice([0.1, 0.4, 0.7])
    left = 10
    for _ in range(random.randint(2, 21)):
        pins = left if random.random() < skill else random.randint(0, left)
        rolls.append(random.randint(0, 12) if random.random() < 0.03 else pins)
        left = 10 if left < 10 or pins == 10 else left - pins
    return _game(*rolls)
