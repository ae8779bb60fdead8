import fnmatch


def test_patterns_match_whole_names():
    assert fnmatch.fnmatchcase("notes.txt", "*.txt")
    assert not fnmatch.fnmatchcase("notes.txt.old", "*.txt")


def test_ranges_can_be_excluded():
    assert fnmatch.filter(["a1", "b2", "c3"], "[!b]?") == ["a1", "c3"]
