import pytest
from program import RoadNetwork


@pytest.fixture
def network():
    network = RoadNetwork()
    network.connect("Ulm", "Aalen", 5)
    network.connect("Aalen", "Fulda", 5)
    network.connect("Ulm", "Fulda", 11)
    network.connect("Fulda", "Kassel", 4, one_way=True)
    return network


def test_the_shortest_route_has_more_places(network):
    assert network.route("Ulm", "Fulda") == (10, ["Ulm", "Aalen", "Fulda"])


def test_a_one_way_road_leads_nowhere_back(network):
    assert network.route("Aalen", "Kassel") == (9, ["Aalen", "Fulda", "Kassel"])
    assert network.route("Kassel", "Fulda") is None
    assert network.within("Kassel", 100) == []


def test_places_to_avoid(network):
    assert network.route("Ulm", "Kassel", avoid=["Aalen"]) == (15, ["Ulm", "Fulda", "Kassel"])
    assert network.route("Ulm", "Kassel", avoid=["Fulda"]) is None
    assert network.route("Ulm", "Ulm", avoid=["Ulm"]) is None


def test_among_equally_short_routes_the_fewest_places(network):
    network.connect("Fulda", "Ulm", 10)
    assert network.route("Ulm", "Fulda") == (10, ["Ulm", "Fulda"])


def test_then_the_alphabetically_first():
    network = RoadNetwork()
    for middle in ("c", "b", "d"):
        network.connect("a", middle, 2)
        network.connect(middle, "z", 3)
    assert network.route("a", "z") == (5, ["a", "b", "z"])


def test_the_shortest_of_parallel_roads_counts(network):
    network.connect("Ulm", "Aalen", 9)
    assert network.route("Aalen", "Ulm") == (5, ["Aalen", "Ulm"])


def test_closed_roads_are_gone_both_ways(network):
    assert network.close("Aalen", "Ulm") is True
    assert network.close("Aalen", "Ulm") is False
    assert network.close("Kassel", "Fulda") is True
    assert network.route("Ulm", "Aalen") == (16, ["Ulm", "Fulda", "Aalen"])


def test_a_tour_names_the_stops_between_once(network):
    assert network.tour("Aalen", "Ulm", "Kassel") == (19, ["Aalen", "Ulm", "Aalen", "Fulda", "Kassel"])
    assert network.tour("Ulm", "Kassel", "Ulm") is None
    with pytest.raises(ValueError, match="two stops"):
        network.tour("Ulm")


def test_within_a_limit_nearest_first(network):
    assert network.within("Ulm", 10) == [(5, "Aalen"), (10, "Fulda")]
    assert network.within("Ulm", 14) == [(5, "Aalen"), (10, "Fulda"), (14, "Kassel")]


def test_useless_roads(network):
    with pytest.raises(ValueError, match="to itself"):
        network.connect("Ulm", "Ulm", 3)
    with pytest.raises(ValueError, match="-1 long"):
        network.connect("Ulm", "Bonn", -1)


def test_unknown_places(network):
    assert network.route("Ulm", "Ulm") == (0, ["Ulm"])
    with pytest.raises(KeyError):
        network.route("Ulm", "Bonn")
