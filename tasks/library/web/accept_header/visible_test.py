import pytest
from program import negotiate, parse_accept, quality_of

HEADER = "text/*;q=0.3, text/html;q=0.7, text/html;level=1, */*;q=0.05"


def test_preferred_ranges_come_first():
    assert parse_accept("text/plain;q=0.5, text/html, image/png;q=0.25") == [
        ("text/html", 1000),
        ("text/plain", 500),
        ("image/png", 250),
    ]


def test_equal_qualities_are_ordered_by_specificity_and_then_as_given():
    header = "*/*, text/*, image/png, text/html, text/html;level=1"
    assert [name for name, _ in parse_accept(header)] == [
        "text/html;level=1",
        "image/png",
        "text/html",
        "text/*",
        "*/*",
    ]


def test_case_and_spaces_do_not_count():
    assert parse_accept(" Text/HTML ; Level = 1 ;; Q = 0.5 ,, ") == [("text/html;level=1", 500)]


@pytest.mark.parametrize("entry", ["text", "/html", "text/", "*/html", "a/b;q=2", "a/b;q=1.001", "a/b;q=x"])
def test_malformed_entries_are_left_out(entry):
    assert parse_accept(f"{entry}, image/png") == [("image/png", 1000)]


def test_the_quality_may_have_up_to_three_decimals():
    assert parse_accept("a/b;q=0.125, c/d;q=1.000, e/f;q=0.0625") == [("c/d", 1000), ("a/b", 125)]


@pytest.mark.parametrize(
    ("media_type", "quality"),
    [("text/html;level=1", 1000), ("text/html;level=2", 700), ("text/plain", 300), ("image/png", 50)],
)
def test_the_most_specific_range_decides(media_type, quality):
    assert quality_of(HEADER, media_type) == quality


def test_what_no_range_matches_has_no_quality():
    assert quality_of("text/html", "text/plain") == 0
    assert quality_of("text/html;level=1", "text/html") == 0


def test_an_empty_header_accepts_everything():
    assert quality_of("", "image/png") == 1000
    assert negotiate(" , ", ["image/png", "text/html"]) == "image/png"


def test_negotiate_takes_the_best_and_the_first_of_equals():
    assert (
        negotiate("text/html;q=0.5, application/json", ["text/html", "application/json"])
        == "application/json"
    )
    assert negotiate("*/*", ["Text/HTML", "application/json"]) == "Text/HTML"


def test_a_quality_of_zero_refuses():
    assert negotiate("text/html;q=0, */*;q=0.1", ["text/html", "text/plain"]) == "text/plain"
    assert negotiate("text/html;q=0", ["text/html"]) is None


def test_what_is_available_must_be_media_types():
    with pytest.raises(ValueError, match="no media type"):
        negotiate("*/*", ["html"])
