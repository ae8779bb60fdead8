import pytest
from program import EmptyRingError, HashRing

PLACES = {
    "a#0": 10,
    "a#1": 50,
    "b#0": 30,
    "b#1": 70,
    "c#0": 70,
    "c#1": 90,
    "d#0": 20,
    "d#1": 80,
    "d#2": 40,
    "d#3": 60,
}


def hash_of(text):
    """Keys are their own places."""
    return PLACES[text] if text in PLACES else int(text)


@pytest.fixture
def ring():
    ring = HashRing(hash_of, points=2)
    for node in "cab":
        ring.add(node)
    return ring


@pytest.mark.parametrize(
    ("key", "owner"),
    [("0", "a"), ("10", "a"), ("11", "b"), ("31", "a"), ("51", "b"), ("90", "c"), ("91", "a")],
)
def test_the_first_node_at_or_after_a_key(ring, key, owner):
    assert ring.owner(key) == owner


def test_nodes_in_alphabetical_order(ring):
    assert ring.nodes() == ["a", "b", "c"]
    assert len(ring) == 5


def test_a_place_of_two_nodes_is_the_first_ones(ring):
    assert ring.owner("65") == "b"
    ring.remove("b")
    assert ring.owner("65") == "c"
    assert len(ring) == 4
    ring.add("b")
    assert ring.owner("65") == "b"


def test_different_owners_on_the_way(ring):
    assert ring.owners("45", 2) == ["a", "b"]
    assert ring.owners("75", 3) == ["c", "a", "b"]
    assert ring.owners("75", 4) == ["c", "a", "b"]
    assert ring.owners("75", 0) == []


def test_weight_gives_more_places(ring):
    ring.add("d", weight=2)
    assert len(ring) == 9
    assert [ring.owner(key) for key in ("15", "40", "55", "80")] == ["d"] * 4


def test_an_empty_ring():
    ring = HashRing(hash_of)
    assert len(ring) == 0
    assert ring.owners("5", 2) == []
    assert ring.shares(["5"]) == {}
    with pytest.raises(EmptyRingError):
        ring.owner("5")


def test_shares(ring):
    assert list(ring.shares(["5", "95", "60"]).items()) == [("a", 2), ("b", 1), ("c", 0)]


def test_moves_removes_nothing(ring):
    assert ring.moves(["5", "20", "45", "95"], "a") == [("5", "b"), ("45", "b"), ("95", "b")]
    assert ring.owner("5") == "a"
    assert len(ring) == 5


def test_moves_from_the_only_node():
    ring = HashRing(hash_of, points=1)
    ring.add("a")
    assert ring.moves(["1", "2"], "a") == [("1", None), ("2", None)]


def test_unknown_nodes(ring):
    with pytest.raises(KeyError):
        ring.remove("d")
    with pytest.raises(KeyError):
        ring.moves([], "d")


def test_bad_arguments(ring):
    with pytest.raises(ValueError, match="already"):
        ring.add("a")
    with pytest.raises(ValueError, match="weight"):
        ring.add("d", 0)
    assert ring.nodes() == ["a", "b", "c"]
    with pytest.raises(ValueError, match="points"):
        HashRing(hash_of, 0)
