import pytest
from program import Schedule

BANDS = [(10_000, 1000), (50_000, 2000), (None, 4000)]


@pytest.fixture
def schedule():
    return Schedule(BANDS)


def test_income_in_the_first_band(schedule):
    assert schedule.tax(5_000) == 500


def test_each_band_taxes_only_its_own_part(schedule):
    assert schedule.breakdown(60_000) == [(10_000, 1_000), (40_000, 8_000), (10_000, 4_000)]
    assert schedule.tax(60_000) == 13_000
    assert schedule.net(60_000) == 47_000


def test_a_band_includes_its_end(schedule):
    assert schedule.breakdown(10_000) == [(10_000, 1_000)]
    assert schedule.marginal_rate(10_000) == 1000
    assert schedule.marginal_rate(10_001) == 2000


def test_no_income_no_tax(schedule):
    assert schedule.breakdown(0) == []
    assert schedule.marginal_rate(0) == 0


def test_allowance_is_free():
    schedule = Schedule(BANDS, allowance=3_000)
    assert schedule.tax(2_500) == 0
    assert schedule.breakdown(4_000) == [(1_000, 100)]


def test_allowance_shrinks_by_half_of_what_is_above():
    schedule = Schedule(BANDS, allowance=3_000, taper_from=20_000)
    assert [schedule.allowance(income) for income in (20_000, 22_000, 26_000, 90_000)] == [3_000, 2_000, 0, 0]


def test_half_cents_are_rounded_up():
    schedule = Schedule([(None, 500)])
    assert [schedule.tax(income) for income in (9, 10, 29, 30)] == [0, 1, 1, 2]


def test_withholding_follows_the_year(schedule):
    assert schedule.withheld([10_000, 10_000, 0, -10_000]) == [1_000, 2_000, 0, -2_000]


def test_negative_income(schedule):
    with pytest.raises(ValueError, match="must not be negative"):
        schedule.tax(-1)


@pytest.mark.parametrize("bands", [[], [(100, 10)], [(None, 10), (None, 20)], [(9, 1), (5, 2), (None, 3)]])
def test_bands_that_make_no_schedule(bands):
    with pytest.raises(ValueError, match="band"):
        Schedule(bands)
