import pytest
from program import Cluster, QuorumError


@pytest.fixture
def cluster():
    return Cluster(["a", "b", "c"], reads=2, writes=2)


def leave_behind(cluster, name, key, *values):
    """Write values of which one replica gets none."""
    cluster.take_down(name)
    for value in values:
        cluster.write(key, value)
    cluster.bring_up(name)


def test_versions_count_writes(cluster):
    assert [cluster.write("x", "1"), cluster.write("x", "2"), cluster.write("y", "1")] == [1, 2, 1]
    assert cluster.read("x") == "2"
    assert cluster.read("z") is None


def test_a_replica_that_was_down_is_behind(cluster):
    cluster.write("x", "1")
    leave_behind(cluster, "b", "x", "2")
    assert [cluster.version(name, "x") for name in "abc"] == [2, 1, 2]
    assert cluster.spread("x") == [(2, 2), (1, 1)]
    assert cluster.spread("y") == [(0, 3)]


def test_reading_repairs_what_it_asked(cluster):
    leave_behind(cluster, "a", "x", "1")
    assert cluster.read("x") == "1"
    assert cluster.version("a", "x") == 1
    assert cluster.repairs == 1
    assert cluster.read("x") == "1"
    assert cluster.repairs == 1


def test_reading_asks_no_more_than_it_needs(cluster):
    leave_behind(cluster, "c", "x", "1")
    assert cluster.read("x") == "1"
    assert cluster.version("c", "x") == 0
    cluster.take_down("a")
    cluster.read("x")
    assert cluster.version("c", "x") == 1


def test_writing_goes_on_from_the_newest_version(cluster):
    leave_behind(cluster, "a", "x", "1", "2")
    cluster.take_down("b")
    assert cluster.write("x", "3") == 3
    assert cluster.spread("x") == [(3, 2), (2, 1)]


def test_too_few_replicas():
    cluster = Cluster("abcd", reads=2, writes=3)
    cluster.take_down("a")
    assert cluster.write("x", "1") == 1
    cluster.take_down("d")
    with pytest.raises(QuorumError, match="3 are needed"):
        cluster.write("x", "2")
    assert cluster.read("x") == "1"
    cluster.take_down("c")
    with pytest.raises(QuorumError, match="2 are needed"):
        cluster.read("x")


def test_write_if_nobody_was_faster(cluster):
    assert cluster.write_if("x", "1", 0) == 1
    assert cluster.write_if("x", "2", 0) is None
    assert cluster.read("x") == "1"
    assert cluster.write_if("x", "2", 1) == 2


def test_deleted_keys_are_not_listed(cluster):
    for key in ("y", "x", "z"):
        cluster.write(key, "1")
    assert cluster.delete("x") == 2
    assert cluster.keys() == ["y", "z"]
    assert cluster.read("x") is None


def test_sync_copies_what_is_missing(cluster):
    cluster.write("x", "1")
    leave_behind(cluster, "c", "x", "2")
    leave_behind(cluster, "c", "y", "1")
    leave_behind(cluster, "a", "z", "1")
    assert cluster.sync() == 3
    assert [cluster.spread(key) for key in "xyz"] == [[(2, 3)], [(1, 3)], [(1, 3)]]
    assert cluster.repairs == 0


@pytest.mark.parametrize(
    ("names", "reads", "writes"),
    [("aba", 2, 2), ("ab", 0, 2), ("ab", 3, 1), ("ab", 2, 0), ("ab", 1, 3), ("abc", 1, 2)],
)
def test_clusters_that_cannot_be(names, reads, writes):
    with pytest.raises(ValueError, match=r"unique|quorums"):
        Cluster(names, reads, writes)


def test_unknown_replicas(cluster):
    for ask in (cluster.take_down, cluster.bring_up):
        with pytest.raises(KeyError):
            ask("d")
