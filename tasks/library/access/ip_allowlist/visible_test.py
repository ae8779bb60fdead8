import pytest
from program import AddressError, Allowlist


@pytest.fixture
def allowed():
    return Allowlist(["10.0.0.0/30", " 10.0.1.7 ", "192.168.0.250 - 192.168.1.5"])


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("10.0.0.0", True),
        ("10.0.0.3", True),
        ("10.0.0.4", False),
        ("10.0.1.7", True),
        ("192.168.0.249", False),
        ("192.168.1.5", True),
        ("9.255.255.255", False),
    ],
)
def test_allows(allowed, address, answer):
    assert allowed.allows(address) is answer


def test_nothing_is_allowed_at_first():
    allowed = Allowlist()
    assert allowed.size == 0
    assert allowed.ranges() == []
    assert allowed.blocks() == []


def test_adding_tells_what_is_new(allowed):
    assert allowed.size == 17
    assert allowed.add("10.0.0.2-10.0.0.9") == 6
    assert allowed.add("10.0.0.5") == 0
    assert allowed.size == 23


def test_what_touches_is_joined():
    allowed = Allowlist(["10.0.0.5", "10.0.0.1", "10.0.0.3"])
    assert allowed.ranges() == ["10.0.0.1", "10.0.0.3", "10.0.0.5"]
    allowed.add("10.0.0.2")
    assert allowed.ranges() == ["10.0.0.1-10.0.0.3", "10.0.0.5"]
    allowed.add("10.0.0.0/29")
    assert allowed.ranges() == ["10.0.0.0-10.0.0.7"]


def test_removing_splits():
    allowed = Allowlist(["10.0.0.0/28"])
    assert allowed.remove("10.0.0.4-10.0.0.7") == 4
    assert allowed.remove("10.0.0.6-10.0.0.8") == 1
    assert allowed.ranges() == ["10.0.0.0-10.0.0.3", "10.0.0.9-10.0.0.15"]
    assert allowed.remove("0.0.0.0/0") == 11
    assert allowed.ranges() == []


def test_blocks_are_as_few_as_possible():
    assert Allowlist(["10.0.0.1-10.0.0.10"]).blocks() == [
        "10.0.0.1/32",
        "10.0.0.2/31",
        "10.0.0.4/30",
        "10.0.0.8/31",
        "10.0.0.10/32",
    ]
    assert Allowlist(["10.0.0.0/25", "10.0.0.128/25", "10.0.1.0/24"]).blocks() == ["10.0.0.0/23"]
    assert Allowlist(["0.0.0.0/0"]).blocks() == ["0.0.0.0/0"]
    assert Allowlist(["10.0.0.4-10.0.0.15"]).blocks() == ["10.0.0.4/30", "10.0.0.8/29"]


def test_covers_and_overlap(allowed):
    assert allowed.covers("10.0.0.1-10.0.0.3") is True
    assert allowed.covers("10.0.0.0/29") is False
    assert allowed.overlap("10.0.0.0/16") == 5
    assert allowed.overlap("11.0.0.0/8") == 0


def test_next_free(allowed):
    assert allowed.next_free("10.0.0.0/24") == "10.0.0.4"
    assert allowed.next_free("10.0.0.9") == "10.0.0.9"
    assert allowed.next_free("10.0.0.1-10.0.0.3") is None
    assert allowed.next_free("10.0.0.1-10.0.0.4") == "10.0.0.4"


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.01",
        "10.0.0.x",
        "10.0.0.0/33",
        "10.0.0.4/29",
        "10.0.0.2-10.0.0.1",
        "1.1.1.1-",
    ],
)
def test_what_is_no_entry(allowed, entry):
    with pytest.raises(AddressError):
        allowed.add(entry)


def test_only_addresses_are_allowed_or_not(allowed):
    with pytest.raises(AddressError):
        allowed.allows("10.0.0.0/30")
