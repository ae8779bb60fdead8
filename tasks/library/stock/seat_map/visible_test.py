import pytest
from program import SeatError, SeatMap


def test_seats_are_named_by_row_without_aisles():
    assert SeatMap(["_#._..#"]).best(2) == ["1-3", "1-4"]
    assert SeatMap(["#", "._.."]).best(1) == ["2-1"]


def test_the_best_row_is_preferred():
    rows = ["....", "....", "...."]
    assert SeatMap(rows, best_row=2).best(4)[0] == "2-1"
    assert SeatMap(["....", "####", "...."], best_row=2).best(4)[0] == "1-1"
    assert SeatMap(["####", "....", "...."], best_row=3).best(4)[0] == "3-1"


def test_the_middle_is_preferred():
    assert SeatMap(["......."]).best(3) == ["1-3", "1-4", "1-5"]
    assert SeatMap(["........"]).best(3) == ["1-3", "1-4", "1-5"]


def test_no_seat_is_stranded_if_possible():
    assert SeatMap(["#....#"]).best(3) == ["1-2", "1-3", "1-4"]
    assert SeatMap(["#....#"]).best(2) == ["1-2", "1-3"]
    assert SeatMap(["#...#", "_.._"]).best(2) == ["2-1", "2-2"]
    assert SeatMap(["....."]).best(1) == ["1-3"]


def test_nobody_sits_across_an_aisle():
    assert SeatMap(["._.", ".#."]).best(2) == []
    assert SeatMap([]).best(1) == []


def test_a_booking_takes_seats():
    hall = SeatMap(["....", ".."])
    assert hall.book(2) == 1
    assert hall.rows() == ["##..", ".."]
    assert hall.book(2) == 2
    assert (hall.seats(1), hall.seats(2), hall.free()) == (["1-1", "1-2"], ["1-3", "1-4"], 2)


def test_a_group_is_parted_evenly_if_it_must():
    hall = SeatMap(["..#..", "#...#"])
    assert hall.book(5) == 1
    assert hall.rows() == ["###..", "#####"]
    assert hall.seats(1) == ["1-1", "1-2", "2-2", "2-3", "2-4"]


def test_an_uneven_split_is_better_than_none():
    hall = SeatMap(["....", "#.#"])
    hall.book(5)
    assert hall.rows() == ["####", "###"]


def test_what_cannot_be_had_changes_nothing():
    hall = SeatMap(["..#..#.."])
    with pytest.raises(SeatError, match="no 5 seats"):
        hall.book(5)
    assert hall.free() == 6
    assert hall.book(4) == 1


def test_a_cancelled_booking_is_free_again():
    hall = SeatMap(["..", ".."])
    hall.book(2)
    assert hall.cancel(1) == 2
    assert hall.rows() == ["..", ".."]
    assert hall.book(1) == 2
    with pytest.raises(SeatError, match="no booking 1"):
        hall.cancel(1)
    with pytest.raises(SeatError, match="no booking 3"):
        hall.seats(3)


def test_what_makes_no_sense():
    with pytest.raises(SeatError, match="only free seats"):
        SeatMap(["..x"])
    with pytest.raises(SeatError, match="nobody books 0"):
        SeatMap([".."]).best(0)
    with pytest.raises(SeatError, match="nobody books 0"):
        SeatMap([".."]).book(0)
