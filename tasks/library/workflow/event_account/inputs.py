"""Accounts, new or with a past, and commands of which some are refused."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

STATE = read("(account.version, account.balance, account.available)")
OPEN = call("account.open")
CLOSE = call("account.close")


def _account(*steps: Step, past: list[tuple[str, int]] | None = None, every: int = 3) -> Case:
    return [keep("account", call("Account", past or [], every)), *steps, STATE, call("account.events")]


def _at(*versions: int) -> list[Step]:
    return [call("account.balance_at", version) for version in versions]


PAST = [("opened", 0), ("deposited", 40), ("limit_set", 10)]

EDGES: list[Case] = [
    [call("Account", [], 0)],
    [call("Account", [("opened", 0), ("stolen", 9)])],
    [keep("account", call("Account")), STATE, *_at(0, 1)],
    _account(
        call("account.deposit", 5),
        call("account.withdraw", 5),
        CLOSE,
        call("account.freeze"),
        call("account.set_limit", 1),
    ),
    _account(OPEN, OPEN, CLOSE, CLOSE, OPEN, call("account.deposit", 1)),
    _account(call("account.withdraw", 50), call("account.withdraw", 1), CLOSE, past=PAST),
    _account(
        call("account.withdraw", 51), call("account.withdraw", 0), call("account.deposit", 0), past=PAST
    ),
    _account(
        call("account.withdraw", 41), call("account.set_limit", 0), call("account.set_limit", 1), past=PAST
    ),
    _account(
        call("account.set_limit", -1), call("account.set_limit", 0), call("account.withdraw", 41), past=PAST
    ),
    _account(call("account.freeze", False), call("account.freeze"), call("account.freeze"), STATE, past=PAST),
    _account(call("account.freeze"), call("account.withdraw", 99), call("account.freeze", False), past=PAST),
    _account(
        call("account.deposit", 0, 2),
        call("account.deposit", 1, 3),
        call("account.withdraw", 1, 3),
        past=PAST,
    ),
    _account(call("account.deposit", 0, 0), call("account.deposit", 0, 1), call("account.deposit", 0)),
    _account(*_at(0, 1, 2, 3, 4, -1), past=PAST, every=1),
    _account(*_at(0, 1, 2, 3), past=PAST, every=2),
    _account(*_at(2, 3), past=PAST, every=4),
    _account(call("account.events", 1), call("account.events", 3), call("account.events", 9), past=PAST),
    _account(call("account.withdraw", 40), CLOSE, call("account.freeze"), past=PAST),
    _account(STATE, past=[("opened", 0), ("withdrawn", 7), ("deposited", 2)]),
    [
        keep("state", call("State")),
        keep("state", call("state.after", "opened", 0)),
        keep("state", call("state.after", "frozen", 0)),
        read("(state.version, state.is_open, state.is_frozen, state.balance, state.limit)"),
        keep("state", call("state.after", "thawed", 0)),
        keep("state", call("state.after", "closed", 0)),
        read("(state.version, state.is_open, state.is_frozen)"),
        call("state.after", "eaten", 1),
    ],
]


def draw(random: Random) -> Case:
    """Return an account and some eight commands, and ask about its past."""
    past = [("opened", 0), *random.choice([[], [("deposited", 20)], [("deposited", 30), ("limit_set", 10)]])]
    steps: list[Step] = []
    for _ in range(random.randint(4, 8)):
        amount = random.choice([1, 5, 10, 10, 20, 20, 30, 40, 41, 0])
        version = len(past) + len(steps) - random.choice([0, 0, 1])
        steps.append(
            random.choices(
                [
                    call("account.deposit", amount),
                    call("account.withdraw", amount),
                    call("account.withdraw", amount, version),
                    call("account.deposit", amount, expected=version),
                    call("account.set_limit", random.choice([0, 5, 10, 20, -5])),
                    call("account.freeze", random.random() < 0.4),
                    CLOSE,
                    OPEN,
                ],
                weights=[5, 7, 2, 2, 3, 3, 1, 0.3],
            )[0]
        )
    asked = _at(*(random.randint(0, 8) for _ in range(2)))
    return _account(*steps, *asked, past=past, every=random.choice([1, 2, 3, 4]))
