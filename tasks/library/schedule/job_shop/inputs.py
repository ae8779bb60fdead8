"""Few workers with few skills, and jobs that mostly need earlier ones."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

RESULTS = [call(f"shop.{name}") for name in ("plan", "makespan", "idle", "critical_path")]


def _shop(*steps: Step) -> Case:
    return [keep("shop", call("Workshop")), *steps]


def _worker(name: str, *skills: str) -> Step:
    return call("shop.add_worker", name, list(skills))


def _job(name: str, minutes: int, *needs: str, **skill: str) -> Step:
    return call("shop.add_job", name, minutes, list(needs), **skill)


EDGES: list[Case] = [
    _shop(*RESULTS, call("shop.tail", "a")),
    _shop(_worker("p"), *RESULTS),
    _shop(_job("a", 1), *RESULTS, call("shop.tail", "a")),
    _shop(_worker("p"), _worker("p", "x"), _job("a", 0), _job("a", 1), _job("a", 2), *RESULTS),
    _shop(_worker("p"), _job("a", 3, "a"), *RESULTS),
    _shop(_worker("p"), _job("a", 3, "b"), *RESULTS, _job("b", 2), *RESULTS),
    _shop(
        _worker("p"),
        _job("a", 3, "b"),
        _job("b", 2, "c"),
        _job("c", 2, "a"),
        call("shop.tail", "a"),
        *RESULTS,
    ),
    _shop(_worker("p"), _job("a", 3, skill="x"), *RESULTS),
    _shop(
        _worker("p", "x", "y"), _worker("q", "x"), _job("a", 3, skill="x"), _job("b", 3, skill="y"), *RESULTS
    ),
    _shop(_worker("q"), _worker("p"), _job("b", 3), _job("a", 3), _job("c", 3, "a", "b"), *RESULTS),
    _shop(
        _worker("p"), _worker("q"), _job("a", 2), _job("b", 5), _job("c", 4, "a"), _job("d", 1, "b"), *RESULTS
    ),
    _shop(_worker("p"), _worker("q"), _job("a", 2, "d"), _job("b", 5), _job("d", 1, "b", "b"), *RESULTS),
]


def draw(random: Random) -> Case:
    """Return a workshop, its plan and what follows from it."""
    steps: list[Step] = []
    for name in random.sample(["p", "q", "r"], k=random.choice([1, 2, 2, 3])):
        steps.append(_worker(name, *random.sample(["x", "y", "z"], k=random.choice([0, 1, 1, 2]))))
    names = random.sample(["a", "b", "c", "d", "e", "f"], k=random.randint(2, 6))
    for index, name in enumerate(names):
        needs = random.sample(names[:index], k=min(index, random.choice([0, 0, 1, 1, 2])))
        if random.random() < 0.03:
            needs.append(random.choice([*names, "u"]))
        minutes = random.choice([1, 2, 2, 3, 3, 4, 5]) if random.random() < 0.98 else 0
        skill = {"skill": random.choice(["x", "x", "y"])} if random.random() < 0.2 else {}
        steps.append(_job(name, minutes, *needs, **skill))
    if len(steps) > 3 and random.random() < 0.5:
        jobs = [step for step in steps if "add_job" in str(step)]
        random.shuffle(jobs)
        steps = [step for step in steps if "add_job" not in str(step)] + jobs
    return _shop(
        *steps, *RESULTS, call("shop.tail", random.choice([*names, "u"] if random.random() < 0.2 else names))
    )
