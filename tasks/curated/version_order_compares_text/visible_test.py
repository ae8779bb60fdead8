from program import compare, in_order, latest


def test_newer_and_older():
    assert compare("1.3.0", "1.2.9") == 1
    assert compare("1.2.9", "1.3.0") == -1


def test_ten_comes_after_nine():
    assert compare("1.10", "1.9") == 1


def test_same_version():
    assert compare("v2.1", "2.1") == 0
    assert compare("2.1", "2.2") == -1


def test_zeros_at_the_end_mean_nothing():
    assert compare("3.0.0", "3") == 0


def test_pre_release_comes_before_its_release():
    assert compare("1.0-rc", "1.0") == -1
    assert compare("1.0", "1.0-rc") == 1


def test_labels_are_in_alphabetical_order():
    assert compare("1.0-alpha", "1.0-beta") == -1


def test_in_order():
    assert in_order(["0.9", "0.10", "0.2"]) == ["0.2", "0.9", "0.10"]


def test_latest_skips_pre_releases():
    assert latest(["1.1", "1.3-beta", "1.2"]) == "1.2"
