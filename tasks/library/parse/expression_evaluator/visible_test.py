import pytest
from program import Calculator, ExpressionError


@pytest.fixture
def calculator():
    return Calculator()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("12 / 4 * 2", 6),
        ("7 % 4 + -7 % 4", 4),
        ("7 / 2", 3.5),
        ("1.25 * 4", 5),
    ],
)
def test_arithmetic(calculator, text, value):
    assert calculator.evaluate(text) == value


def test_powers(calculator):
    assert calculator.evaluate("2 ** 3 ** 2") == 512
    assert calculator.evaluate("-2 ** 2") == -4
    assert calculator.evaluate("2 ** -1") == 0.5
    assert calculator.evaluate("--2 * -3") == -6


def test_comparisons(calculator):
    texts = ["1 < 2", "2 < 2", "2 <= 1 + 1", "2 > 1", "2 > 2", "1 == 1.0", "3 > 2 > 1"]
    assert [calculator.evaluate(text) for text in texts] == [1, 0, 1, 1, 0, 1, 0]


def test_variables_are_exact(calculator):
    assert calculator.assign("third", "1 / 3") == 1 / 3
    assert calculator.evaluate("third * 3 == 1") == 1
    with pytest.raises(ExpressionError, match="unknown variable other"):
        calculator.evaluate("other")


def test_builtins(calculator):
    assert calculator.evaluate("max(1, abs(-3), 2) + floor(-2.5)") == 0
    assert calculator.evaluate("if(1 < 2, 10, 20) + if(0, 1, 2)") == 12


def test_functions(calculator):
    calculator.assign("x", "10")
    calculator.define("area", ["x", "y"], "x * y + k")
    calculator.assign("k", "1")
    assert calculator.evaluate("area(2, 3) + x") == 17
    calculator.define("none", [], "k")
    assert calculator.evaluate("area(none(), none())") == 2


def test_wrong_number_of_arguments(calculator):
    calculator.define("twice", ["x"], "2 * x")
    for text in ("twice()", "twice(1, 2)", "max()", "abs(1, 2)", "if(1, 2)", "half(1)"):
        with pytest.raises(ExpressionError, match=r"argument|unknown function"):
            calculator.evaluate(text)


def test_depth_of_calls(calculator):
    calculator.define("f0", [], "7")
    for number in range(1, 13):
        calculator.define(f"f{number}", [], f"f{number - 1}()")
    assert calculator.evaluate("f11()") == 7
    with pytest.raises(ExpressionError, match="too deeply"):
        calculator.evaluate("f12()")


@pytest.mark.parametrize("text", ["", "1 +", "(1", "1)", "1 2", "+1", "2 $ 3", "abs(1,)", "1.", "()"])
def test_no_expression(calculator, text):
    with pytest.raises(ExpressionError, match=r"unexpected|cannot read"):
        calculator.evaluate(text)


def test_no_such_number(calculator):
    assert calculator.evaluate("2 ** 16") == 65536
    for text in ("1 / 0", "1 % (2 - 2)", "0 ** -1", "4 ** 0.5", "2 ** 17"):
        with pytest.raises(ExpressionError, match=r"zero|cannot raise"):
            calculator.evaluate(text)


def test_names(calculator):
    with pytest.raises(ExpressionError, match="no name"):
        calculator.assign("2x", "1")
    for name, parameters in (("abs", ["x"]), ("f", ["x", "x"]), ("f", ["1"])):
        with pytest.raises(ExpressionError, match=r"cannot be defined|no name"):
            calculator.define(name, parameters, "1")
