import pytest
from program import CycleError, FormulaError, Sheet


@pytest.fixture
def sheet():
    sheet = Sheet()
    sheet.set("price", 20)
    sheet.set("count", 3)
    sheet.set("net", "price * count")
    sheet.set("gross", "net + tax")
    sheet.set("tax", "net / 10")
    return sheet


def test_formulas_of_formulas(sheet):
    assert sheet.get("gross") == 66
    assert sheet.get("price") == 20
    assert sheet.get("nothing") == 0


@pytest.mark.parametrize(
    ("formula", "value"),
    [("7", 7), ("-2 + +5", 3), ("1 + 2 * 3", 9), ("10 - 4 - 3", 3), ("-7 / 2", -4), ("2 max 5 max 3", 5)],
)
def test_operators_from_left_to_right(formula, value):
    sheet = Sheet()
    sheet.set("x", formula)
    assert sheet.get("x") == value


def test_values_are_kept(sheet):
    sheet.get("gross")
    assert sheet.computed == 3
    sheet.get("gross")
    sheet.get("tax")
    assert sheet.computed == 3
    assert list(sheet.known().items()) == [("gross", 66), ("net", 60), ("tax", 6)]


def test_what_depends_on_a_change_is_forgotten(sheet):
    sheet.get("gross")
    assert sheet.set("tax", 5) == ["gross"]
    assert sheet.known() == {"net": 60}
    assert sheet.get("gross") == 65
    assert sheet.computed == 4


def test_only_what_had_a_value_is_forgotten(sheet):
    sheet.get("tax")
    assert sheet.set("count", 4) == ["net", "tax"]
    assert sheet.set("count", 4) == []


def test_clear(sheet):
    sheet.get("gross")
    assert sheet.clear("net") == ["gross", "tax"]
    assert sheet.get("gross") == 0
    assert sheet.inputs("net") == []
    sheet.clear("price")
    assert sheet.get("price") == 0


def test_inputs_and_dependents(sheet):
    sheet.set("x", "tax + count - 2 * tax")
    assert sheet.inputs("x") == ["count", "tax"]
    assert sheet.dependents("count") == ["gross", "net", "tax", "x"]
    assert sheet.dependents("x") == []


@pytest.mark.parametrize("formula", ["net", "1 + gross"])
def test_cycles_change_nothing(sheet, formula):
    with pytest.raises(CycleError):
        sheet.set("net", formula)
    assert sheet.get("net") == 60


def test_division_by_zero(sheet):
    sheet.set("x", "tax / zero")
    sheet.set("y", "x + 1")
    with pytest.raises(ZeroDivisionError):
        sheet.get("y")
    assert sheet.known() == {"net": 60, "tax": 6}
    sheet.set("zero", 2)
    assert sheet.get("y") == 4


@pytest.mark.parametrize("formula", ["", "1 +", "1 2 3", "1 + max", "1 + 2x", "+", "1 + é"])
def test_wrong_formulas(sheet, formula):
    with pytest.raises(FormulaError):
        sheet.set("net", formula)
    assert sheet.get("net") == 60


@pytest.mark.parametrize("name", ["", "2x", "max", "a b"])
def test_wrong_names(name):
    with pytest.raises(FormulaError, match="no name"):
        Sheet().set(name, 1)
