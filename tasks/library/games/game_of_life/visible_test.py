import pytest
from program import LifeError, fate, neighbours, parse_rule, population, step, trim

BLINKER = [".....", ".....", ".###.", ".....", "....."]
BLOCK = ["....", ".##.", ".##.", "...."]


def test_rule():
    assert parse_rule("B3/S23") == ([3], [2, 3])
    assert parse_rule("B/S3212") == ([], [1, 2, 3])


@pytest.mark.parametrize("rule", ["", "b3/s23", "B3S23", "B9/S2", "B3/S23 "])
def test_broken_rules(rule):
    with pytest.raises(LifeError, match="not a rule"):
        parse_rule(rule)


def test_neighbours():
    board = ["##.", "#..", "..#"]
    assert [neighbours(board, 0, column) for column in range(3)] == [2, 2, 1]
    assert [neighbours(board, row, 1) for row in (1, 2)] == [4, 2]


def test_neighbours_around_the_edges():
    board = ["#..#", "....", "#...", "...#"]
    assert neighbours(board, 0, 0) == 0
    assert neighbours(board, 0, 0, wrap=True) == 2
    assert neighbours(["#"], 0, 0, wrap=True) == 8


@pytest.mark.parametrize("cell", [(-1, 0), (0, -1), (2, 0), (0, 3)])
def test_cells_that_are_not_there(cell):
    with pytest.raises(IndexError, match="no cell"):
        neighbours(["...", "..."], *cell)


def test_step():
    assert step(BLINKER) == [".....", "..#..", "..#..", "..#..", "....."]
    assert step(BLOCK) == BLOCK
    assert step([]) == []


def test_step_around_the_edges():
    assert step(["#..", "#..", "#.."], wrap=True) == ["###", "###", "###"]
    assert step(["#..", "#..", "#.."]) == ["...", "##.", "..."]


def test_other_rules():
    assert step(["#.#"], rule="B2/S") == [".#."]


def test_fate():
    assert fate(BLINKER, 10) == ("cycle", 2)
    assert fate(BLOCK, 10) == ("still", 0)
    assert fate(["##.", "#..", "..."], 10) == ("still", 1)
    assert fate(["##"], 10) == ("dies", 1)


def test_fate_within_the_limit():
    assert fate(BLINKER, 1) == ("open", 1)
    assert fate(BLINKER, 2) == ("cycle", 2)
    assert fate(["..."], 0) == ("dies", 0)


def test_trim_and_population():
    assert trim(["....", ".#..", "....", "..#."]) == ["#.", "..", ".#"]
    assert trim(["..", ".."]) == []
    assert population(BLINKER) == 3


def test_broken_boards():
    for board in (["..", "..."], ["x."]):
        with pytest.raises(LifeError, match="is not a row of 2 cells"):
            population(board)
