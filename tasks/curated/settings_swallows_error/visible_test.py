import program
import pytest

FILE = """
# the web server
port = 8080
host=example.org   # no spaces needed
debug = Yes
"""


@pytest.fixture
def settings():
    return program.parse_settings(FILE.splitlines())


def test_parses_keys_and_values(settings):
    assert settings == {"port": "8080", "host": "example.org", "debug": "Yes"}


def test_later_line_wins():
    assert program.parse_settings(["a = 1", "a = 2"]) == {"a": "2"}


def test_line_without_value():
    with pytest.raises(program.SettingsError, match="line 2"):
        program.parse_settings(["a = 1", "oops"])


def test_int(settings):
    assert program.get_int(settings, "port", 80) == 8080


def test_int_default(settings):
    assert program.get_int(settings, "workers", 4) == 4


def test_int_that_is_none(settings):
    with pytest.raises(program.SettingsError, match="host must be a whole number"):
        program.get_int(settings, "host", 4)


def test_bool(settings):
    assert program.get_bool(settings, "debug", False) is True
    assert program.get_bool(settings, "verbose", False) is False


def test_bool_that_is_none(settings):
    with pytest.raises(program.SettingsError, match="port must be yes or no"):
        program.get_bool(settings, "port", False)
