import pytest
from program import days_in_month, is_leap, render, week_number, weekday, weeks


@pytest.mark.parametrize(("year", "leap"), [(2024, True), (2023, False), (1900, False), (2000, True)])
def test_leap_years(year, leap):
    assert is_leap(year) is leap


def test_lengths_of_months():
    assert [days_in_month(2023, month) for month in (1, 2, 4, 12)] == [31, 28, 30, 31]
    assert days_in_month(2024, 2) == 29


@pytest.mark.parametrize(("year", "month"), [(2024, 0), (2024, 13), (0, 5), (10000, 5)])
def test_months_that_there_are_not(year, month):
    with pytest.raises(ValueError, match="there is no"):
        days_in_month(year, month)


def test_weekdays():
    assert weekday(2024, 5, 1) == 2
    assert weekday(1, 1, 1) == 0
    assert weekday(2000, 2, 29) == 1
    assert weekday(1999, 12, 31) == 4


@pytest.mark.parametrize("day", [0, 32])
def test_days_that_there_are_not(day):
    with pytest.raises(ValueError, match="May 2024 has no day"):
        weekday(2024, 5, day)


def test_week_numbers():
    assert week_number(2024, 5, 1) == 18
    assert week_number(2024, 1, 7) == 1
    assert week_number(2024, 1, 8) == 2


def test_week_numbers_around_new_year():
    assert week_number(2021, 1, 3) == 53
    assert week_number(2022, 1, 1) == 52
    assert week_number(2024, 12, 30) == 1
    assert week_number(2020, 12, 31) == 53


def test_weeks_fill_up_with_zeros():
    rows = weeks(2024, 5)
    assert rows[0] == [0, 0, 1, 2, 3, 4, 5]
    assert rows[-1] == [27, 28, 29, 30, 31, 0, 0]
    assert len(rows) == 5


def test_weeks_that_start_on_sunday():
    assert weeks(2024, 5, 6)[0] == [0, 0, 0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="weekday 7"):
        weeks(2024, 5, 7)


def test_a_month_of_four_full_weeks():
    assert weeks(2021, 2) == [list(range(start, start + 7)) for start in (1, 8, 15, 22)]


def test_render():
    assert render(2021, 2, marked=[1, 14]).split("\n") == [
        "       February 2021",
        " Mo  Tu  We  Th  Fr  Sa  Su",
        " *1   2   3   4   5   6   7",
        "  8   9  10  11  12  13 *14",
        " 15  16  17  18  19  20  21",
        " 22  23  24  25  26  27  28",
    ]


def test_render_from_another_weekday():
    lines = render(2024, 5, 6, marked=[31]).split("\n")
    assert lines[1] == " Su  Mo  Tu  We  Th  Fr  Sa"
    assert lines[2] == "              1   2   3   4"
    assert lines[6] == " 26  27  28  29  30 *31"
    with pytest.raises(ValueError, match="to mark"):
        render(2024, 4, marked=[31])
