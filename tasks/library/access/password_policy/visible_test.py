import pytest
from program import PasswordError, PasswordHistory, Policy

GOOD = "Purple-Tiger7"


@pytest.fixture
def policy():
    return Policy(min_length=8, max_length=24, banned=["password", "Acme"])


@pytest.fixture
def history(policy):
    history = PasswordHistory(policy, "ann", keep=1)
    history.change(GOOD, 10)
    return history


def problems(history, password, day):
    with pytest.raises(PasswordError) as caught:
        history.change(password, day)
    return caught.value.problems


def test_a_good_password(policy):
    assert policy.violations(GOOD) == []


def test_length(policy):
    assert policy.violations("Tig-er7") == ["too short"]
    assert policy.violations("Tig-er78") == []
    assert policy.violations("Tig-er78" * 3) == []
    assert policy.violations("Tig-er78" * 3 + "x") == ["too long"]


def test_kinds_of_characters(policy):
    assert policy.violations("purpletiger7") == ["too few kinds of characters"]
    assert policy.violations("purpletigerhorses77") == ["too few kinds of characters"]
    assert policy.violations("purpletigerhorses747") == []


def test_repeated_characters(policy):
    assert policy.violations("Tigggr-77") == []
    assert policy.violations("Tiggggr-77") == ["repeats a character"]


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("Tiger-abc7", False),
        ("Tiger-aBcd7", True),
        ("Tiger-4321", True),
        ("Tiger-12321", False),
        ("Tiger-()*+", False),
    ],
)
def test_sequences(policy, password, found):
    assert policy.violations(password) == (["has a sequence"] if found else [])


def test_banned_words(policy):
    assert policy.violations("My-P4$$w0rd") == ["contains a banned word"]
    assert policy.violations("xACME-tiger7") == ["contains a banned word"]
    assert policy.violations("x@cme-Tiger7") == ["contains a banned word"]


def test_the_user_name(policy):
    assert policy.violations(GOOD, "TIGER") == ["contains the user name"]
    assert policy.violations(GOOD, "regit") == ["contains the user name"]
    assert policy.violations(GOOD, "ti") == []


def test_score(policy):
    assert policy.score("") == 0
    assert policy.score("aaaa") == 0
    assert policy.score("aab") == 18
    assert policy.score("abcdA1") == 39
    assert policy.score("bdfhjlnprtvxzBD-7F") == 100


def test_old_passwords_are_remembered(history):
    assert problems(history, GOOD, 20) == ["was used before"]
    history.change("Other-Horse4", 20)
    assert problems(history, GOOD, 30) == ["was used before"]
    history.change("Third-Camel9", 30)
    history.change(GOOD, 40)
    assert history.count == 4


@pytest.mark.parametrize("password", ["purple-tiger78", "my" + GOOD, "Purble-Tiger8"])
def test_similar_passwords(history, password):
    assert problems(history, password, 20) == ["is too similar to the present one"]


def test_passwords_expire(history):
    assert history.days_left(99) == 1
    assert history.expired(99) is False
    assert history.expired(100) is True


def test_too_early_unless_reset(history):
    assert problems(history, "short", 10) == [
        "too short",
        "too few kinds of characters",
        "was changed too recently",
    ]
    history.reset()
    assert history.expired(10) is True
    history.change("Other-Horse4", 10)
    assert history.matches("Other-Horse4") is True
    assert history.matches(GOOD) is False
