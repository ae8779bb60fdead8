import pytest
from program import ClockError, PayRules, Timesheet


def filled(*stretches, **rules):
    sheet = Timesheet(PayRules(**rules))
    for day, start, end in stretches:
        sheet.clock_in(day, start)
        sheet.clock_out(day, end)
    return sheet


@pytest.mark.parametrize(
    ("minute", "start", "end"), [(480, 480, 480), (485, 490, 480), (486, 490, 490), (481, 480, 480)]
)
def test_rounding_goes_against_the_worker_in_the_middle(minute, start, end):
    rules = PayRules(round_to=10)
    assert rules.round_start(minute) == start
    assert rules.round_end(minute) == end


def test_stretches_are_rounded_and_added():
    sheet = filled((1, 487, 722), (1, 780, 901))
    assert sheet.worked(1) == 360
    assert sheet.worked(2) == 0
    assert sheet.open_days() == [1]


def test_a_stretch_that_rounds_to_nothing():
    assert filled((3, 483, 484), (3, 488, 492)).worked(3) == 0


def test_long_days_lose_the_break():
    assert filled((1, 480, 840)).worked(1) == 360
    assert filled((1, 480, 855)).worked(1) == 345


def test_pauses_count_as_break():
    assert filled((1, 480, 720), (1, 735, 975)).worked(1) == 465
    assert filled((1, 480, 720), (1, 765, 1005)).worked(1) == 480


def test_overtime_of_a_day():
    assert filled((1, 480, 1050), (2, 480, 600)).summary() == (600, 60, 660)


def test_overtime_of_a_week():
    week = [(day, 480, 780) for day in range(1, 6)]
    assert filled(*week, weekly_limit=1440).summary() == (1440, 60, 1500)
    assert filled(*week, (6, 480, 600), weekly_limit=1440, daily_limit=240).summary() == (1320, 300, 1620)


def test_working():
    sheet = Timesheet()
    assert sheet.working is False
    sheet.clock_in(1, 480)
    assert sheet.working is True
    assert sheet.open_days() == []
    sheet.clock_out(1, 480)
    assert sheet.working is False


def test_in_and_out_take_turns():
    sheet = Timesheet()
    with pytest.raises(ClockError, match="not clocked in"):
        sheet.clock_out(1, 480)
    sheet.clock_in(1, 480)
    with pytest.raises(ClockError, match="clocked in since"):
        sheet.clock_in(1, 500)


def test_a_stretch_stays_within_its_day():
    sheet = Timesheet()
    sheet.clock_in(1, 1380)
    with pytest.raises(ClockError, match="cannot end on day 2"):
        sheet.clock_out(2, 60)
    sheet.clock_out(1, 1440)
    assert sheet.worked(1) == 60


@pytest.mark.parametrize(("day", "minute"), [(0, 480), (8, 480), (3, -1), (3, 1441), (2, 599), (1, 700)])
def test_impossible_moments(day, minute):
    sheet = filled((2, 480, 600))
    with pytest.raises(ClockError, match=f"minute {minute} of day {day}"):
        sheet.clock_in(day, minute)
    assert sheet.working is False


def test_limits_of_rules_and_days():
    with pytest.raises(ValueError, match="rounded to 0"):
        PayRules(round_to=0)
    with pytest.raises(ClockError, match="no day 8"):
        Timesheet().worked(8)
