import pytest
from program import WordsError, from_words, to_ordinal, to_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (42, "forty-two"),
        (100, "one hundred"),
        (-7, "minus seven"),
    ],
)
def test_small_numbers(number, words):
    assert to_words(number) == words


def test_groups():
    assert to_words(2_000_019) == "two million nineteen"
    assert to_words(305_120) == "three hundred five thousand one hundred twenty"


def test_and():
    assert to_words(105, use_and=True) == "one hundred and five"
    assert to_words(1_005, use_and=True) == "one thousand and five"
    assert to_words(-230_100, use_and=True) == "minus two hundred and thirty thousand one hundred"
    assert to_words(99, use_and=True) == "ninety-nine"


def test_limits():
    assert to_words(10**15 - 1).startswith("nine hundred ninety-nine trillion nine hundred")
    with pytest.raises(ValueError, match="too many digits"):
        to_words(-(10**15))


def test_ordinals():
    numbers = [0, 1, 12, 20, 21, 15, 100, 1_002]
    assert [to_ordinal(number) for number in numbers] == [
        "zeroth",
        "first",
        "twelfth",
        "twentieth",
        "twenty-first",
        "fifteenth",
        "one hundredth",
        "one thousand second",
    ]


def test_negative_ordinal():
    with pytest.raises(ValueError, match="negative"):
        to_ordinal(-1)


def test_reads_words():
    assert from_words("Minus Two hundred AND thirty-one thousand, four hundred") == -231_400
    assert from_words("one million twelve") == 1_000_012
    assert from_words("zero") == 0


@pytest.mark.parametrize("number", [10, 19, 71, 909, 110_011, 10**12 + 10**6, 999_999])
@pytest.mark.parametrize("use_and", [False, True])
def test_round_trip(number, use_and):
    assert from_words(to_words(number, use_and)) == number


@pytest.mark.parametrize(
    "text", ["", "minus", "foo", "hundred", "one two", "ten one", "twenty twelve", "zero one", "ten hundred"]
)
def test_words_that_are_no_number(text):
    with pytest.raises(WordsError):
        from_words(text)


def test_scales_get_smaller():
    assert from_words("one million one thousand") == 1_001_000
    with pytest.raises(WordsError, match="million cannot follow one"):
        from_words("one thousand one million")
    with pytest.raises(WordsError, match="cannot follow nothing"):
        from_words("thousand")


@pytest.mark.parametrize("text", ["one hundred and", "and one", "twenty and one", "six thousand and hundred"])
def test_and_in_wrong_places(text):
    with pytest.raises(WordsError):
        from_words(text)
