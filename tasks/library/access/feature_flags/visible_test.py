import pytest
from program import FlagError, FlagStore


@pytest.fixture
def flags():
    flags = FlagStore(lambda text: int(text.rpartition(":")[2]) if text[-1].isdigit() else 99)
    flags.define("search")
    flags.define("color", ["red", "green", "blue"], default="green")
    return flags


def test_a_new_flag_serves_its_default(flags):
    assert flags.evaluate("search", "ann") == ("off", "default")
    assert flags.evaluate("color", "ann") == ("green", "default")


def test_targets_go_before_rules(flags):
    flags.rule("search", [], "on")
    flags.target("search", "ann", "off")
    assert flags.evaluate("search", "ann") == ("off", "target")
    assert flags.evaluate("search", "bob") == ("on", "rule 1")


def test_a_flag_that_is_switched_off(flags):
    flags.target("search", "ann", "on")
    flags.switch("search", False)
    assert flags.evaluate("search", "ann") == ("off", "off")
    flags.switch("search", True)
    assert flags.enabled("search", "ann") is True
    assert flags.enabled("search", "bob") is False


def test_the_first_rule_whose_conditions_are_all_met(flags):
    flags.rule("color", [("country", "eq", "CH"), ("age", "ge", 18)], "red")
    flags.rule("color", [("country", "in", ["CH", "AT"])], "blue")
    assert flags.evaluate("color", "ann", {"country": "CH", "age": 18}) == ("red", "rule 1")
    assert flags.evaluate("color", "ann", {"country": "CH", "age": 17}) == ("blue", "rule 2")
    assert flags.evaluate("color", "ann", {"country": "DE", "age": 18}) == ("green", "default")


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (("age", "ge", 30), True),
        (("age", "lt", 30), False),
        (("age", "lt", 31), True),
        (("mail", "lt", 5), False),
        (("mail", "prefix", "ann@"), True),
        (("age", "prefix", "3"), False),
        (("mail", "ne", "x"), True),
        (("age", "ne", 30), False),
        (("plan", "ne", "free"), True),
        (("plan", "eq", "free"), False),
        (("user", "eq", "ann"), True),
    ],
)
def test_conditions(flags, condition, met):
    flags.rule("search", [condition], "on")
    assert flags.enabled("search", "ann", {"age": 30, "mail": "ann@a.org", "user": "x"}) is met


def test_rollout(flags):
    flags.rollout("color", {"red": 10, "blue": 20})
    served = [flags.evaluate("color", user) for user in ("0", "9", "10", "29", "30", "105")]
    assert served == [
        ("red", "rollout"),
        ("red", "rollout"),
        ("blue", "rollout"),
        ("blue", "rollout"),
        ("green", "default"),
        ("red", "rollout"),
    ]


def test_required_flags(flags):
    flags.require("search", "color", "red")
    flags.rule("search", [], "on")
    flags.target("color", "ann", "red")
    assert flags.evaluate("search", "ann") == ("on", "rule 1")
    assert flags.evaluate("search", "bob") == ("off", "requirement")


def test_no_flag_depends_on_itself(flags):
    flags.define("beta")
    flags.require("search", "color", "red")
    flags.require("color", "beta", "on")
    for name in ("search", "beta"):
        with pytest.raises(FlagError):
            flags.require("beta", name, "on")


def test_all_flags_of_a_user(flags):
    flags.rule("search", [("age", "ge", 18)], "on")
    assert list(flags.all_for("ann", {"age": 20}).items()) == [("color", "green"), ("search", "on")]


@pytest.mark.parametrize(("variants", "default"), [(["a"], None), (["a", "a", "b"], None), (["a", "b"], "c")])
def test_flags_that_make_no_sense(flags, variants, default):
    with pytest.raises(FlagError):
        flags.define("new", variants, default)


@pytest.mark.parametrize("weights", [{"red": -1}, {"red": 101}, {"red": 51, "blue": 50}, {"pink": 1}])
def test_rollouts_that_make_no_sense(flags, weights):
    with pytest.raises(FlagError):
        flags.rollout("color", weights)


def test_what_is_unknown(flags):
    for call in (
        lambda: flags.evaluate("none", "ann"),
        lambda: flags.define("search"),
        lambda: flags.target("search", "ann", "red"),
        lambda: flags.rule("search", [("age", "gt", 3)], "on"),
    ):
        with pytest.raises(FlagError):
            call()
