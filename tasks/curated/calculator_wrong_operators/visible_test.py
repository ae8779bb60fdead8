import pytest
from program import CalculatorError, evaluate, tokenize


def test_tokens():
    assert tokenize("12+ (3.5 *4)") == ["12", "+", "(", "3.5", "*", "4", ")"]


def test_single_number():
    assert evaluate("42") == 42


def test_sums():
    assert evaluate("1 + 2 + 3") == 6


def test_from_left_to_right():
    assert evaluate("10 - 3 - 2") == 5
    assert evaluate("2 - 3 + 4") == 3


def test_products_go_first():
    assert evaluate("2 + 3 * 4") == 14


def test_quotients():
    assert evaluate("8 / 4 / 2") == 1


def test_fractions():
    assert evaluate("7 / 2") == pytest.approx(3.5)


def test_parentheses():
    assert evaluate("2 * (3 + 4)") == 14


def test_negative_numbers():
    assert evaluate("-3 * -(1 + 1)") == 6


def test_errors():
    with pytest.raises(CalculatorError, match="division by zero"):
        evaluate("1 / (2 - 2)")
    with pytest.raises(CalculatorError, match="not closed"):
        evaluate("(1 + 2")
