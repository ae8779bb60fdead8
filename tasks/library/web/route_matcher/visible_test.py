import pytest
from program import Route, RouteError, Router


@pytest.fixture
def router():
    router = Router()
    router.add("/", "home")
    router.add("/users/<name>", "profile")
    router.add("/users/<int:id>", "user", ["GET", "DELETE"])
    router.add("/users/new", "form", ["GET", "POST"])
    router.add("/files/<path:file>", "download")
    return router


def test_fixed_path(router):
    assert router.resolve("/") == (200, "home", {})


def test_most_specific_route_wins_whatever_the_order(router):
    assert router.resolve("/users/new") == (200, "form", {})
    assert router.resolve("/users/7") == (200, "user", {"id": 7})
    assert router.resolve("/users/ann") == (200, "profile", {"name": "ann"})


def test_a_path_takes_all_that_is_left(router):
    assert router.resolve("/files/a/b/c.txt") == (200, "download", {"file": "a/b/c.txt"})


def test_a_path_needs_a_segment(router):
    assert router.resolve("/files") == (404, "", {})


def test_unknown_path_and_wrong_method(router):
    assert router.resolve("/nowhere") == (404, "", {})
    assert router.resolve("/", "POST") == (405, "", {})


def test_a_less_specific_route_may_have_the_method(router):
    router.add("/users/<name>", "rename", ["PUT"])
    assert router.resolve("/users/7", "PUT") == (200, "rename", {"name": "7"})


def test_allowed_methods(router):
    assert router.allowed("/users/7") == ["DELETE", "GET"]
    assert router.allowed("/nowhere") == []


def test_slashes_at_the_end_do_not_count(router):
    assert router.resolve("/users/7/") == (200, "user", {"id": 7})


def test_url_is_the_way_back(router):
    assert router.url("user", id=12) == "/users/12"
    with pytest.raises(RouteError, match="needs a value for id"):
        router.url("user")
    with pytest.raises(RouteError, match="no route leads to shop"):
        router.url("shop")


@pytest.mark.parametrize("pattern", ["/<float:x>", "/<int:id>/<id>", "/<path:rest>/edit", "/<int:>"])
def test_patterns_that_cannot_be_used(pattern):
    with pytest.raises(RouteError):
        Route(pattern, "handler")


def test_a_route_matches_by_itself():
    route = Route("/<year>/<int:day>", "diary")
    assert route.match("/2024/31") == {"year": "2024", "day": 31}
    assert route.match("/2024/last") is None
