import pytest
from program import PlanError, Workshop


@pytest.fixture
def kitchen():
    shop = Workshop()
    shop.add_worker("zoe")
    shop.add_worker("ann", ["bake", "ice"])
    shop.add_job("eat", 10, ["bake cake", "lay table"])
    shop.add_job("bake cake", 40, ["mix"], "bake")
    shop.add_job("mix", 15)
    shop.add_job("lay table", 5)
    return shop


def test_plan(kitchen):
    assert kitchen.plan() == [
        ("mix", "zoe", 0, 15),
        ("lay table", "ann", 0, 5),
        ("bake cake", "ann", 15, 55),
        ("eat", "zoe", 55, 65),
    ]


def test_makespan_and_idle_minutes(kitchen):
    assert kitchen.makespan() == 65
    assert kitchen.idle() == [("ann", 20), ("zoe", 40)]


def test_tails(kitchen):
    assert [kitchen.tail(job) for job in ("eat", "bake cake", "mix", "lay table")] == [10, 50, 65, 15]


def test_critical_path(kitchen):
    assert kitchen.critical_path() == ["mix", "bake cake", "eat"]


def test_names_decide_between_equals():
    shop = Workshop()
    for name in ("bob", "ann"):
        shop.add_worker(name)
    for name in ("y", "x", "z"):
        shop.add_job(name, 5)
    assert shop.plan() == [("x", "ann", 0, 5), ("y", "bob", 0, 5), ("z", "ann", 5, 10)]
    assert shop.critical_path() == ["x"]


def test_less_urgent_jobs_do_not_wait_for_others():
    shop = Workshop()
    shop.add_worker("ann", ["weld"])
    shop.add_worker("bob")
    shop.add_job("frame", 30, skill="weld")
    shop.add_job("door", 20, skill="weld")
    shop.add_job("sweep", 5)
    assert shop.plan() == [("frame", "ann", 0, 30), ("sweep", "bob", 0, 5), ("door", "ann", 30, 50)]


def test_an_empty_workshop():
    assert Workshop().plan() == []
    assert Workshop().makespan() == 0
    assert Workshop().critical_path() == []


def test_nobody_can_do_it(kitchen):
    kitchen.add_job("sing", 3, skill="music")
    assert kitchen.tail("sing") == 3
    with pytest.raises(PlanError, match="nobody can do sing"):
        kitchen.plan()


def test_needs_in_a_circle(kitchen):
    kitchen.add_job("hen", 1, ["egg"])
    with pytest.raises(PlanError, match="hen needs egg"):
        kitchen.critical_path()
    kitchen.add_job("egg", 1, ["hen"])
    with pytest.raises(PlanError, match="circle"):
        kitchen.tail("mix")


def test_names_come_once(kitchen):
    with pytest.raises(PlanError, match="two jobs mix"):
        kitchen.add_job("mix", 3)
    with pytest.raises(PlanError, match="two workers ann"):
        kitchen.add_worker("ann")


def test_what_cannot_be_asked(kitchen):
    with pytest.raises(PlanError, match="0 minutes"):
        kitchen.add_job("nap", 0)
    with pytest.raises(PlanError, match="no job nap"):
        kitchen.tail("nap")
