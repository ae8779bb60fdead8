import pytest
from program import CommandParser, UsageError


@pytest.fixture
def parser():
    parser = CommandParser()
    parser.flag("verbose", "v")
    parser.flag("version")
    parser.option("level", "l", number=True, default=3)
    parser.option("tag", "t", repeat=True)
    parser.option("mode", choices=["fast", "safe"])
    parser.positional("source")
    parser.positional("rest", least=0, many=True)
    return parser


def test_defaults(parser):
    assert parser.parse(["a"]) == {
        "verbose": False,
        "version": False,
        "level": 3,
        "tag": [],
        "mode": None,
        "source": "a",
        "rest": [],
    }


def test_long_options(parser):
    values = parser.parse(["--level", "-5", "x", "--tag=a=b", "y", "--tag", "c", "--mode=safe", "-"])
    assert [values[name] for name in ("level", "tag", "mode")] == [-5, ["a=b", "c"], "safe"]
    assert (values["source"], values["rest"]) == ("x", ["y", "-"])


def test_short_options(parser):
    values = parser.parse(["-vl7", "-t", "--level", "a"])
    assert (values["verbose"], values["level"], values["tag"]) == (True, 7, ["--level"])


def test_flags_can_be_taken_back(parser):
    assert parser.parse(["a", "-v", "--no-verbose"])["verbose"] is False
    assert parser.parse(["a", "--no-verb", "--verb"])["verbose"] is True


def test_abbreviations(parser):
    parser.option("leveler")
    assert parser.parse(["--m", "fast", "--level=1", "a"])["level"] == 1
    for name in ("--ver", "--leve=1"):
        with pytest.raises(UsageError, match="ambiguous"):
            parser.parse(["a", name])


def test_two_dashes_end_the_options(parser):
    values = parser.parse(["--", "-v", "--", "b"])
    assert (values["source"], values["rest"], values["verbose"]) == ("-v", ["--", "b"], False)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["a", "--other"], "--other is unknown"),
        (["a", "-vx"], "-x is unknown"),
        (["a", "--verbose=1"], "no such flag"),
        (["a", "--no-level"], "no such flag"),
        (["a", "--tag"], "--tag needs a value"),
        (["a", "-t", "--"], "--tag needs a value"),
        (["a", "-l", "x"], "needs a number"),
        (["a", "--level="], "needs a number"),
        (["a", "--mode", "slow"], "must be one of fast, safe"),
        (["a", "-l1", "-l2"], "given twice"),
        ([], "source is missing"),
    ],
)
def test_wrong_usage(parser, arguments, problem):
    with pytest.raises(UsageError, match=problem):
        parser.parse(arguments)


def test_required_options():
    parser = CommandParser()
    parser.option("key", required=True)
    assert parser.parse(["--key", ""]) == {"key": ""}
    with pytest.raises(UsageError, match="--key is missing"):
        parser.parse([])


def test_number_of_positionals():
    parser = CommandParser()
    parser.positional("one")
    parser.positional("two", least=0)
    assert parser.parse(["a"]) == {"one": "a", "two": None}
    assert parser.parse(["a", "b"]) == {"one": "a", "two": "b"}
    with pytest.raises(UsageError, match="c is too much"):
        parser.parse(["a", "b", "c"])
    with pytest.raises(ValueError, match="too late"):
        parser.positional("three")


def test_at_least():
    parser = CommandParser()
    parser.positional("files", least=2, many=True)
    assert parser.parse(["a", "b"]) == {"files": ["a", "b"]}
    with pytest.raises(UsageError, match="files is missing"):
        parser.parse(["a"])


def test_definitions_that_are_refused(parser):
    for name, short in (
        ("", ""),
        ("-x", ""),
        ("no-x", ""),
        ("tag", ""),
        ("rest", ""),
        ("x", "-"),
        ("x", "xy"),
        ("x", "v"),
    ):
        with pytest.raises(ValueError, match="cannot be defined"):
            parser.flag(name, short)
    for name, least in (("tag", 1), ("more", 1)):
        with pytest.raises(ValueError, match=r"taken|too late"):
            parser.positional(name, least)
    with pytest.raises(ValueError, match="only one"):
        CommandParser().positional("x", least=2)
