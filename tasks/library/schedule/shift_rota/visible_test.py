import pytest
from program import Rota, Shift


@pytest.fixture
def rota():
    return Rota(["ann", "bob"])


def test_begin_and_end_of_a_shift():
    shift = Shift(2, 20, 8)
    assert shift.begins == 68
    assert shift.ends == 76


@pytest.mark.parametrize(
    ("start", "hours", "night"), [(22, 1, True), (21, 3, False), (21, 4, True), (5, 2, True), (6, 8, False)]
)
def test_night_shifts(start, hours, night):
    assert Shift(0, start, hours).night is night


@pytest.mark.parametrize("shift", [(-1, 8, 8), (0, 24, 8), (0, -1, 8), (0, 8, 0)])
def test_shifts_that_cannot_be(rota, shift):
    with pytest.raises(ValueError, match="no shift"):
        rota.assign(*shift)


def test_fewest_hours_come_first(rota):
    assert [rota.assign(0, 6, 8), rota.assign(0, 14, 6), rota.assign(2, 6, 8)] == ["ann", "bob", "bob"]
    assert rota.hours("bob") == 14


def test_then_whose_shift_ended_first(rota):
    rota.assign(1, 6, 8)
    rota.assign(0, 14, 8)
    assert rota.assign(3, 8, 4) == "bob"


def test_rest_before_and_after():
    rota = Rota(["ann"], rest=11)
    assert rota.assign(1, 8, 8) == "ann"
    assert rota.assign(2, 2, 3) is None
    assert rota.assign(2, 3, 3) == "ann"
    assert rota.assign(0, 14, 8) is None
    assert rota.assign(0, 13, 8) == "ann"
    assert rota.open_shifts() == [(2, 2), (0, 14)]
    assert rota.shifts("ann") == [(0, 13), (1, 8), (2, 3)]


def test_hours_of_a_week():
    rota = Rota(["ann"], weekly_hours=16)
    assert [rota.assign(day, 8, 8) for day in (4, 5, 6, 7)] == ["ann", "ann", None, "ann"]
    assert rota.hours("ann") == 24


def test_nights_are_shared_out(rota):
    assert rota.assign(0, 22, 4) == "ann"
    assert rota.assign(1, 14, 8) == "bob"
    assert rota.assign(2, 22, 4) == "bob"
    assert rota.assign(4, 8, 4) == "ann"


def test_days_off(rota):
    rota.off("ann", 0)
    assert rota.assign(0, 8, 4) == "bob"
    assert rota.assign(0, 9, 4) is None


def test_replace(rota):
    rota.assign(0, 6, 3)
    rota.assign(0, 14, 8)
    rota.assign(1, 8, 8)
    assert rota.shifts("ann") == [(0, 6), (1, 8)]
    assert rota.replace("ann", 1) == [None]
    assert rota.replace("bob", 0) == [None]
    assert rota.shifts("ann") == [(0, 6)]
    assert rota.replace("ann", 0) == [None]
    assert rota.hours("ann") == 0


def test_names(rota):
    with pytest.raises(KeyError):
        rota.hours("cleo")
    with pytest.raises(ValueError, match="name of their own"):
        Rota(["ann", "ann"])
