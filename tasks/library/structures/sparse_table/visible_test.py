import pytest
from program import AddressError, Sheet, format_address, parse_address


@pytest.fixture
def sheet():
    sheet = Sheet()
    for address, value in [("B2", 5), ("A3", -1), ("C2", 7), ("B4", 5), ("AA9", 0)]:
        sheet.set(address, value)
    return sheet


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("A1", (1, 1)),
        ("Z10", (26, 10)),
        ("AA2", (27, 2)),
        ("AZ2", (52, 2)),
        ("BA2", (53, 2)),
        ("ZZ1", (702, 1)),
    ],
)
def test_addresses(address, place):
    assert parse_address(address) == place
    assert format_address(*place) == address


@pytest.mark.parametrize("text", ["", "A", "7", "A0", "A01", "1A", "A-1"])
def test_what_is_no_address(text):
    with pytest.raises(AddressError, match=f"not an address: {text}"):
        parse_address(text)


def test_places_are_counted_from_1():
    with pytest.raises(AddressError, match="0,1"):
        format_address(0, 1)
    with pytest.raises(AddressError, match="1,0"):
        format_address(1, 0)


def test_get_and_set(sheet):
    assert sheet.get("b2") == 5
    assert sheet.get("AA9") == 0
    assert sheet.get("A1") is None
    sheet.set("B2", None)
    assert sheet.get("B2") is None


def test_cells_row_by_row(sheet):
    assert sheet.cells() == [("B2", 5), ("C2", 7), ("A3", -1), ("B4", 5), ("AA9", 0)]
    assert sheet.find(5) == ["B2", "B4"]


def test_bounds(sheet):
    assert sheet.bounds() == "A2:AA9"
    assert Sheet().bounds() is None


def test_ranges_have_their_corners_in_any_order(sheet):
    assert sheet.total("A2:B4") == 9
    assert sheet.total("C3:B2") == 12
    assert sheet.count("B4:A3") == 2
    assert sheet.largest("A3") == -1
    assert sheet.largest("D1:F9") is None


def test_filling_a_range(sheet):
    sheet.fill("A1:B2", 1)
    assert sheet.total("A1:B2") == 4
    sheet.fill("B1:C4", None)
    assert sheet.cells() == [("A1", 1), ("A2", 1), ("A3", -1), ("AA9", 0)]


def test_inserted_rows_move_what_is_below(sheet):
    assert sheet.insert_rows(3, 2) == 3
    assert sheet.cells() == [("B2", 5), ("C2", 7), ("A5", -1), ("B6", 5), ("AA11", 0)]


def test_deleted_rows_are_gone(sheet):
    assert sheet.delete_rows(3) == 2
    assert sheet.cells() == [("B2", 5), ("C2", 7), ("B3", 5), ("AA8", 0)]
    assert sheet.delete_rows(2, 6) == 1
    assert sheet.cells() == [("AA2", 0)]


def test_useless_rows_and_ranges(sheet):
    with pytest.raises(ValueError, match="counted from 1"):
        sheet.insert_rows(0)
    with pytest.raises(ValueError, match="counted from 1"):
        sheet.delete_rows(1, 0)
    with pytest.raises(AddressError, match="A1:B2:C3"):
        sheet.total("A1:B2:C3")
