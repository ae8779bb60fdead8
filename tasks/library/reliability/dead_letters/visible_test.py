import pytest
from program import MailQueue, NotLeasedError


@pytest.fixture
def queue():
    return MailQueue(lease=30, delays=(10, 60))


def fail_at(queue, *times):
    for time in times:
        number, _, _ = queue.receive(time)
        queue.fail(number, time, f"error at {time}")


def test_messages_in_the_order_in_which_they_are_ready(queue):
    assert [queue.push("a", 0, delay=5), queue.push("b", 3), queue.push("c", 3)] == [1, 2, 3]
    assert [queue.receive(5) for _ in range(4)] == [(2, "b", 1), (3, "c", 1), (1, "a", 1), None]


def test_a_delayed_message_is_not_ready(queue):
    queue.push("a", 0, delay=5)
    assert queue.receive(4) is None
    assert queue.receive(5) == (1, "a", 1)


def test_done_messages_are_gone(queue):
    queue.push("a", 0)
    queue.receive(0)
    queue.ack(1, 29)
    assert queue.counts(29) == {"ready": 0, "delayed": 0, "leased": 0, "dead": 0}


def test_a_failure_pauses_the_message(queue):
    queue.push("a", 0)
    fail_at(queue, 2)
    assert queue.receive(11) is None
    assert queue.receive(12) == (1, "a", 2)
    queue.fail(1, 15, "again")
    assert queue.receive(74) is None
    assert queue.receive(75) == (1, "a", 3)


def test_one_failure_too_many(queue):
    queue.push("a", 0)
    fail_at(queue, 0, 10)
    assert queue.dead(70) == []
    fail_at(queue, 70)
    assert queue.dead(70) == [(1, "a", "error at 70")]
    assert queue.receive(500) is None


def test_a_lease_that_runs_out_is_a_failure(queue):
    queue.push("a", 0)
    queue.receive(0)
    assert queue.counts(29)["leased"] == 1
    with pytest.raises(NotLeasedError):
        queue.ack(1, 30)
    assert queue.receive(39) is None
    assert queue.receive(45) == (1, "a", 2)


def test_timeouts_kill_too():
    queue = MailQueue(lease=5, delays=())
    queue.push("a", 0)
    queue.receive(0)
    assert queue.dead(5) == [(1, "a", "timeout")]


def test_only_leased_messages_can_fail(queue):
    queue.push("a", 0)
    with pytest.raises(NotLeasedError, match="1"):
        queue.fail(1, 0, "no")
    with pytest.raises(NotLeasedError, match="2"):
        queue.ack(2, 0)


def test_counts(queue):
    for body in "abc":
        queue.push(body, 0)
    queue.push("d", 0, delay=9)
    fail_at(queue, 0)
    queue.receive(1)
    assert queue.counts(8) == {"ready": 1, "delayed": 2, "leased": 1, "dead": 0}
    assert queue.counts(9) == {"ready": 2, "delayed": 1, "leased": 1, "dead": 0}


def test_redrive_starts_anew():
    queue = MailQueue(delays=())
    for body in "abc":
        queue.push(body, 0)
    fail_at(queue, 0, 0)
    assert queue.redrive(50, 2) == 1
    assert [number for number, _, _ in queue.dead(50)] == [1]
    assert queue.redrive(60) == 1
    assert [queue.receive(60) for _ in range(3)] == [(3, "c", 1), (2, "b", 1), (1, "a", 1)]
    with pytest.raises(KeyError):
        queue.redrive(60, 1)


def test_no_lease_and_no_pause_to_speak_of():
    queue = MailQueue(lease=1, delays=(0,))
    queue.push("a", 0)
    fail_at(queue, 5)
    assert queue.receive(5) == (1, "a", 2)
    assert queue.counts(6)["dead"] == 1


def test_settings():
    with pytest.raises(ValueError, match="lease"):
        MailQueue(lease=0)
    with pytest.raises(ValueError, match="negative"):
        MailQueue(delays=(10, -1))
    with pytest.raises(ValueError, match="negative"):
        MailQueue().push("a", 0, delay=-1)
