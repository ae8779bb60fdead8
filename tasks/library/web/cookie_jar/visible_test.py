import pytest
from program import CookieJar

SHOP = "https://shop.example.org"


@pytest.fixture
def jar():
    return CookieJar()


def test_a_cookie_goes_back_to_its_host_alone(jar):
    assert jar.store(SHOP, " id = 7 ", 0) is True
    assert jar.header("http://SHOP.example.org/", 100) == "id=7"
    assert jar.header("https://example.org/", 0) == ""
    assert jar.header("https://a.shop.example.org/", 0) == ""


def test_a_domain_covers_what_is_below_it(jar):
    jar.store(SHOP, "id=7; Domain=.Example.org", 0)
    assert jar.header("https://example.org", 0) == "id=7"
    assert jar.header("https://mail.example.org", 0) == "id=7"
    assert jar.header("https://badexample.org", 0) == ""


def test_a_domain_of_others_is_refused(jar):
    assert jar.store(SHOP, "id=7; Domain=mail.example.org", 0) is False
    assert jar.store(SHOP, "id=7; Domain=org", 0) is False
    assert jar.store("http://localhost/", "id=7; Domain=localhost", 0) is True
    assert len(jar) == 1


@pytest.mark.parametrize("path", ["/cart", "/cart/", "/cart/pay"])
def test_path_matches(jar, path):
    jar.store(SHOP, "id=7; path=/cart", 0)
    assert jar.header(SHOP + path, 0) == "id=7"
    assert jar.header(SHOP + "/carton", 0) == ""


def test_the_path_is_by_default_that_of_the_page(jar):
    jar.store(SHOP + "/cart/pay", "id=7; Path=cart", 0)
    assert jar.header(SHOP + "/cart/list", 0) == "id=7"
    assert jar.header(SHOP + "/", 0) == ""


def test_longer_paths_go_first_then_earlier_ones(jar):
    jar.store(SHOP, "a=1", 0)
    jar.store(SHOP, "b=2", 0)
    jar.store(SHOP, "c=3; Path=/cart", 0)
    jar.store(SHOP, "a=9", 1)
    assert jar.header(SHOP + "/cart", 1) == "c=3; a=9; b=2"


def test_max_age(jar):
    jar.store(SHOP, "id=7; Max-Age=60", 100)
    assert jar.header(SHOP, 159) == "id=7"
    assert jar.header(SHOP, 160) == ""
    assert jar.purge(159) == 0
    assert jar.purge(160) == 1


def test_max_age_of_zero_removes(jar):
    assert jar.store(SHOP, "id=7; Max-Age=0", 0) is False
    jar.store(SHOP, "id=7", 0)
    assert jar.store(SHOP, "id=; Max-Age=0", 0) is True
    assert len(jar) == 0


def test_secure_cookies_need_https(jar):
    assert jar.store("http://example.org", "id=7; secure", 0) is False
    jar.store("https://example.org", "id=7; Secure", 0)
    assert jar.header("http://example.org", 0) == ""
    assert jar.header("https://example.org", 0) == "id=7"


def test_the_session_ends(jar):
    jar.store(SHOP, "a=1", 0)
    jar.store(SHOP, "b=2; Max-Age=60", 0)
    jar.store(SHOP, "c=3; Max-Age=soon", 0)
    assert jar.end_session() == 2
    assert jar.header(SHOP, 0) == "b=2"


def test_what_is_no_cookie_is_ignored(jar):
    assert jar.store(SHOP, "=7", 0) is False
    assert jar.store(SHOP, "id; Path=/", 0) is False


def test_what_is_no_address(jar):
    with pytest.raises(ValueError, match="not a web address"):
        jar.header("ftp://example.org/", 0)
