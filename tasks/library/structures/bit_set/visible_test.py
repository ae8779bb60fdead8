import pytest
from program import BitSet


@pytest.fixture
def bits():
    return BitSet([1, 2, 3, 7, 8, 17])


def test_members_in_order():
    assert BitSet([9, 0, 3, 9]).members() == [0, 3, 9]
    assert BitSet().members() == []


def test_adding_and_discarding_tell_of_changes(bits):
    assert bits.add(9) is True
    assert bits.add(9) is False
    assert bits.discard(1) is True
    assert bits.discard(1) is False
    assert bits.discard(-7) is False
    assert bits.members() == [2, 3, 7, 8, 9, 17]
    assert len(bits) == 6


def test_contains(bits):
    assert [number for number in range(-8, 26) if bits.contains(number)] == [1, 2, 3, 7, 8, 17]


def test_words_end_with_the_largest_member(bits):
    assert bits.words() == [0b10001110, 0b1, 0b10]
    bits.discard(17)
    bits.discard(8)
    assert bits.words() == [0b10001110]


def test_ranges(bits):
    assert bits.ranges() == [(1, 4), (7, 9), (17, 18)]
    bits.add_range(3, 18)
    assert bits.ranges() == [(1, 18)]


def test_a_range_ends_before_its_end(bits):
    bits.add_range(18, 24)
    assert bits.members() == [1, 2, 3, 7, 8, 17, 18, 19, 20, 21, 22, 23]
    bits.add_range(-3, -3)
    assert len(bits) == 12


def test_flipping_a_range(bits):
    bits.flip_range(2, 9)
    assert bits.members() == [1, 4, 5, 6, 17]
    bits.flip_range(17, 18)
    assert bits.words() == [0b1110010]


def test_operations_on_sets_of_different_length(bits):
    other = BitSet([2, 3, 8, 9])
    assert bits.union(other).members() == [1, 2, 3, 7, 8, 9, 17]
    assert bits.intersection(other).members() == [2, 3, 8]
    assert bits.difference(other).members() == [1, 7, 17]
    assert other.difference(bits).words() == [0, 2]


def test_rank_counts_what_is_below(bits):
    assert [bits.rank(number) for number in (1, 2, 8, 9, 17, 18, 99, -1)] == [0, 1, 4, 5, 5, 6, 6, 0]


def test_next_member_and_next_free(bits):
    assert [bits.next_member(number) for number in (-5, 3, 4, 9, 18)] == [1, 3, 7, 17, None]
    assert [bits.next_free(number) for number in (-5, 1, 7, 17, 40)] == [0, 4, 9, 18, 40]


def test_negative_numbers(bits):
    with pytest.raises(ValueError, match="-1 is negative"):
        bits.add(-1)
    with pytest.raises(ValueError, match="-2 is negative"):
        bits.flip_range(-2, 3)
