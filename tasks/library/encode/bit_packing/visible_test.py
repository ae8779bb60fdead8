import pytest
from program import Field, Layout, LayoutError


@pytest.fixture
def layout():
    return Layout("version:u3 _:u1 level:s6 flag:u1")


def test_size_and_offsets(layout):
    assert layout.bits == 11
    assert layout.size == 2
    assert list(layout.offsets().items()) == [("version", 0), ("level", 4), ("flag", 10)]


def test_whole_bytes_have_no_spare_bits():
    assert Layout("a:u4 b:u4").size == 1


def test_first_field_is_highest(layout):
    assert layout.pack({"version": 5, "level": 1, "flag": 1}) == bytes([0b10100000, 0b01100000])


def test_fields_not_given_are_zero(layout):
    assert layout.pack({}) == b"\0\0"


def test_negative_values_there_and_back(layout):
    values = {"version": 7, "level": -32, "flag": 0}
    assert layout.unpack(layout.pack(values)) == values


def test_put_changes_nothing_else(layout):
    assert layout.put(b"\xff\xff", "level", 0) == bytes([0b11110000, 0b00111111])
    assert layout.get(b"\xff\xff", "level") == -1


@pytest.mark.parametrize(("signed", "lowest", "highest"), [(False, 0, 15), (True, -8, 7)])
def test_bounds_of_a_field(signed, lowest, highest):
    field = Field("x", 0, 4, signed)
    assert (field.lowest, field.highest) == (lowest, highest)
    assert field.from_bits(field.to_bits(lowest)) == lowest
    assert field.from_bits(field.to_bits(highest)) == highest
    for value in (lowest - 1, highest + 1):
        with pytest.raises(OverflowError, match="x is"):
            field.to_bits(value)


def test_from_bits_ignores_what_is_above():
    assert Field("x", 0, 3).from_bits(0b11010) == 2


@pytest.mark.parametrize(
    "description", ["", "_:u8", "a", "a:u0", "a:s1", "a:u33", "a:u4 a:u2", "1a:u4", "a:x4"]
)
def test_broken_layouts(description):
    with pytest.raises(LayoutError):
        Layout(description)


def test_widest_field():
    layout = Layout("a:u32 b:s2")
    assert layout.get(b"\xff\xff\xff\xff\x40", "a") == 4294967295
    assert layout.get(b"\xff\xff\xff\xff\x40", "b") == 1


def test_unknown_fields_and_wrong_records(layout):
    with pytest.raises(KeyError, match="colour"):
        layout.pack({"colour": 1})
    with pytest.raises(ValueError, match="has 2 bytes, not 1"):
        layout.unpack(b"\0")
