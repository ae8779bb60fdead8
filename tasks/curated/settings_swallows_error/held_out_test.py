import program
import pytest


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["", "   ", "# only this"], {}),
        (["  a b  =  c d  "], {"a b": "c d"}),
        (["x = y = z"], {"x": "y = z"}),
        (["empty ="], {"empty": ""}),
    ],
)
def test_parse(lines, expected):
    assert program.parse_settings(lines) == expected


@pytest.mark.parametrize("line", ["= 5", "novalue"])
def test_malformed_lines(line):
    with pytest.raises(program.SettingsError, match="line 3"):
        program.parse_settings(["a = 1", "", line])


def test_negative_int():
    assert program.get_int({"offset": "-12"}, "offset", 0) == -12
    assert program.get_int({}, "offset", -1) == -1


@pytest.mark.parametrize("text", ["", "1.5", "8080/tcp"])
def test_malformed_int(text):
    with pytest.raises(program.SettingsError, match="size must be a whole number"):
        program.get_int({"size": text}, "size", 10)


@pytest.mark.parametrize(("text", "expected"), [("on", True), ("OFF", False), ("True", True)])
def test_bool_words(text, expected):
    assert program.get_bool({"flag": text}, "flag", not expected) is expected


def test_malformed_bool():
    with pytest.raises(program.SettingsError, match="not 1"):
        program.get_bool({"flag": "1"}, "flag", True)
