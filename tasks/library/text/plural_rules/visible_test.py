import pytest
from program import Inflector, listed, with_article


@pytest.fixture
def english():
    return Inflector()


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("key", "keys"),
        ("city", "cities"),
        ("box", "boxes"),
        ("watch", "watches"),
        ("potato", "potatoes"),
        ("radio", "radios"),
        ("knife", "knives"),
        ("shelf", "shelves"),
        ("roof", "roofs"),
    ],
)
def test_rules_there_and_back(english, noun, plural):
    assert english.plural(noun) == plural
    assert english.singular(plural) == noun


def test_irregular_and_uncountable(english):
    assert [english.plural(noun) for noun in ("child", "sheep", "")] == ["children", "sheep", ""]
    assert [english.singular(noun) for noun in ("people", "fish", "glass")] == ["person", "fish", "glass"]


def test_the_last_word_changes(english):
    assert english.plural("shop Window-Box") == "shop Window-Boxes"
    assert english.plural("USB BUS") == "USB BUSES"
    assert english.singular("Lost Children") == "Lost Child"


def test_short_words(english):
    assert english.plural("Y") == "Ys"
    assert english.singular("ties") == "tie"


def test_teaching(english):
    english.add_irregular("Ox", "oxen")
    english.add_uncountable("Rice")
    assert english.plural("ox") == "oxen"
    assert english.singular("OXEN") == "OX"
    assert english.plural("rice") == "rice"
    with pytest.raises(ValueError, match="needed"):
        english.add_irregular("ox", "")


def test_teaching_forgets_what_was_known(english):
    english.add_irregular("mouse", "mouses")
    assert english.plural("mouse") == "mouses"
    assert english.singular("mice") == "mice"
    english.add_irregular("folk", "people")
    assert english.plural("person") == "persons"


def test_counted(english):
    assert [english.counted(n, "box") for n in (0, 1, 2, -1)] == ["no boxes", "1 box", "2 boxes", "-1 box"]
    assert english.counted(1200, "fish") == "1,200 fish"


def test_inventory(english):
    nouns = ["key", "apple", "box", "box"]
    assert english.inventory(nouns) == "2 boxes, a key and an apple"
    assert english.inventory(nouns, limit=2) == "2 boxes, a key and 1 other thing"
    assert english.inventory(nouns, limit=1) == "2 boxes and 2 other things"
    assert english.inventory([]) == "nothing"


def test_listed():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert listed(["a, b", "c", "d"]) == "a, b; c and d"


def test_articles():
    nouns = ["egg", "Hour", "house", "unit", "umbrella", "one-off", "user"]
    assert [with_article(noun).split()[0] for noun in nouns] == ["an", "an", "a", "a", "an", "a", "a"]
