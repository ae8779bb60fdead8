import pytest
from program import assign, contested, most, rosters, satisfaction

CHOICES = {"Ann": ["desk", "lab"], "Bea": ["desk"], "Cid": ["lab", "shop"]}
ONE_EACH = {"desk": 1, "lab": 1, "shop": 1}


def test_one_has_to_step_back_for_another():
    assert assign(CHOICES, ONE_EACH) == {"Ann": "lab", "Bea": "desk", "Cid": "shop"}
    assert most(CHOICES, ONE_EACH) == 3


def test_with_room_all_get_their_first_choice():
    assert assign(CHOICES, {"lab": 1, "desk": 2}) == {"Ann": "desk", "Bea": "desk", "Cid": "lab"}


def test_the_earlier_applicant_goes_first():
    assert assign({"Bea": ["desk", "lab"], "Ann": ["desk", "lab"]}, ONE_EACH) == {"Bea": "desk", "Ann": "lab"}
    assert assign({"Bea": ["desk"], "Ann": ["desk"]}, ONE_EACH) == {"Bea": "desk", "Ann": None}


def test_posts_without_seats_take_nobody():
    assert assign({"Ann": ["moon", "lab", "desk"]}, {"lab": 0, "desk": 1}) == {"Ann": "desk"}
    assert most({"Ann": ["moon"], "Bea": []}, {"lab": 3}) == 0


def test_rosters_name_all_posts():
    assert rosters(CHOICES, {"shop": 1, "desk": 2, "hall": 4}) == {
        "shop": ["Cid"],
        "desk": ["Ann", "Bea"],
        "hall": [],
    }


def test_satisfaction_counts_choices():
    assert satisfaction(CHOICES, ONE_EACH) == [1, 2]
    assert satisfaction({"Ann": ["x", "x", "lab"], "Bea": ["lab"]}, {"lab": 2}) == [1, 1]
    assert satisfaction(CHOICES, {}) == []


def test_contested_posts_go_on_to_those_who_hold_them():
    choices = {"Ann": ["desk", "lab"], "Bea": ["desk"], "Cid": ["lab"], "Dan": ["shop"]}
    assert contested(choices, ONE_EACH) == ["desk", "lab"]
    assert contested(CHOICES, ONE_EACH) == []


def test_a_chain_of_moves():
    choices = {"A": ["p", "q"], "B": ["q", "r"], "C": ["r"], "D": ["p"]}
    assert most(choices, {"p": 1, "q": 1, "r": 1}) == 3
    assert most(choices, {"p": 1, "q": 2, "r": 1}) == 4


def test_negative_seats():
    with pytest.raises(ValueError, match="lab cannot have -1 seats"):
        most({}, {"desk": 0, "lab": -1})
