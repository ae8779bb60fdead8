import pytest
from program import Monitor


@pytest.fixture
def monitor():
    monitor = Monitor(suspect_after=10, dead_after=30, proof=3)
    monitor.join("b", 0)
    monitor.join("a", 5)
    return monitor


def beats(monitor, node, *times):
    return [monitor.beat(node, time) for time in times]


def test_silent_nodes_are_suspect(monitor):
    assert monitor.check(9) == []
    assert monitor.check(10) == [("b", "alive", "suspect")]
    assert monitor.check(14) == []
    assert monitor.states() == {"a": "alive", "b": "suspect"}


def test_silent_nodes_are_dead_in_the_end(monitor):
    monitor.check(29)
    assert monitor.check(30) == [("b", "suspect", "dead")]
    assert monitor.check(35) == [("a", "suspect", "dead")]
    assert [monitor.deaths(node) for node in "abc"] == [1, 1, 0]


def test_straight_from_alive_to_dead(monitor):
    assert monitor.check(100) == [("a", "alive", "dead"), ("b", "alive", "dead")]
    assert monitor.check(200) == []


def test_beats_keep_a_node_alive(monitor):
    assert beats(monitor, "b", 9, 18) == ["alive", "alive"]
    assert monitor.check(27) == [("a", "alive", "suspect")]


def test_a_suspect_that_beats_is_alive(monitor):
    monitor.check(20)
    assert monitor.beat("b", 21) == "alive"
    assert monitor.deaths("b") == 0


def test_a_dead_node_must_prove_itself(monitor):
    assert beats(monitor, "b", 40, 45, 50) == ["returning", "returning", "alive"]
    assert monitor.deaths("b") == 1


def test_a_returning_node_that_is_silent_is_dead_again(monitor):
    beats(monitor, "b", 40, 45)
    monitor.check(54)
    assert monitor.states()["b"] == "returning"
    assert beats(monitor, "b", 55, 60, 65) == ["returning", "returning", "alive"]
    assert monitor.deaths("b") == 2


def test_old_beats_do_not_count(monitor):
    beats(monitor, "b", 40)
    assert beats(monitor, "b", 40, 39, 41) == ["returning"] * 3
    assert monitor.check(50) == [("a", "alive", "dead")]
    assert monitor.beat("b", 50) == "alive"


def test_the_leader_is_alive_for_the_longest_time(monitor):
    monitor.join("c", 5)
    assert monitor.leader(5) == "b"
    beats(monitor, "a", 14)
    beats(monitor, "c", 14)
    assert monitor.leader(20) == "a"
    monitor.beat("b", 21)
    assert monitor.leader(21) == "b"
    monitor.leave("b")
    assert monitor.leader(21) == "a"
    assert monitor.leader(50) is None


def test_who_came_back_is_young():
    monitor = Monitor(10, 20, proof=1)
    monitor.join("a", 0)
    monitor.join("b", 5)
    beats(monitor, "b", 12)
    assert monitor.beat("a", 21) == "alive"
    assert monitor.leader(21) == "b"


def test_who_is_watched(monitor):
    with pytest.raises(ValueError, match="already"):
        monitor.join("a", 9)
    with pytest.raises(KeyError):
        monitor.beat("c", 9)
    with pytest.raises(KeyError):
        monitor.leave("c")


@pytest.mark.parametrize("settings", [(0, 5), (5, 5), (5, 9, 0)])
def test_useless_settings(settings):
    with pytest.raises(ValueError, match="must be"):
        Monitor(*settings)
