import pytest
from program import Table, align, justify


@pytest.fixture
def prices():
    table = Table(["item", "price", "n"], "ldr")
    table.add("nuts", "1.5", 12)
    table.add("bolts", "10.25")
    table.add("tape", 3, None)
    return table


def test_lines_up_the_columns(prices):
    assert prices.render() == [
        "item   price   n",
        "nuts    1.5   12",
        "bolts  10.25",
        "tape    3      -",
    ]


def test_widths(prices):
    assert prices.widths == [5, 5, 2]
    prices.add("x", "100.125")
    assert prices.widths == [5, 7, 2]


def test_rules(prices):
    prices.add_rule()
    prices.add_rule()
    prices.add("sum", "14.75")
    assert prices.render(gap=1)[3:] == ["tape   3     -", "----- ----- --", "sum   14.75"]


def test_empty_table():
    table = Table(["a", "long"])
    assert table.widths == [1, 4]
    assert table.render(gap=3) == ["a   long"]
    assert Table(["x"], "d").render() == ["x"]


def test_too_many_cells():
    table = Table(["a"])
    with pytest.raises(ValueError, match="2 cells for 1"):
        table.add("x", "y")


@pytest.mark.parametrize(("headers", "aligns"), [([], ""), (["a"], "lr"), (["a"], "x"), (["a", "b"], "l")])
def test_useless_tables(headers, aligns):
    with pytest.raises(ValueError, match="does not fit"):
        Table(headers, aligns)


def test_align():
    assert align("ab", 5) == "ab   "
    assert align("ab", 5, "r") == "   ab"
    assert align("ab", 5, "c") == " ab  "
    assert align("abc", 2, "c") == "abc"
    with pytest.raises(ValueError, match="unknown"):
        align("ab", 5, "d")


def test_justify_stretches_all_but_the_last_line():
    assert justify("the quick brown fox jumps over a dog", 12) == [
        "the    quick",
        "brown    fox",
        "jumps over a",
        "dog",
    ]


def test_gaps_on_the_left_are_wider():
    assert justify("a b c d eeeeeeeee", 9) == ["a  b  c d", "eeeeeeeee"]


def test_long_words_and_no_words():
    assert justify("an extraordinary day", 8) == ["an", "extraordinary", "day"]
    assert justify(" \n", 8) == []
    with pytest.raises(ValueError, match="at least 1"):
        justify("a", 0)
