import pytest
from program import CardError, best_five, evaluate, shares, winners


@pytest.mark.parametrize(
    ("cards", "category", "ranks"),
    [
        ("AS KD 9H 5C 2S", "high card", [14, 13, 9, 5, 2]),
        ("9S 9D AH 5C 2S", "pair", [9, 14, 5, 2]),
        ("KS KD 4H 4C 9S", "two pairs", [13, 4, 9]),
        ("7S 7D 7H 5C JS", "three of a kind", [7, 11, 5]),
        ("9S TD JH QC KS", "straight", [13]),
        ("2H 9H JH QH KH", "flush", [13, 12, 11, 9, 2]),
        ("3S 3D 3H JC JS", "full house", [3, 11]),
        ("8S 8D 8H 8C 2S", "four of a kind", [8, 2]),
        ("TC JC QC KC AC", "straight flush", [14]),
    ],
)
def test_categories(cards, category, ranks):
    assert evaluate(cards) == (category, ranks)


def test_ace_below_two():
    assert evaluate("AS 2D 3H 4C 5S") == ("straight", [5])
    assert evaluate("AS 2S 3S 4S 5S") == ("straight flush", [5])
    assert evaluate("QS KD AH 2C 3S") == ("high card", [14, 13, 12, 3, 2])


def test_best_of_seven():
    assert evaluate("2S 2D 9H 9C KS KD 3H") == ("two pairs", [13, 9, 3])
    assert best_five("2s 7d 3s 9s ks 7h js") == "2S 3S 9S KS JS"


def test_equally_good_fives():
    assert best_five("6C 6D 6H KS KD KH") == "6C 6D KS KD KH"


@pytest.mark.parametrize("cards", ["", "1S", "AX", "10S", "AS KS QS JS", "AS KS QS JS TS 9S 8S 7S"])
def test_what_is_no_hand(cards):
    with pytest.raises(CardError, match=r"is not a card|five to seven"):
        evaluate(cards)


def test_cards_that_are_there_twice():
    with pytest.raises(CardError, match="KS is there twice"):
        evaluate("AS KS QS JS KS")
    with pytest.raises(CardError, match="2C is there twice"):
        winners({"ann": "2C 3C", "bob": "2C 4C"}, "AS KD 9H 8H 7D")


def test_kicker_decides():
    hands = {"ann": "AS 4D", "bob": "AD QC", "cat": "KD KC"}
    assert winners(hands, "AH 9S 7C 3D 2H") == ["bob"]
    assert winners(hands, "9H 9S 7C 3D 2H") == ["cat"]


def test_split_pot():
    hands = {"bob": "2S 3D", "ann": "2D 3C", "cat": "2H 3H"}
    assert winners(hands, "TS JD QH KC AS") == ["bob", "ann", "cat"]
    assert list(shares(11, hands, "TS JD QH KC AS").items()) == [("bob", 4), ("ann", 4), ("cat", 3)]


def test_the_winner_takes_it_all():
    assert shares(9, {"ann": "AS AD", "bob": "KS KD"}, "2C 3C 9H") == {"ann": 9}
    assert shares(9, {}) == {}
    with pytest.raises(ValueError, match="not negative"):
        shares(-1, {})
