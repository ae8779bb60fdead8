import pytest
from program import Game, RollError


def game_of(*rolls):
    game = Game()
    for pins in rolls:
        game.roll(pins)
    return game


def test_open_frames_add_up():
    assert game_of(3, 4, 0, 9).scores() == [7, 16]


def test_a_spare_counts_the_next_roll():
    assert game_of(6, 4, 5).scores() == [15]
    assert game_of(6, 4, 5, 3).scores() == [15, 23]


def test_a_strike_counts_the_next_two_rolls():
    assert game_of(10, 3).scores() == []
    assert game_of(10, 3, 4).scores() == [17, 24]


def test_strikes_in_a_row():
    assert game_of(10, 10, 10).scores() == [30]
    assert game_of(10, 10, 5, 2).scores() == [25, 42, 49]


def test_perfect_game():
    game = game_of(*[10] * 12)
    assert game.scores() == [30, 60, 90, 120, 150, 180, 210, 240, 270, 300]
    assert game.is_over() is True


def test_a_spare_in_the_last_frame_earns_one_roll():
    game = game_of(*[0] * 18, 7, 3)
    assert game.is_over() is False
    assert game.standing() == 10
    game.roll(5)
    assert game.is_over() is True
    assert game.scores()[-1] == 15


def test_frame_of_the_next_roll():
    assert game_of().frame() == 1
    assert game_of(4).frame() == 1
    assert game_of(4, 5).frame() == 2
    assert game_of(10).frame() == 2


def test_only_standing_pins_can_fall():
    game = game_of(7)
    assert game.standing() == 3
    with pytest.raises(RollError, match="4 pins cannot fall, of 3"):
        game.roll(4)


def test_pins_stand_up_again_within_the_last_frame():
    game = game_of(*[0] * 18, 10, 6)
    assert game.standing() == 4
    with pytest.raises(RollError):
        game.roll(5)


def test_no_roll_after_the_end():
    game = game_of(*[0] * 20)
    assert game.standing() == 0
    with pytest.raises(RollError, match="over"):
        game.roll(0)


def test_card():
    assert game_of(10, 6, 4, 0, 10, 0, 0, 5).card() == ["X", "6/", "-/", "--", "5"]
    assert game_of(*[0] * 18, 10, 10, 3).card()[-1] == "XX3"
