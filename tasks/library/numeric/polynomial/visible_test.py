import pytest
from program import NotDivisibleError, Polynomial


@pytest.fixture
def square():
    return Polynomial([1, -2, 1])


def coefficients(*polynomials):
    return [polynomial.coefficients for polynomial in polynomials]


def test_zeros_in_front_are_dropped():
    assert Polynomial([1, 0, 2, 0, 0]).coefficients == (1, 0, 2)
    assert Polynomial([1, 0, 2, 0, 0]).degree == 2
    assert Polynomial([0]).degree == -1


def test_value(square):
    assert [square(x) for x in (-1, 0, 1, 3)] == [4, 1, 0, 4]
    assert Polynomial()(5) == 0


def test_sum_and_difference(square):
    assert coefficients(square + Polynomial([1, 1]), Polynomial([1, 1]) + square) == [(2, -1, 1), (2, -1, 1)]
    assert (square - Polynomial([0, 0, 1])).coefficients == (1, -2)
    assert (square - square).coefficients == ()


def test_product(square):
    assert (square * Polynomial([3, 0, 2])).coefficients == (3, -6, 5, -4, 2)
    assert (square * Polynomial()).coefficients == ()


def test_division(square):
    assert coefficients(*divmod(Polynomial([5, 0, 0, 2]), square)) == [(4, 2), (1, 6)]
    assert coefficients(*divmod(Polynomial([4, 6]), Polynomial([2]))) == [(2, 3), ()]


def test_division_of_a_lower_degree(square):
    assert coefficients(*divmod(Polynomial([7, 1]), square)) == [(), (7, 1)]


def test_division_that_is_not_exact(square):
    with pytest.raises(NotDivisibleError, match=r"x\^2 - 2x \+ 1 is not divisible by 2x"):
        divmod(square, Polynomial([0, 2]))
    with pytest.raises(ZeroDivisionError):
        divmod(square, Polynomial([0]))


def test_derivative(square):
    assert square.derivative().coefficients == (-2, 2)
    assert Polynomial([7]).derivative().coefficients == ()


def test_primitive():
    assert Polynomial([4, 0, -6]).primitive().coefficients == (-2, 0, 3)
    assert Polynomial([10, 15]).primitive().coefficients == (2, 3)
    assert Polynomial().primitive().coefficients == ()


def test_roots(square):
    assert square.roots() == [1, 1]
    assert Polynomial([0, 0, -6, 1, 1]).roots() == [-3, 0, 0, 2]
    assert Polynomial([3]).roots() == []
    with pytest.raises(ValueError, match="every number"):
        Polynomial().roots()


@pytest.mark.parametrize(
    ("coefficients", "text"),
    [
        ((1, -1, 3), "3x^2 - x + 1"),
        ((0, 2, 0, -1), "-x^3 + 2x"),
        ((-1,), "-1"),
        ((0, 1), "x"),
        ((), "0"),
    ],
)
def test_text(coefficients, text):
    assert str(Polynomial(coefficients)) == text
