import pytest
from program import DecodeError, decode, encode, pack, unpack, unzigzag, zigzag


def test_small_numbers_take_one_byte():
    assert encode(0) == b"\x00"
    assert encode(127) == b"\x7f"


def test_larger_numbers_take_more():
    assert encode(128) == b"\x80\x01"
    assert encode(300) == b"\xac\x02"
    assert len(encode(2**64 - 1)) == 10


@pytest.mark.parametrize("number", [-1, 2**64])
def test_numbers_that_do_not_fit(number):
    with pytest.raises(ValueError, match="64 bits"):
        encode(number)


def test_decode_says_where_it_ended():
    assert decode(b"\xac\x02\x05") == (300, 2)
    assert decode(b"\xac\x02\x05", 2) == (5, 3)


def test_bytes_that_end_too_early():
    with pytest.raises(DecodeError, match="end within a number at offset 1") as caught:
        decode(b"\x05\x80", 1)
    assert caught.value.offset == 1


def test_bytes_that_never_end():
    with pytest.raises(DecodeError, match="ten bytes"):
        decode(b"\x80" * 10 + b"\x01")


def test_zigzag():
    assert [zigzag(number) for number in (0, -1, 1, -2, 2)] == [0, 1, 2, 3, 4]
    assert [unzigzag(number) for number in (0, 1, 2, 3, 4)] == [0, -1, 1, -2, 2]


def test_a_rising_list_is_small():
    assert pack([1000, 1001, 1003]) == b"\x03\xd0\x0f\x02\x04"


@pytest.mark.parametrize("numbers", [[], [0], [-5, 5, -5], [10**9, -(10**9)]])
def test_unpack_undoes_pack(numbers):
    assert unpack(pack(numbers)) == numbers


def test_bytes_after_the_list():
    with pytest.raises(DecodeError, match="bytes after the list at offset 2"):
        unpack(b"\x01\x02\x00")
