import pytest
from program import AlreadyFinishedError, IdempotencyStore, InProgressError, MismatchError

PAY = {"to": "bob", "amount": "20"}
OTHER = {"to": "bob", "amount": "21"}


class FakeClock:
    def __init__(self):
        self.now = 1000

    def read(self):
        return self.now


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def store(clock):
    return IdempotencyStore(clock.read, ttl=100, lease=10)


def test_a_request_begins_once(store):
    assert store.begin("k", PAY) == ("started", None)
    with pytest.raises(InProgressError):
        store.begin("k", PAY)
    assert store.status("k") == "in progress"


def test_a_finished_request_is_answered(store):
    store.begin("k", PAY)
    store.finish("k", "paid")
    assert store.begin("k", {"amount": "20", "to": "bob"}) == ("finished", "paid")
    assert len(store) == 1


def test_another_payload_under_the_same_key(store):
    store.begin("k", PAY)
    with pytest.raises(MismatchError):
        store.begin("k", OTHER)
    store.finish("k", "paid")
    with pytest.raises(MismatchError):
        store.begin("k", OTHER)


def test_a_lease_runs_out(store, clock):
    store.begin("k", PAY)
    clock.now += 9
    assert store.status("k") == "in progress"
    clock.now += 1
    assert store.status("k") == "expired lease"
    assert store.begin("k", OTHER) == ("restarted", None)
    assert store.status("k") == "in progress"


def test_finishing_after_the_lease(store, clock):
    store.begin("k", PAY)
    clock.now += 50
    store.finish("k", "paid")
    assert store.begin("k", PAY) == ("finished", "paid")


def test_responses_are_forgotten(store, clock):
    store.begin("k", PAY)
    clock.now += 5
    store.finish("k", "paid")
    clock.now += 99
    assert store.status("k") == "finished"
    clock.now += 1
    assert store.status("k") == "none"
    assert len(store) == 0
    assert store.begin("k", OTHER) == ("started", None)


def test_what_cannot_be_finished(store):
    with pytest.raises(KeyError):
        store.finish("k", "paid")
    store.begin("k", PAY)
    store.finish("k", "paid")
    with pytest.raises(AlreadyFinishedError):
        store.finish("k", "paid twice")
    with pytest.raises(AlreadyFinishedError):
        store.abandon("k")


def test_run_calls_the_function_once(store):
    payments = []

    def pay(payload):
        payments.append(payload["amount"])
        return f"payment {len(payments)}"

    assert store.run("k", PAY, pay) == "payment 1"
    assert store.run("k", PAY, pay) == "payment 1"
    assert payments == ["20"]


def test_run_abandons_what_fails(store):
    with pytest.raises(KeyError):
        store.run("k", PAY, lambda payload: payload["from"])
    assert store.status("k") == "none"
    assert store.run("k", PAY, lambda payload: payload["to"]) == "bob"


def test_purge_drops_old_responses_only(store, clock):
    for key in ("old", "older", "open"):
        store.begin(key, PAY)
    store.finish("old", "paid")
    store.finish("older", "paid")
    clock.now += 100
    store.run("new", PAY, lambda payload: "paid")
    assert store.purge() == 2
    assert len(store) == 2


def test_bad_arguments(store, clock):
    with pytest.raises(ValueError, match="empty"):
        store.begin("", PAY)
    with pytest.raises(ValueError, match="at least 1"):
        IdempotencyStore(clock.read, ttl=0)
    with pytest.raises(ValueError, match="at least 1"):
        IdempotencyStore(clock.read, lease=0)
