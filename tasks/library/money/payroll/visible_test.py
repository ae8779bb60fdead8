import pytest
from program import Employee, Hours, PayrollError, Payslip, count_hours, gross_pay, percent

BANDS = [(0, 0), (20_000, 20), (50_000, 40)]
DAY = 8 * 60
WEEK = [DAY, DAY, DAY, DAY, DAY, 0, 0]


def hours(days):
    counted = count_hours(days)
    return counted.regular, counted.overtime, counted.sunday


def test_percent_rounds_halves_up():
    assert [percent(amount, 10) for amount in (4, 5, 14, 15, 1000)] == [0, 1, 1, 2, 100]


def test_more_than_eight_hours_a_day_is_overtime():
    assert hours([500, 480, 470, 0, 0, 0, 0]) == (1430, 20, 0)


def test_more_than_forty_hours_a_week_is_overtime():
    assert hours([480, 480, 480, 480, 450, 60, 0]) == (2400, 30, 0)
    assert hours([500, 480, 480, 480, 480, 30, 0]) == (2400, 50, 0)


def test_sunday_is_sunday():
    assert hours([0, 0, 0, 0, 0, 60, 600]) == (60, 0, 600)


def test_gross_pay_is_rounded_once():
    assert gross_pay(Hours(60, 60, 60), 1000) == 4500
    assert [gross_pay(Hours(minutes, 0, 0), 10) for minutes in (2, 3, 8, 9)] == [0, 1, 1, 2]


def test_tax_is_due_by_bands():
    slip = Employee(2000, BANDS).pay(WEEK)
    assert (slip.gross, slip.tax, slip.net) == (80_000, 18_000, 62_000)
    slip = Employee(1000, BANDS).pay(WEEK, bonus=9)
    assert (slip.gross, slip.tax) == (40_009, 4001)


def test_pension_is_not_taxed():
    slip = Employee(1000, BANDS, pension=10).pay(WEEK)
    assert (slip.gross, slip.pension, slip.tax, slip.net) == (40_000, 4000, 3200, 32_800)


def test_pension_ends_at_the_ceiling():
    employee = Employee(1000, BANDS, pension=10, ceiling=50_000)
    assert [employee.pay(WEEK).pension for _ in range(3)] == [4000, 1000, 0]
    assert employee.earned == 120_000


def test_half_of_what_is_not_protected_goes_to_a_creditor():
    employee = Employee(1000, BANDS)
    employee.garnish(9000, protected=25_001)
    assert [employee.pay(WEEK).garnished for _ in range(3)] == [5499, 3501, 0]
    assert employee.debt == 0


def test_garnish_leaves_protected_pay():
    employee = Employee(1000, BANDS)
    employee.garnish(500, protected=1000)
    employee.garnish(500, protected=60_000)
    slip = employee.pay(WEEK)
    assert (slip.garnished, slip.net, employee.debt) == (0, 36_000, 1000)
    assert Payslip(1000, 100, 200, 50).net == 650


@pytest.mark.parametrize("days", [[0] * 6, [0, -1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1441]])
def test_weeks_that_make_no_sense(days):
    employee = Employee(1000, BANDS)
    with pytest.raises(PayrollError, match=r"seven days|0 to 1440"):
        employee.pay(days, 5)
    assert employee.earned == 0


def test_settings_that_make_no_sense():
    for bands in ([], [(1, 10)], [(0, 10), (0, 20)]):
        with pytest.raises(PayrollError, match="bands"):
            Employee(1000, bands)
    with pytest.raises(PayrollError, match="hourly"):
        Employee(0, BANDS)
    for debt, protected in ((0, 5), (5, -1)):
        with pytest.raises(PayrollError, match="garnish"):
            Employee(1, BANDS).garnish(debt, protected)
    with pytest.raises(PayrollError, match="bonus"):
        Employee(1, BANDS).pay(WEEK, -1)
