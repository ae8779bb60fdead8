import pytest
from program import Histogram


def filled(edges, *values):
    histogram = Histogram(edges)
    histogram.add(values)
    return histogram


def state(histogram):
    return histogram.edges, histogram.counts, histogram.below, histogram.above


@pytest.fixture
def ages():
    return filled([0, 10, 20, 40], 3, 9, 10, 15, 19, 20, 40, 41, -1, 50)


def test_values_at_edges(ages):
    assert ages.counts == [2, 3, 2]
    assert ages.total == 7


def test_values_outside(ages):
    assert (ages.below, ages.above) == (1, 2)


@pytest.mark.parametrize("edges", [[], [1], [1, 1], [0, 5, 4]])
def test_useless_edges(edges):
    with pytest.raises(ValueError, match="edge"):
        Histogram(edges)


def test_even_bins():
    assert Histogram.even(0, 10, 5).edges == [0, 2, 4, 6, 8, 10]
    assert Histogram.even(-1, 10, 4).edges == [-1, 2, 5, 8, 10]
    assert Histogram.even(0, 2, 2).edges == [0, 1, 2]


@pytest.mark.parametrize("bins", [0, 3])
def test_bins_have_a_width(bins):
    with pytest.raises(ValueError, match="do not fit"):
        Histogram.even(0, 2, bins)


def test_merge_keeps_common_edges(ages):
    other = filled([0, 5, 20, 40, 60], 1, 7, 30, 55, 70)
    assert state(ages.merge(other)) == ([0, 20, 40], [7, 3], 1, 4)
    assert state(other.merge(ages)) == ([0, 20, 40], [7, 3], 1, 4)


def test_merge_moves_outer_bins_outside(ages):
    assert state(ages.merge(filled([10, 20], 12))) == ([10, 20], [4], 3, 4)
    with pytest.raises(ValueError, match="two edges"):
        ages.merge(Histogram([0, 7]))


def test_coarse_bins(ages):
    assert state(ages.coarse(2)) == ([0, 10, 20, 40], [2, 3, 2], 1, 2)
    assert state(ages.coarse(3)) == ([0, 40], [7], 1, 2)
    assert state(ages.coarse(8)) == ([0, 40], [7], 1, 2)
    assert state(filled([0, 1, 2, 3, 4], 0, 1, 2, 3).coarse(2)) == ([0, 2, 4], [2, 2], 0, 0)


def test_percentile(ages):
    assert [ages.percentile_bin(percent) for percent in (0, 28, 29, 100)] == [
        (0, 10),
        (0, 10),
        (10, 20),
        (20, 40),
    ]
    assert filled([0, 1, 2, 3], 2).percentile_bin(0) == (2, 3)
    assert Histogram([0, 1]).percentile_bin(50) is None
    with pytest.raises(ValueError, match="from 0 to 100"):
        ages.percentile_bin(101)


def test_lines(ages):
    assert ages.lines(6) == ["0..10 ####", "10..20 ######", "20..40 ####"]
    assert filled([0, 1, 2, 9], 1, 1, 1, 5).lines(2) == ["0..1", "1..2 ##", "2..9 #"]
    assert Histogram([0, 1]).lines() == ["0..1"]
