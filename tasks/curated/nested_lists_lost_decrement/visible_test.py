from program import flatten, nesting, outline


def test_flatten_everything():
    assert flatten([1, [2, [3, [4]]]]) == [1, 2, 3, 4]


def test_flatten_one_level():
    assert flatten([1, [2, [3, [4]]]], levels=1) == [1, 2, [3, [4]]]


def test_flatten_no_level():
    assert flatten([1, [2]], levels=0) == [1, [2]]


def test_flatten_without_lists():
    assert flatten([]) == []
    assert flatten(["a", "b"]) == ["a", "b"]


def test_nesting():
    assert nesting([1, [2, [3]], [4]]) == 3
    assert nesting([]) == 1


def test_outline():
    assert outline(["a", ["b", ["c"]], "d"]) == ["a", "  b", "    c", "d"]
