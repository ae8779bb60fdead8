import pytest
from program import CalculatorError, evaluate, tokenize


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5 + 0.25", 0.75),
        ("3 * 5 / 2", 7.5),
        ("100 - 50 - 25 - 5", 20.0),
        ("9 - (4 - 1)", 6.0),
        ("1 - 2 * 3 - 4", -9.0),
        ("-7 / 2", -3.5),
        ("2 * 3 + 4 * 5", 26.0),
        ("--4", 4.0),
    ],
)
def test_evaluate(text, value):
    assert evaluate(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ends too early"),
        ("1 +", "ends too early"),
        ("2 3", "unexpected '3'"),
        ("4 / 0", "division by zero"),
        ("2 ^ 3", "cannot read"),
    ],
)
def test_errors(text, message):
    with pytest.raises(CalculatorError, match=message):
        evaluate(text)


def test_tokens_without_spaces():
    assert tokenize(" 1-2*(3) ") == ["1", "-", "2", "*", "(", "3", ")"]
    assert tokenize("") == []
