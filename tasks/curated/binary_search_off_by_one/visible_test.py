from program import absent, count, find, span


def test_finds_the_middle_item():
    assert find([2, 5, 9], 5) == 1


def test_finds_every_item():
    items = [1, 3, 4, 7, 8, 10]
    assert [find(items, item) for item in items] == [0, 1, 2, 3, 4, 5]


def test_a_value_between_items_is_not_found():
    assert find([1, 3, 5, 7], 4) == -1
    assert find([1, 3, 5, 7], 3) == 1


def test_span_of_repeated_values():
    assert span([1, 2, 2, 2, 5], 2) == (1, 4)


def test_span_of_a_value_that_is_not_there():
    assert span([1, 2, 2], 7) == (0, 0)


def test_count():
    assert count([4, 4, 4, 4], 4) == 4
    assert count([1, 4, 6], 6) == 1
    assert count([], 1) == 0


def test_absent_keeps_the_order_of_the_question():
    assert absent([10, 20, 30], [40, 20, 10, 5]) == [40, 5]
