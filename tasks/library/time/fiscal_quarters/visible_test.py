from datetime import date

import pytest
from program import FiscalCalendar, QuarterError


@pytest.fixture
def april():
    return FiscalCalendar(4)


def test_a_year_is_named_for_its_end(april):
    assert april.label(date(2024, 3, 31)) == "FY2024-Q4"
    assert april.label(date(2024, 4, 1)) == "FY2025-Q1"
    assert april.label(date(2024, 12, 31)) == "FY2025-Q3"


def test_years_of_the_calendar():
    calendar = FiscalCalendar(1)
    assert calendar.label(date(2024, 1, 1)) == "FY2024-Q1"
    assert calendar.label(date(2024, 12, 31)) == "FY2024-Q4"
    assert calendar.dates("FY2024-Q4") == (date(2024, 10, 1), date(2024, 12, 31))


def test_dates_of_a_quarter(april):
    assert april.dates("FY2025-Q1") == (date(2024, 4, 1), date(2024, 6, 30))
    assert april.dates("FY2025-Q4") == (date(2025, 1, 1), date(2025, 3, 31))


def test_a_quarter_over_the_turn_of_the_year():
    november = FiscalCalendar(11)
    assert november.dates("FY2025-Q1") == (date(2024, 11, 1), date(2025, 1, 31))
    assert november.label(date(2025, 1, 31)) == "FY2025-Q1"


def test_parse_takes_any_case(april):
    assert april.parse(" fy2025-q3 ") == (2025, 3)


@pytest.mark.parametrize("label", ["2025-Q1", "FY25-Q1", "FY2025-Q0", "FY2025-Q5", "FY2025 Q1", ""])
def test_what_is_no_label(april, label):
    with pytest.raises(QuarterError, match="FY2025-Q1"):
        april.dates(label)


def test_shift_and_distance(april):
    assert april.shift("FY2024-Q3", 2) == "FY2025-Q1"
    assert april.shift("FY2024-Q1", -1) == "FY2023-Q4"
    assert april.distance("FY2024-Q3", "FY2025-Q1") == 2


def test_days_left_and_halves(april):
    assert april.days_left(date(2024, 6, 28)) == 2
    assert april.days_left(date(2024, 6, 30)) == 0
    assert april.is_first_half(date(2024, 9, 30)) is True
    assert april.is_first_half(date(2024, 10, 1)) is False


def test_totals_fill_the_gaps(april):
    entries = [(date(2024, 10, 5), 30), (date(2024, 4, 2), 5), (date(2024, 12, 24), 12)]
    assert april.totals(entries) == [("FY2025-Q1", 5), ("FY2025-Q2", 0), ("FY2025-Q3", 42)]
    assert april.totals([]) == []


def test_growth(april):
    entries = [(date(2024, 1, 1), 30), (date(2024, 4, 1), 40), (date(2024, 10, 1), 5), (date(2025, 1, 1), 4)]
    assert april.growth(entries) == [
        ("FY2025-Q1", 33.3),
        ("FY2025-Q2", -100.0),
        ("FY2025-Q3", None),
        ("FY2025-Q4", -20.0),
    ]
    assert april.growth([]) == []


@pytest.mark.parametrize("month", [0, 13])
def test_months_that_there_are_not(month):
    with pytest.raises(ValueError, match="no month"):
        FiscalCalendar(month)
