import pytest
from program import Balancer, NoServerError


@pytest.fixture
def balancer():
    balancer = Balancer(max_fails=3)
    balancer.add("a", 5)
    balancer.add("b")
    balancer.add("c")
    return balancer


def chosen(balancer, times, **options):
    return "".join(balancer.next(**options) for _ in range(times))


def end(balancer, name, *results):
    """Give a server requests that end as told."""
    others = [other for other, _, _ in balancer.status() if other != name]
    for ok in results:
        balancer.next(exclude=others)
        balancer.done(name, ok)


def test_heavy_servers_get_more_but_not_in_a_row(balancer):
    assert chosen(balancer, 7) == "aabacaa"
    assert chosen(balancer, 7) == "aabacaa"


def test_excluded_servers_are_passed_over(balancer):
    assert chosen(balancer, 4, exclude=["a", "z"]) == "bcbc"


def test_nobody_is_left(balancer):
    with pytest.raises(NoServerError):
        balancer.next(exclude=["c", "b", "a"])
    assert chosen(balancer, 7) == "aabacaa"


def test_draining_servers_get_nothing_until_restored(balancer):
    balancer.drain("a")
    assert chosen(balancer, 3) == "bcb"
    assert balancer.status() == [("a", "draining", 5), ("b", "up", 1), ("c", "up", 1)]
    balancer.restore("a")
    assert balancer.status()[0] == ("a", "up", 5)
    assert balancer.next() == "a"


def test_failures_halve_the_rate_and_successes_bring_it_back(balancer):
    end(balancer, "a", False)
    assert balancer.status()[0] == ("a", "up", 2)
    end(balancer, "a", False)
    assert balancer.status()[0] == ("a", "up", 1)
    end(balancer, "a", True, False, True, True, True)
    assert balancer.status()[0] == ("a", "up", 4)
    end(balancer, "a", True, True)
    assert balancer.status()[0] == ("a", "up", 5)


def test_out_after_failures_in_a_row(balancer):
    end(balancer, "b", False, False, True, False, False)
    assert balancer.status()[1] == ("b", "up", 1)
    end(balancer, "b", False)
    assert balancer.status()[1] == ("b", "out", 1)
    assert chosen(balancer, 3, exclude=["a"]) == "ccc"


def test_restored_servers_have_no_failures(balancer):
    end(balancer, "b", False, False, False)
    balancer.restore("b")
    end(balancer, "b", False, False)
    assert balancer.status()[1] == ("b", "up", 1)


def test_requests_until_they_end(balancer):
    chosen(balancer, 3)
    assert [balancer.busy(name) for name in "abc"] == [2, 1, 0]
    balancer.done("a")
    assert balancer.busy("a") == 1
    with pytest.raises(ValueError, match="c has no request"):
        balancer.done("c")


def test_servers_busy_up_to_their_limit(balancer):
    balancer.add("d", 9, limit=2)
    assert chosen(balancer, 5) == "dadab"
    balancer.done("d")
    assert chosen(balancer, 2) == "ad"


def test_removed_servers_are_unknown(balancer):
    balancer.remove("a")
    assert chosen(balancer, 2) == "bc"
    for ask in (balancer.remove, balancer.drain, balancer.restore, balancer.done, balancer.busy):
        with pytest.raises(KeyError):
            ask("a")


def test_bad_arguments(balancer):
    with pytest.raises(ValueError, match="already"):
        balancer.add("b")
    with pytest.raises(ValueError, match="weight"):
        balancer.add("d", 0)
    with pytest.raises(ValueError, match="limit"):
        balancer.add("d", limit=0)
    with pytest.raises(ValueError, match="max_fails"):
        Balancer(0)
