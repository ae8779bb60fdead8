from program import slugify, unique_slug, without_accents


def test_words():
    assert slugify("Ten Simple Rules") == "ten-simple-rules"


def test_accents():
    assert without_accents("Crème Brûlée") == "Creme Brulee"
    assert slugify("Crème Brûlée") == "creme-brulee"


def test_runs_become_one_dash():
    assert slugify("this & that -- again") == "this-that-again"


def test_no_dash_at_the_ends():
    assert slugify("  What's new?  ") == "what-s-new"


def test_cut_to_length():
    assert slugify("a very long title", max_length=7) == "a-very"


def test_unique_slug():
    assert unique_slug("Home", ["home", "home-2"]) == "home-3"
    assert unique_slug("Home", []) == "home"


def test_unique_slug_of_a_question():
    assert unique_slug("Ready?", {"ready"}) == "ready-2"
