import pytest
from program import first_mismatch, is_valid


@pytest.mark.parametrize("text", ["[1, 2]", "([])", "{[]}", "x[y[z]]", "()[]{}"])
def test_valid(text):
    assert is_valid(text) is True
    assert first_mismatch(text) is None


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("[", 0),
        ("(()", 0),
        ("(])", 1),
        ("{(})", 2),
        ("[(", 1),
        ("a[0))", 3),
        ("}{", 0),
    ],
)
def test_invalid(text, index):
    assert is_valid(text) is False
    assert first_mismatch(text) == index
