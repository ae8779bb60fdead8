import pytest
from program import MatrixError, SingularError, determinant, inverse, multiply, rank, reduced, solve


@pytest.mark.parametrize(
    ("matrix", "value"),
    [
        ("7", "7"),
        ("1 2; 3 4", "-2"),
        ("0 1; 1 0", "-1"),
        ("1/2 1/3; 1 2", "2/3"),
        ("1 2 3; 4 5 6; 7 8 9", "0"),
        ("0 0 2; 0 3 1; 5 1 1", "-30"),
        ("0 1 0; 0 0 1; 2 0 0", "2"),
    ],
)
def test_determinant(matrix, value):
    assert determinant(matrix) == value


def test_rank():
    assert rank("1 2; 2 4; 0 0") == 1
    assert rank("0 1 2; 0 2 5") == 2
    assert rank("0 0") == 0


def test_reduced():
    assert reduced("2 4 6; 1 2 4") == "1 2 0; 0 0 1"
    assert reduced("0 0; 0 3; 0 1") == "0 1; 0 0; 0 0"


def test_inverse():
    assert inverse("1 2; 3 4") == "-2 1; 3/2 -1/2"
    assert inverse("0 2; 1 0") == "0 1; 1/2 0"


def test_no_inverse():
    with pytest.raises(SingularError, match="no inverse"):
        inverse("1 2; 2 4")


def test_solve():
    assert solve("2 1 5; 1 -1 1") == ["2", "1"]
    assert solve("0 0.5 1; 3 0 1; 3 0.5 2") == ["1/3", "2"]


def test_equations_that_contradict_each_other():
    with pytest.raises(SingularError, match="no solution"):
        solve("1 1 2; 1 1 3")


def test_too_few_equations():
    with pytest.raises(SingularError, match="unknown 2 can be anything"):
        solve("1 1 0 2; 0 0 1 3")


def test_multiply():
    assert multiply("1 2; 0 1/2", "3; 4") == "11; 2"
    with pytest.raises(MatrixError, match="2 columns do not go with 1 rows"):
        multiply("1 2", "3 4")


@pytest.mark.parametrize("text", ["", "1; ", "1 2; 3", "1 x; 2 3", "1/0"])
def test_what_is_no_matrix(text):
    with pytest.raises(MatrixError):
        rank(text)


def test_shapes():
    with pytest.raises(MatrixError, match="no square"):
        determinant("1 2")
    with pytest.raises(MatrixError, match="no square"):
        inverse("1; 2")
    with pytest.raises(MatrixError, match="no unknowns"):
        solve("1; 2")
