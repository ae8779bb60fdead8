import pytest
from program import OrgChart, OrgError


@pytest.fixture
def chart():
    chart = OrgChart("Ada")
    for name, manager in [("Bob", "Ada"), ("Cy", "Ada"), ("Dan", "Bob"), ("Eve", "Bob"), ("Fay", "Eve")]:
        chart.hire(name, manager)
    return chart


def test_managers_and_reports(chart):
    assert chart.manager("Dan") == "Bob"
    assert chart.manager("Ada") is None
    assert chart.reports("Bob") == ["Dan", "Eve"]


def test_chain_goes_up_to_the_head(chart):
    assert chart.chain("Fay") == ["Eve", "Bob", "Ada"]
    assert chart.level("Fay") == 3


def test_headcount_is_of_all_below(chart):
    assert [chart.headcount(name) for name in ("Ada", "Bob", "Fay")] == [5, 3, 0]


def test_common_manager(chart):
    assert chart.common_manager("Dan", "Fay") == "Bob"
    assert chart.common_manager("Cy", "Fay") == "Ada"
    assert chart.common_manager("Fay", "Eve") == "Eve"


def test_outline(chart):
    assert chart.outline() == ["Ada (5)", "  Bob (3)", "    Dan", "    Eve (1)", "      Fay", "  Cy"]
    assert chart.outline(1) == ["Ada (5)", "  Bob (3)", "  Cy"]


def test_a_move_takes_all_below_along(chart):
    chart.move("Eve", "Cy")
    assert chart.chain("Fay") == ["Eve", "Cy", "Ada"]
    assert chart.reports("Bob") == ["Dan"]
    assert chart.headcount("Cy") == 2


def test_nobody_reports_to_themselves(chart):
    with pytest.raises(OrgError, match="Bob would report to themselves"):
        chart.move("Bob", "Fay")
    with pytest.raises(OrgError, match="head cannot be moved"):
        chart.move("Ada", "Bob")
    assert chart.manager("Bob") == "Ada"


def test_reports_take_the_place_of_one_who_leaves(chart):
    assert chart.leave("Bob") == ["Dan", "Eve"]
    assert chart.reports("Ada") == ["Dan", "Eve", "Cy"]
    assert chart.manager("Eve") == "Ada"


def test_the_head_stays(chart):
    with pytest.raises(OrgError, match="cannot leave"):
        chart.leave("Ada")


def test_widest_is_the_first_of_equals(chart):
    assert chart.widest() == ("Ada", 2)
    chart.hire("Gus", "Bob")
    assert chart.widest() == ("Bob", 3)


def test_names_that_are_taken_or_unknown(chart):
    with pytest.raises(OrgError, match="Bob is here already"):
        chart.hire("Bob", "Cy")
    with pytest.raises(OrgError, match="nobody is called Zoe"):
        chart.headcount("Zoe")
