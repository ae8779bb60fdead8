import pytest
from program import Document, GroupError


@pytest.fixture
def document():
    return Document("abc")


def test_changes(document):
    document.insert(3, "d")
    document.delete(0, 1)
    document.replace(1, 2, "XY")
    assert document.text == "bXYd"
    assert document.undo_depth == 3


def test_undo_and_redo(document):
    document.replace(0, 2, "z")
    document.delete(1, 2)
    assert document.undo() is True
    assert document.undo() is True
    assert document.text == "abc"
    assert document.undo() is False
    assert document.redo() is True
    assert document.text == "zc"
    assert (document.undo_depth, document.redo_depth) == (1, 1)


def test_a_new_change_forgets_what_was_undone(document):
    document.delete(0, 1)
    document.undo()
    document.insert(0, "")
    assert document.redo_depth == 1
    document.delete(1, 2)
    assert document.redo() is False
    assert document.text == "ac"


def test_typing_goes_together(document):
    for at, letter in enumerate("hey you", start=3):
        document.insert(at, letter)
    document.undo()
    assert document.text == "abchey "
    document.undo()
    assert document.text == "abc"


def test_typing_elsewhere_is_another_step(document):
    document.insert(3, "x")
    document.insert(3, "y")
    assert document.undo_depth == 2
    document.delete(0, 1)
    document.insert(0, "q")
    assert document.undo_depth == 4


def test_a_sealed_step_is_not_continued(document):
    document.insert(3, "x")
    document.seal()
    document.insert(4, "y")
    document.undo()
    assert document.text == "abcx"


def test_nor_is_a_step_that_was_made_again(document):
    document.insert(3, "x")
    document.undo()
    document.redo()
    document.insert(4, "y")
    assert document.undo_depth == 2


def test_a_group_is_one_step(document):
    document.begin()
    document.delete(0, 1)
    document.begin()
    document.insert(0, "12")
    document.end()
    document.insert(2, "3")
    document.end()
    assert document.text == "123bc"
    assert document.undo_depth == 1
    document.undo()
    assert document.text == "abc"
    document.redo()
    assert document.text == "123bc"


def test_a_cancelled_group_leaves_nothing(document):
    document.begin()
    document.delete(0, 2)
    document.insert(1, "zz")
    document.cancel()
    assert document.text == "abc"
    assert document.undo_depth == 0
    with pytest.raises(GroupError, match="no group"):
        document.end()


def test_no_undo_in_an_open_group(document):
    document.delete(0, 1)
    document.begin()
    with pytest.raises(GroupError, match="a group is open"):
        document.undo()


def test_the_oldest_steps_are_forgotten():
    document = Document("abcd", limit=2)
    for _ in range(3):
        document.delete(0, 1)
    assert document.undo_depth == 2
    assert [document.undo(), document.undo(), document.undo()] == [True, True, False]
    assert document.text == "bcd"


def test_places_out_of_the_text(document):
    with pytest.raises(IndexError):
        document.insert(4, "x")
    with pytest.raises(IndexError):
        document.delete(2, 1)
    with pytest.raises(ValueError, match="at least one"):
        Document(limit=0)
