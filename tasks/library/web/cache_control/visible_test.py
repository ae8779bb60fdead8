import pytest
from program import StoredResponse, parse_directives


def response(control="", status=200, received_at=1000, **headers):
    if control:
        headers["Cache-Control"] = control
    return StoredResponse(
        status, {name.replace("_", "-"): value for name, value in headers.items()}, received_at
    )


def test_directives():
    assert parse_directives(' Max-Age = 60, no-cache,, private="a", max-age=5, =7') == {
        "max-age": "60",
        "no-cache": None,
        "private": "a",
    }


def test_age():
    assert response(Age="20").age(1030) == 50
    assert response().age(1030) == 30
    assert response(AGE="20").age(990) == 20


def test_fresh_until_the_lifetime_is_over():
    cached = response("max-age=60")
    assert cached.decide(1059) == "fresh"
    assert cached.decide(1060) == "revalidate"


def test_lifetime_in_a_shared_cache():
    cached = response("max-age=60, s-maxage=10")
    assert cached.lifetime() == 60
    assert cached.lifetime(shared=True) == 10
    assert response("max-age=soon").lifetime() == 0


def test_lifetime_by_expires():
    assert response(Expires="1300", Date="990").lifetime() == 310
    assert response(Expires="1300").lifetime() == 300
    assert response(Expires="900").lifetime() == 0
    assert response(Expires="never", Last_Modified="10").lifetime() == 0


def test_lifetime_by_guess():
    assert response(Last_Modified="905").lifetime() == 9
    assert response(Last_Modified="905", status=500).lifetime() == 0
    assert response(Last_Modified="5", received_at=2_000_000).lifetime() == 86400


@pytest.mark.parametrize(
    ("control", "status", "private", "shared"),
    [
        ("", 200, True, True),
        ("", 500, False, False),
        ("no-store, max-age=5", 200, False, False),
        ("private", 200, True, False),
        ("public", 500, True, True),
        ("s-maxage=5", 500, False, True),
        ("max-age=5", 500, True, True),
    ],
)
def test_what_may_be_stored(control, status, private, shared):
    cached = response(control, status)
    assert cached.storable() is private
    assert cached.storable(shared=True) is shared


@pytest.mark.parametrize(
    ("request_control", "decision"),
    [
        ("no-cache", "revalidate"),
        ("max-age=20", "fresh"),
        ("max-age=19", "revalidate"),
        ("min-fresh=40", "fresh"),
        ("min-fresh=41", "revalidate"),
    ],
)
def test_wishes_of_the_request(request_control, decision):
    assert response("max-age=60").decide(1020, request_control) == decision


@pytest.mark.parametrize(
    ("request_control", "decision"),
    [("max-stale=10", "stale"), ("max-stale=9", "revalidate"), ("max-stale", "stale")],
)
def test_stale_responses_on_request(request_control, decision):
    assert response("max-age=60").decide(1070, request_control) == decision
    assert response("max-age=60, must-revalidate").decide(1070, request_control) == "revalidate"


def test_refresh_in_the_background():
    cached = response("max-age=60, stale-while-revalidate=30")
    assert cached.decide(1090) == "refresh"
    assert cached.decide(1091) == "revalidate"
    assert cached.decide(1090, "min-fresh=1") == "revalidate"


def test_no_cache_is_always_checked():
    assert response("no-cache, max-age=60").decide(1000) == "revalidate"


def test_shared_caches_are_stricter():
    cached = response("max-age=60, proxy-revalidate")
    assert cached.decide(1060, "max-stale") == "stale"
    assert cached.decide(1060, "max-stale", shared=True) == "revalidate"
