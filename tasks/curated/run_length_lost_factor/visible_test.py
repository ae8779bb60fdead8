import pytest
from program import decode, encode, saved


def test_encodes_runs():
    assert encode("aaabcc") == "3ab2c"


def test_encodes_nothing():
    assert encode("") == ""
    assert encode("oo") == "2o"


def test_decodes_runs():
    assert decode("3ab2c") == "aaabcc"


def test_decodes_long_runs():
    assert decode("12-") == "------------"


def test_round_trip():
    banner = "=" * 20 + " hello " + "=" * 20
    assert encode(banner) == "20= he2lo 20="
    assert decode(encode(banner)) == banner


def test_saved_characters():
    assert saved("zzzzzz") == 4
    assert saved("abc") == 0


def test_digits_cannot_be_encoded():
    with pytest.raises(ValueError, match="digits"):
        encode("route 66")


def test_dangling_length():
    with pytest.raises(ValueError, match="at the end"):
        decode("a3")
