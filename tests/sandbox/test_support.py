"""Modules that the code under test and its tests import beside the module under test."""

from __future__ import annotations

import pytest

from tracefix_rl.sandbox import LimitsError, Module, Sandbox, Suite, Verdict

ERRORS = Module("shop.errors", "class ShopError(ValueError):\n    code = 7\n")
PRICES = Module(
    "shop.data.prices",
    "from ..errors import ShopError\n\nPRICES = {'tea': 3}\n\n\ndef price(name):\n"
    "    if name not in PRICES:\n        raise ShopError(name)\n    return PRICES[name]\n",
)
CART = """
from shop.data import prices
from .errors import ShopError


class Cart:
    def __init__(self):
        self.names = []

    def add(self, name):
        prices.price(name)
        self.names.append(name)

    def total(self):
        return sum(map(prices.price, self.names))
"""


def suite(text: str, *support: Module, module: str = "shop.cart") -> Suite:
    return Suite(text, module, support=support)


def failures(sandbox: Sandbox, source: str, suite: Suite) -> list[str]:
    report = sandbox.run(source, suite)
    assert report.tests
    return [each.message for each in report.tests if each.verdict is not Verdict.PASSED]


def test_module_and_tests_import_what_supports_them(sandbox: Sandbox) -> None:
    tests = """
import pytest
import shop.data.prices
from shop import errors
from shop.cart import Cart
from shop.data.prices import PRICES as known, price
from shop.errors import ShopError


def test_total():
    cart = Cart()
    cart.add("tea")
    cart.add("tea")
    assert cart.total() == 6 == 2 * price("tea")


def test_an_error_of_another_module_is_caught_by_its_class():
    with pytest.raises(ShopError) as caught:
        Cart().add("gold")
    assert caught.value.code == 7 == errors.ShopError.code
    assert issubclass(ShopError, ValueError)


def test_state_is_one(monkeypatch):
    monkeypatch.setitem(known, "tea", 5)
    cart = Cart()
    cart.add("tea")
    assert cart.total() == 5 == shop.data.prices.price("tea")


@pytest.mark.parametrize("name", ["shop.data.prices.price", "shop.cart.prices.price"])
def test_a_function_of_another_module_can_be_replaced(monkeypatch, name):
    monkeypatch.setattr(name, lambda name: 9)
    cart = Cart()
    cart.add("gold")
    assert cart.total() == 9
"""
    assert failures(sandbox, CART, suite(tests, ERRORS, PRICES)) == []


def test_a_package_may_have_code_of_its_own(sandbox: Sandbox) -> None:
    package = Module("shop", "from shop.cart import Cart\n\nVERSION = 'one'\n")
    tests = """
import shop
from shop import VERSION, Cart
from shop.cart import Cart as Same


def test_names():
    assert VERSION == "one" == shop.VERSION
    assert Cart is Same
    assert shop.cart.Cart is Cart
"""
    assert failures(sandbox, CART, suite(tests, package, ERRORS, PRICES)) == []


def test_nothing_else_of_the_package_is_there(sandbox: Sandbox) -> None:
    tests = "from shop.cart import Cart\n\n\ndef test_it():\n    assert Cart().total() == 0\n"
    (message,) = failures(sandbox, CART, suite(tests, ERRORS))
    assert "No module named 'shop.data" in message or "cannot import name" in message


def test_support_that_fails_to_load_is_an_error_of_the_code(sandbox: Sandbox) -> None:
    broken = Module("shop.data.prices", "raise RuntimeError('no prices today')\n")
    tests = "from shop.cart import Cart\n\n\ndef test_it():\n    assert Cart().total() == 0\n"
    report = sandbox.run(CART, suite(tests, ERRORS, broken))
    assert report.load_error is not None
    assert "no prices today" in report.load_error


@pytest.mark.parametrize("statement", ["raise SystemExit(0)", "import os; os._exit(0)", "while True: pass"])
def test_support_that_ends_the_process_ends_only_that(sandbox: Sandbox, statement: str) -> None:
    broken = Module("shop.late", f"{statement}\n")
    tests = "from shop.cart import x\nfrom shop.late import y\n\n\ndef test_it():\n    assert x == 1\n"
    report = sandbox.run("x = 1\n", suite(tests, broken))
    assert not report.passed
    again = sandbox.run("x = 1\n", suite("from shop.cart import x\n\n\ndef test_it():\n    assert x == 1\n"))
    assert again.all_passed


def test_lines_of_the_module_under_test_are_told_and_those_of_support_are_not(sandbox: Sandbox) -> None:
    tests = "from shop.cart import Cart\n\n\ndef test_it():\n    Cart().add('gold')\n"
    (test,) = sandbox.run(CART, suite(tests, ERRORS, PRICES)).tests
    assert test.line == CART.splitlines().index("        prices.price(name)") + 1
    assert "ShopError: gold" in test.message


def test_another_text_of_support_is_another_run(sandbox: Sandbox) -> None:
    tests = "from shop.cart import one\n\n\ndef test_it():\n    assert one == 1\n"
    for value, passes in ((1, True), (2, False), (1, True)):
        support = Module("shop.values", f"one = {value}\n")
        assert sandbox.run("from .values import one\n", suite(tests, support)).all_passed is passes


def test_names_of_support_cannot_be_taken_by_a_star(sandbox: Sandbox) -> None:
    text = "from shop.errors import *\n\n\ndef test_it():\n    assert ShopError\n"
    with pytest.raises(Exception, match=r"from shop\.errors import \*"):
        sandbox.run(CART, suite(text, ERRORS, PRICES))


@pytest.mark.parametrize(
    ("support", "said"),
    [
        ((ERRORS, ERRORS), r"more than one source is given of shop\.errors"),
        ((Module("shop.cart", ""),), r"more than one source is given of shop\.cart"),
        ([ERRORS], "support is a tuple"),
        (("shop.errors",), "support is a tuple"),
        ((Module("big", "x" * 5_000_000),), "support may have 4,000,000 bytes"),
    ],
)
def test_support_that_no_run_could_have(support: tuple[Module, ...], said: str) -> None:
    with pytest.raises(LimitsError, match=said):
        Suite("def test_it(): pass", "shop.cart", support=support)


@pytest.mark.parametrize(("name", "source"), [("not a name", ""), ("shop.class", ""), ("shop", None)])
def test_a_module_that_cannot_be_imported(name: str, source: str) -> None:
    with pytest.raises(LimitsError):
        Module(name, source)
