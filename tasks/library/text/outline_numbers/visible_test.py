import pytest
from program import OutlineError, OutlineNumberer, number_headings


def numbers(numberer, *levels):
    return [numberer.next(level) for level in levels]


def test_counts_on_each_level():
    assert numbers(OutlineNumberer(), 1, 2, 2, 3, 2, 1, 2) == ["1", "1.1", "1.2", "1.2.1", "1.3", "2", "2.1"]


def test_styles():
    assert numbers(OutlineNumberer("Iai", "-"), 1, 2, 3, 3, 1) == ["I", "I-a", "I-a-i", "I-a-ii", "II"]


@pytest.mark.parametrize(
    ("style", "number", "label"),
    [
        ("a", 26, "z"),
        ("a", 27, "aa"),
        ("A", 703, "AAA"),
        ("i", 19, "xix"),
        ("i", 44, "xxxxiv"),
        ("I", 8, "VIII"),
    ],
)
def test_large_numbers(style, number, label):
    numberer = OutlineNumberer(style)
    numberer.start_at(1, number)
    assert numberer.next(1) == label


def test_levels_cannot_be_skipped():
    numberer = OutlineNumberer()
    with pytest.raises(OutlineError, match="level 2 cannot follow level 0"):
        numberer.next(2)
    numberer.next(1)
    with pytest.raises(OutlineError, match="level 3 cannot follow level 1"):
        numberer.next(3)
    assert numbers(numberer, 2, 1) == ["1.1", "2"]


@pytest.mark.parametrize("level", [0, 3])
def test_unknown_levels(level):
    numberer = OutlineNumberer("11")
    numbers(numberer, 1, 2)
    with pytest.raises(OutlineError, match="no level"):
        numberer.next(level)
    with pytest.raises(OutlineError, match="cannot start"):
        numberer.start_at(level, 1)


def test_start_at():
    numberer = OutlineNumberer()
    numberer.start_at(2, 5)
    assert numbers(numberer, 1, 2, 2, 1, 2) == ["1", "1.5", "1.6", "2", "2.5"]
    with pytest.raises(OutlineError, match="start at 0"):
        numberer.start_at(1, 0)


def test_start_at_in_between():
    numberer = OutlineNumberer()
    numbers(numberer, 1, 2, 3)
    numberer.start_at(2, 9)
    assert numberer.depth == 2
    assert numbers(numberer, 2, 3, 1) == ["1.9", "1.9.1", "2"]


def test_appendix():
    numberer = OutlineNumberer("11")
    numbers(numberer, 1, 2)
    numberer.appendix()
    assert numberer.depth == 0
    assert numbers(numberer, 1, 2, 1) == ["A", "A.1", "B"]


def test_useless_styles():
    for styles in ("", "1x"):
        with pytest.raises(ValueError, match="styles"):
            OutlineNumberer(styles)


def test_headings_of_a_text():
    text = "# Title\n## One\n#hash\n### 7.2. Old\n#### Deep\n## 3 \nend\n"
    numbered = "# Title\n## 1 One\n#hash\n### 1.a Old\n#### Deep\n## 2\nend\n"
    assert number_headings(text, "1a", first_level=2) == numbered
    assert number_headings(numbered, "1a", 2) == numbered


def test_code_has_no_headings():
    assert number_headings("# a\n```\n# b\n```\n# v1.2 c") == "# 1 a\n```\n# b\n```\n# 2 v1.2 c"
