import pytest
from program import Board, BoardError, GameOverError

LAYOUT = """
*....
.....
..*..
"""


@pytest.fixture
def board():
    return Board(LAYOUT)


def test_counts(board):
    assert [board.count(1, column) for column in range(5)] == [1, 2, 1, 1, 0]
    assert board.count(2, 2) == 0
    assert Board("*** *.* ***").count(1, 1) == 8


def test_a_number_opens_alone(board):
    assert board.reveal(1, 1) == 1
    assert board.reveal(1, 1) == 0
    assert board.render() == [".....", ".2...", "....."]


def test_a_cell_without_mines_around_opens_more(board):
    assert board.reveal(0, 4) == 10
    assert board.render() == [".1   ", ".211 ", "...1 "]


def test_a_mine_loses(board):
    board.flag(0, 1)
    board.flag(0, 0)
    assert board.reveal(2, 2) == 1
    assert board.state == "lost"
    assert board.render() == ["Fx...", ".....", "..*.."]


def test_nothing_happens_after_the_end(board):
    board.reveal(0, 0)
    for action in (board.reveal, board.flag, board.chord):
        with pytest.raises(GameOverError, match="the game is lost"):
            action(9, 9)


def test_all_cells_without_mines_win():
    board = Board(".* ..")
    board.reveal(0, 0)
    board.reveal(1, 0)
    assert board.state == "playing"
    board.reveal(1, 1)
    assert board.state == "won"
    assert board.render() == ["1*", "11"]


def test_flags(board):
    assert board.flag(0, 4) is True
    assert board.mines_left == 1
    assert board.reveal(0, 4) == 0
    assert board.flag(0, 4) is False
    assert board.mines_left == 2


def test_flags_stop_the_flood_and_open_cells_get_none(board):
    board.flag(1, 4)
    assert board.reveal(0, 4) == 7
    assert board.flag(0, 3) is False
    assert board.render() == [".1   ", ".211F", "....."]


def test_chord(board):
    board.reveal(1, 3)
    assert board.chord(1, 3) == 0
    board.flag(2, 2)
    assert board.chord(1, 3) == 9
    assert board.chord(1, 0) == 0
    assert board.state == "playing"


def test_chord_with_a_wrong_flag(board):
    board.reveal(1, 0)
    board.flag(0, 1)
    assert board.chord(1, 0) == 4
    assert board.state == "lost"


@pytest.mark.parametrize("cell", [(-1, 0), (0, -1), (3, 0), (0, 5)])
def test_cells_that_are_not_there(board, cell):
    with pytest.raises(IndexError, match="no cell"):
        board.reveal(*cell)


@pytest.mark.parametrize("layout", ["", " \n", "..\n.", "..\n..*", "a*"])
def test_broken_layouts(layout):
    with pytest.raises(BoardError):
        Board(layout)
