import colorsys

import pytest


def test_red_has_no_hue():
    assert colorsys.rgb_to_hsv(1.0, 0.0, 0.0) == (0.0, 1.0, 1.0)


def test_there_and_back():
    color = (0.2, 0.4, 0.6)
    assert colorsys.hls_to_rgb(*colorsys.rgb_to_hls(*color)) == pytest.approx(color)
