import pytest
from program import ApprovalChain, ApprovalError, Level


@pytest.fixture
def chain():
    levels = [
        Level("team", ["ann", "bob"]),
        Level("finance", ["cat", "dan", "eve"], needed=2, threshold=100),
        Level("board", ["fay"], threshold=1000),
    ]
    return ApprovalChain(levels, {"bob": "gus", "gus": "hal", "eve": "dan"})


def test_small_amounts_need_one_level(chain):
    assert chain.submit("zoe", 99) == 1
    assert chain.status(1) == "team"
    assert chain.approve(1, "ann") == "approved"


def test_thresholds_are_inclusive(chain):
    chain.submit("zoe", 100)
    assert chain.approve(1, "ann") == "finance"
    assert chain.approve(1, "cat") == "finance"
    assert chain.approve(1, "dan") == "approved"
    assert chain.log(1) == [("ann", "team"), ("cat", "finance"), ("dan", "finance")]


def test_deputies(chain):
    assert [chain.deputy(name) for name in ("ann", "bob", "gus")] == ["ann", "hal", "hal"]
    chain.submit("zoe", 5)
    assert chain.can_decide(1) == ["ann", "hal"]
    with pytest.raises(ApprovalError, match="bob cannot decide"):
        chain.approve(1, "bob")


def test_authors_do_not_decide(chain):
    chain.submit("ann", 5)
    assert chain.can_decide(1) == ["hal"]


def test_fewer_people_than_approvals_needed(chain):
    chain.submit("cat", 500)
    chain.approve(1, "ann")
    assert chain.can_decide(1) == ["dan"]
    assert chain.approve(1, "dan") == "approved"


def test_nobody_approves_a_level_twice(chain):
    chain.submit("zoe", 500)
    chain.approve(1, "hal")
    chain.approve(1, "cat")
    with pytest.raises(ApprovalError, match="cat cannot decide on request 1"):
        chain.approve(1, "cat")


def test_reject(chain):
    chain.submit("zoe", 1000)
    chain.approve(1, "ann")
    chain.reject(1, "dan")
    assert chain.status(1) == "rejected"
    assert chain.log(1) == [("ann", "team"), ("dan", "rejected")]
    assert chain.can_decide(1) == []
    with pytest.raises(ApprovalError, match="request 1 is rejected"):
        chain.approve(1, "cat")


def test_inbox(chain):
    for amount in (10, 300, 10, 20):
        chain.submit("zoe", amount)
    chain.approve(4, "ann")
    assert chain.inbox("ann") == [2, 1, 3]
    assert chain.inbox("fay") == []


def test_no_level_reached():
    chain = ApprovalChain([Level("board", ["fay"], threshold=50)])
    chain.submit("zoe", 49)
    assert chain.status(1) == "approved"
    assert chain.can_decide(1) == []


def test_circle_of_deputies():
    with pytest.raises(ValueError, match="a -> b -> a is a circle"):
        ApprovalChain([Level("team", ["a"])], {"a": "b", "b": "a"})


@pytest.mark.parametrize("needed", [0, 3])
def test_useless_levels(needed):
    with pytest.raises(ValueError, match="cannot have"):
        Level("team", ["a", "b", "a"], needed)


def test_useless_arguments(chain):
    with pytest.raises(ValueError, match="at least 1"):
        chain.submit("zoe", 0)
    with pytest.raises(ValueError, match="at least one level"):
        ApprovalChain([])
    with pytest.raises(KeyError):
        chain.status(1)
