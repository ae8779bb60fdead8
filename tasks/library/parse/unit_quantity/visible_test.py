import pytest
from program import Quantity, UnitError


def seconds(text):
    return Quantity(text).to("s")


def test_reads_time():
    assert [seconds(text) for text in ("90s", "1h30m", " 1 d 2h ", "1.5m", "250ms")] == [
        90,
        5400,
        93600,
        90,
        0.25,
    ]
    assert seconds("-1m30s") == -90


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("3.5kB", "B", 3500),
        ("1 MiB", "KiB", 1024),
        ("8 Mbit", "MB", 1),
        ("2t", "kg", 2000),
        ("1lb", "g", 453.592),
        ("1kg 250g", "kg", 1.25),
    ],
)
def test_converts(text, unit, amount):
    assert Quantity(text).to(unit) == amount


def test_rounds_half_to_even():
    assert Quantity("2.5s").to("s", 0) == 2
    assert Quantity("1s").to("m", 2) == 0.02
    assert Quantity("100s").to("m") == 1.667


@pytest.mark.parametrize(
    "text",
    ["", "-", "5", "h", "1m1h", "1h1h", "1h 5B", "1.h", "1h,5m", "--1s", "1x", "1kbyte", "1Kibit", "1kh"],
)
def test_what_is_no_quantity(text):
    with pytest.raises(UnitError):
        Quantity(text)


def test_kinds_do_not_mix():
    time, data = Quantity("1h"), Quantity("1kB")
    assert [time.kind, data.kind, Quantity("1g").kind] == ["time", "data", "mass"]
    for wrong in (lambda: time.plus(data), lambda: time.compare(data), lambda: time.to("B")):
        with pytest.raises(UnitError):
            wrong()


def test_sums_and_products():
    assert Quantity("1h30m").plus(Quantity("45m")).text() == "2h15m"
    assert Quantity("1.5kg").times(-2).text() == "-3 kg"


def test_parts():
    count, rest = Quantity("10m").parts_of(Quantity("3m"))
    assert (count, rest.text()) == (3, "1m")
    count, rest = Quantity("-10m").parts_of(Quantity("3m"))
    assert (count, rest.text()) == (-4, "2m")
    with pytest.raises(UnitError, match="divided"):
        Quantity("1m").parts_of(Quantity("0s"))
    with pytest.raises(UnitError, match="divided"):
        Quantity("1m").parts_of(Quantity("1g"))


def test_compare():
    quantity = Quantity("1kB")
    assert [quantity.compare(Quantity(text)) for text in ("999B", "8kbit", "1KiB")] == [1, 0, -1]


def test_writes_time():
    texts = ["1500ms", "86400s", "25h", "59.9999s", "0h", "3661s", "-90s"]
    assert [Quantity(text).text() for text in texts] == ["1.5s", "1d", "1d1h", "1m", "0s", "1h1m1s", "-1m30s"]


def test_writes_data_and_mass():
    texts = ["1000B", "999B", "1234567B", "2.5GB", "4bit", "0B", "1000000g", "999g", "0.5g"]
    expected = ["1 kB", "999 B", "1.235 MB", "2.5 GB", "0.5 B", "0 B", "1 t", "999 g", "0.5 g"]
    assert [Quantity(text).text() for text in texts] == expected
