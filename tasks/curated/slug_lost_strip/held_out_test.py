import pytest
from program import slugify, unique_slug, without_accents


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("", ""),
        ("!!!", ""),
        ("(draft) Plan B", "draft-plan-b"),
        ("Really?!", "really"),
        ("C++ in 21 days", "c-in-21-days"),
        ("\u00c5ngstr\u00f6m", "angstrom"),
    ],
)
def test_slugify(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize(("length", "slug"), [(3, "one"), (4, "one"), (5, "one-t"), (99, "one-two"), (0, "")])
def test_max_length(length, slug):
    assert slugify("One, two!", max_length=length) == slug


def test_plain_text_has_no_accents():
    assert without_accents("na\u00efve r\u00e9sum\u00e9") == "naive resume"


def test_first_free_number():
    assert unique_slug("\u00bfHola?", ["hola", "hola-2", "hola-4"]) == "hola-3"


def test_taken_by_others_only():
    assert unique_slug("News", ["old-news", "news-2"]) == "news"
