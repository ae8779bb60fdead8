"""More applicants than seats, as a rule, who want the same few posts."""

from random import Random

from tracefix_rl.tasks.case import Case, call

FUNCTIONS = ["most", "assign", "rosters", "satisfaction", "contested"]


def _all(choices: dict[str, list[str]], seats: dict[str, int]) -> Case:
    return [call(function, choices, seats) for function in FUNCTIONS]


EDGES: list[Case] = [
    _all({}, {}),
    _all({}, {"p": 1}),
    _all({"A": []}, {"p": 1}),
    _all({"A": ["p"]}, {}),
    _all({"A": ["p"]}, {"p": 0}),
    _all({"A": ["p"]}, {"p": 1}),
    _all({"A": ["p"]}, {"q": 1, "p": -1, "r": -2}),
    _all({"A": ["q", "q", "p", "q"], "B": ["q"]}, {"p": 1, "q": 1}),
    _all({"A": ["p", "q"], "B": ["p"]}, {"p": 1, "q": 1}),
    _all({"B": ["p"], "A": ["p"]}, {"p": 1}),
    _all({"A": ["p", "q"], "B": ["p", "q"], "C": ["p"]}, {"p": 1, "q": 1}),
    _all({"A": ["x", "p"], "B": ["p"], "C": ["p"]}, {"p": 2, "x": 0}),
    _all({"A": ["p", "q"], "B": ["q", "r"], "C": ["r", "p"], "D": ["p"]}, {"p": 1, "q": 1, "r": 1}),
    _all({"A": ["r", "q", "p"], "B": ["r"], "C": ["r", "q"]}, {"p": 3, "q": 1, "r": 1}),
]


def draw(random: Random) -> Case:
    """Return some applicants, some posts, and one or two questions."""
    posts = "pqrst"[: random.randint(2, 5)]
    applicants = random.sample("ABCDEFG", random.randint(2, 6))
    choices = {
        applicant: random.choices(posts, k=random.choice([1, 1, 2, 2, 3])) if random.random() < 0.95 else []
        for applicant in applicants
    }
    seats = {post: random.choice([0, 1, 1, 1, 2, 3]) for post in posts if random.random() < 0.92}
    if random.random() < 0.04 and seats:
        seats[random.choice(list(seats))] = -1
    functions = random.sample(FUNCTIONS, 2)
    return [call(function, choices, seats) for function in functions]
