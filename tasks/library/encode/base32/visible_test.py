import pytest
from program import Base32Error, add_check, decode, encode, grouped, remove_check


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"f", "MY======"),
        (b"fo", "MZXQ===="),
        (b"foo", "MZXW6==="),
        (b"foob", "MZXW6YQ="),
        (b"fooba", "MZXW6YTB"),
        (b"foobar", "MZXW6YTBOI======"),
    ],
)
def test_there_and_back(data, text):
    assert encode(data) == text
    assert decode(text) == data


def test_without_padding():
    assert encode(b"fo", padding=False) == "MZXQ"
    assert decode("MZXQ", strict=False) == b"fo"


def test_what_people_type():
    assert decode("mzxw-6ytb oi", strict=False) == b"foobar"
    with pytest.raises(Base32Error, match="'m' at position 0"):
        decode("mzxw6ytb")


@pytest.mark.parametrize("text", ["MZXQ", "MZXQ===", "MZXQ=====", "MZXW6YTB========"])
def test_padding_is_exact(text):
    with pytest.raises(Base32Error, match="wrong padding"):
        decode(text)


def test_padding_that_is_not_needed_may_still_be_wrong():
    with pytest.raises(Base32Error, match="wrong padding after 4"):
        decode("MZXQ=", strict=False)


@pytest.mark.parametrize("text", ["M=======", "MZX=====", "MZXW6Y=="])
def test_lengths_that_no_bytes_have(text):
    with pytest.raises(Base32Error, match="not whole bytes"):
        decode(text)


def test_bits_after_the_last_byte():
    with pytest.raises(Base32Error, match="bits are set"):
        decode("MZ======")


def test_check_is_added_and_removed():
    assert add_check("MZXW6") == "MZXW64"
    assert remove_check("mzxw-64") == "MZXW6"
    assert add_check("") == "A"


def test_check_notices_swapped_characters():
    with pytest.raises(Base32Error, match="4 does not match"):
        remove_check("ZMXW64")


def test_nothing_has_no_check():
    with pytest.raises(Base32Error, match="no check"):
        remove_check(" - ")


def test_groups():
    assert grouped("MZXW6YTBOI") == "MZXW-6YTB-OI"
    assert grouped("MZXW6Y", 3) == "MZX-W6Y"
    with pytest.raises(ValueError, match="at least 1"):
        grouped("MZXW", 0)
