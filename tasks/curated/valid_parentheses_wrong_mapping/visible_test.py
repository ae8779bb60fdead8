from program import first_mismatch, is_valid


def test_text_without_brackets_is_valid():
    assert is_valid("") is True
    assert is_valid("no brackets here") is True
    assert is_valid("not (here") is False


def test_each_kind_closes_itself():
    assert is_valid("()") is True
    assert is_valid("[]") is True
    assert is_valid("{}") is True


def test_kinds_do_not_close_each_other():
    assert is_valid("(]") is False
    assert is_valid("[}") is False


def test_nesting():
    assert is_valid("{[()]}") is True
    assert is_valid("{[(])}") is False


def test_position_of_a_stray_closing_bracket():
    assert first_mismatch("a) b") == 1


def test_position_of_a_bracket_that_is_never_closed():
    assert first_mismatch("f(x, (y)") == 1


def test_no_position_when_all_match():
    assert first_mismatch("f(x)") is None
    assert first_mismatch("f(x[0])") is None
