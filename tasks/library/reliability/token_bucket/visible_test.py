import pytest
from program import Buckets, TokenBucket


@pytest.fixture
def bucket():
    return TokenBucket(capacity=4, interval=100)


def test_a_burst_up_to_the_capacity(bucket):
    assert [bucket.take(0) for _ in range(5)] == [True, True, True, True, False]


def test_tokens_come_back_one_by_one(bucket):
    bucket.take(0, 4)
    assert [bucket.available(now) for now in (99, 100, 199, 250, 399, 400, 900)] == [0, 1, 1, 2, 3, 4, 4]


def test_too_few_tokens_are_left_alone(bucket):
    bucket.take(0, 2)
    assert bucket.take(0, 3) is False
    assert bucket.available(0) == 2


def test_wait_for_what_is_missing(bucket):
    bucket.take(0, 3)
    assert bucket.wait(0) == 0
    assert bucket.wait(30, 3) == 170
    assert bucket.wait(300, 4) == 0


def test_reserve_goes_into_debt(bucket):
    bucket.take(0, 3)
    assert bucket.reserve(0, 3, patience=199) is None
    assert bucket.reserve(0, 3, patience=200) == 200
    assert bucket.available(150) == 0
    assert bucket.wait(150) == 150


def test_a_clock_that_goes_back_brings_nothing(bucket):
    bucket.take(500, 4)
    assert bucket.wait(300) == 100
    assert bucket.available(550) == 0
    assert bucket.available(600) == 1


def test_tokens_given_back(bucket):
    bucket.take(0, 3)
    bucket.give_back(50, 1)
    assert bucket.available(50) == 2
    bucket.give_back(50, 9)
    assert bucket.available(50) == 4
    assert bucket.wait(50, 4) == 0


@pytest.mark.parametrize("count", [0, 5])
def test_counts_out_of_range(bucket, count):
    with pytest.raises(ValueError, match=str(count)):
        bucket.take(0, count)
    assert bucket.available(0) == 4


def test_useless_settings():
    with pytest.raises(ValueError, match="at least 1"):
        TokenBucket(0, 100)
    with pytest.raises(ValueError, match="at least 1"):
        Buckets(1, 0)


def test_keys_have_buckets_of_their_own():
    buckets = Buckets(1, 100)
    assert buckets.take("ann", 1000) is True
    assert buckets.take("ann", 1050) is False
    assert buckets.take("bob", 1050) is True
    assert buckets.wait("ann", 1060) == 40
    assert buckets.wait("cid", 1060) == 0
    assert len(buckets) == 2


def test_sweep_forgets_full_buckets():
    buckets = Buckets(2, 100)
    buckets.take("cid", 0, 2)
    buckets.take("bob", 0)
    buckets.take("ann", 0)
    assert buckets.sweep(99) == []
    assert buckets.sweep(199) == ["ann", "bob"]
    assert len(buckets) == 1
