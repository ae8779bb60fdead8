import pytest
from program import Maze, MazeError

ROUND = """
S..#.
.#.#.
.#...
....E
"""
CUT = "S.#E\n..#."


@pytest.fixture
def maze():
    return Maze(ROUND)


def test_the_shortest_distance(maze):
    assert maze.distance() == 7


def test_no_way():
    assert Maze(CUT).distance() is None
    assert Maze(CUT).path() is None


@pytest.mark.parametrize(("breaks", "steps"), [(0, 10), (1, 10), (2, 6), (3, 4), (-1, 10)])
def test_walls_may_be_broken(breaks, steps):
    assert Maze("S###E\n.#.#.\n.###.\n.....").distance(breaks) == steps


def test_the_path_goes_right_before_it_goes_down(maze):
    assert maze.path() == "RRDDRRD"


def test_the_path_up_and_left():
    assert Maze("E.#\n#.#\n..S").path() == "LUUL"
    assert Maze("...\n.#.\n.ES").path() == "L"


def test_the_way_is_drawn(maze):
    assert maze.drawn() == "S**#.\n.#*#.\n.#***\n....E"


def test_without_a_way_nothing_is_drawn():
    assert Maze(CUT).drawn() == CUT


def test_distances_are_last_digits(maze):
    assert maze.distances() == "012#8\n1#3#7\n2#456\n34567"
    assert Maze(CUT).distances() == "01#?\n12#?"
    assert Maze("S..........E").distances() == "012345678901"


def test_dead_ends(maze):
    assert maze.dead_ends() == [(0, 4)]
    assert Maze("S#.\n.#E\n..#").dead_ends() == [(0, 2), (2, 1)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("S.\nE..", "line 2 has another length"),
        ("S.\nEx", "line 2 has an unknown sign: x"),
        ("..\n.E", "one S"),
        ("SE\n.E", "one E"),
    ],
)
def test_what_is_no_maze(text, message):
    with pytest.raises(MazeError, match=message):
        Maze(text)
