import pytest
from program import Check, Health


def states(check, results):
    found = []
    for now, ok in enumerate(results):
        check.report(ok, now)
        found.append(check.state)
    return found


@pytest.fixture
def health():
    health = Health(max_age=60)
    health.add("database", rise=2, fall=2)
    health.add("search", rise=1, fall=1, critical=False)
    return health


@pytest.mark.parametrize(("ok", "state"), [(True, "up"), (False, "down")])
def test_the_first_result_decides_alone(ok, state):
    check = Check("database")
    assert check.state == "unknown"
    assert check.report(ok, 5) is True
    assert check.state == state
    assert check.seen == 5


def test_goes_down_after_a_row_of_bad_results():
    results = [True, False, False, True, False, False, False]
    assert states(Check("database"), results) == ["up", "up", "up", "up", "up", "up", "down"]


def test_comes_up_after_a_row_of_good_results():
    results = [False, True, False, True, True]
    assert states(Check("database"), results) == ["down", "down", "down", "down", "up"]


def test_streak_counts_down_for_bad_results():
    check = Check("database")
    states(check, [True, True, False, False])
    assert check.streak == -2
    assert check.report(True, 9) is False
    assert check.streak == 1


@pytest.mark.parametrize(("rise", "fall"), [(0, 1), (1, 0)])
def test_thresholds_below_one(rise, fall):
    with pytest.raises(ValueError, match="at least 1"):
        Check("database", rise, fall)


def test_overall_gets_better_and_worse(health):
    assert health.overall(0) == "starting"
    health.report("database", True, 1)
    assert health.overall(1) == "degraded"
    health.report("search", True, 2)
    assert health.overall(2) == "healthy"
    health.report("search", False, 3)
    assert health.overall(3) == "degraded"
    assert health.report("database", False, 4) == "up"
    assert health.report("database", False, 5) == "down"
    assert health.overall(5) == "unhealthy"


def test_old_results_tell_nothing(health):
    health.report("database", True, 0)
    health.report("search", False, 30)
    assert health.state("database", 60) == "up"
    assert health.state("database", 61) == "unknown"
    assert health.overall(61) == "degraded"


def test_failing_checks_critical_first(health):
    health.add("cache", critical=False)
    health.add("queue")
    assert health.failing(0) == ["database", "queue", "cache", "search"]
    health.report("queue", True, 0)
    assert health.failing(0) == ["database", "cache", "search"]


def test_history_has_changes_only(health):
    for now, ok in enumerate([True, True, False, False]):
        health.report("database", ok, now)
    assert health.history() == [(0, "database", "unknown", "up"), (3, "database", "up", "down")]


def test_names(health):
    with pytest.raises(ValueError, match="search"):
        health.add("search")
    with pytest.raises(KeyError):
        health.report("mail", True, 0)
