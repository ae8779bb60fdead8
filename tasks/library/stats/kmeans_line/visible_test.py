import pytest
from program import LineClusters, elbow

VALUES = [21, 1, 2, 20, 3, 50]


def test_members_in_order():
    assert LineClusters(VALUES, 3).members() == [[1, 2, 3], [20, 21], [50]]


def test_centers_are_exact():
    assert LineClusters(VALUES, 3).centers() == ["2", "41/2", "50"]
    assert LineClusters([4, 1], 1).centers() == ["5/2"]


def test_inertia():
    assert LineClusters(VALUES, 3).inertia() == "5/2"
    assert LineClusters([7, 7], 1).inertia() == "0"


def test_not_more_clusters_than_different_values():
    assert LineClusters([5, 5, 9, 5], 4).members() == [[5, 5, 5], [9]]


def test_halfway_is_the_lower_one():
    clusters = LineClusters([0, 2, 4], 2)
    assert clusters.members() == [[0, 2], [4]]
    assert [clusters.label(value) for value in (-9, 2, 3, 99)] == [0, 0, 1, 1]
    assert LineClusters([0, 4], 2).label(2) == 0


def test_rounds():
    values = [0, 1, 2, 3, 10, 11, 12, 30]
    assert LineClusters(values, 2, rounds=1).members() == [[0, 1, 2, 3, 10, 11, 12], [30]]
    assert LineClusters([0, 10], 2).rounds == 1
    assert LineClusters(values, 3).rounds == 3


def test_stops_after_the_given_rounds():
    values = [0, 1, 2, 3, 10, 11, 12, 30]
    clusters = LineClusters(values, 3, rounds=1)
    assert clusters.members() == [[0, 1], [2, 3, 10, 11, 12], [30]]
    assert clusters.rounds == 1


def test_gaps():
    assert LineClusters(VALUES, 3).gaps() == [17, 29]
    assert LineClusters(VALUES, 1).gaps() == []


def test_elbow():
    assert elbow(VALUES, 6) == 3
    assert elbow(VALUES, 2) == 2
    assert elbow(VALUES, 6, share=100) == 1
    assert elbow([4, 4], 5) == 1


@pytest.mark.parametrize(("values", "count", "rounds"), [([], 1, 1), ([1], 0, 1), ([1], 1, 0)])
def test_useless_arguments(values, count, rounds):
    with pytest.raises(ValueError, match=r"no values|at least 1"):
        LineClusters(values, count, rounds)


def test_elbow_needs_a_cluster():
    with pytest.raises(ValueError, match="most"):
        elbow([1, 2], 0)
