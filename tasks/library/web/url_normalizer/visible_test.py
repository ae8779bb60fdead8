import pytest
from program import UrlError, join, normalize, remove_dots, same_site

BASE = "http://example.org/docs/guide/intro?page=2#top"


def test_scheme_and_host_are_lower_case_and_the_rest_is_not():
    assert normalize(" HTTP://Bob@Example.ORG./Path ") == "http://Bob@example.org/Path"


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("http://a.org:80/", "http://a.org/"),
        ("https://a.org:443/", "https://a.org/"),
        ("https://a.org:080/", "https://a.org:80/"),
        ("http://a.org:/", "http://a.org/"),
    ],
)
def test_default_ports_are_dropped(url, normal):
    assert normalize(url) == normal


def test_an_empty_path_is_the_root():
    assert normalize("http://a.org?b=1") == "http://a.org/?b=1"


def test_escapes():
    assert normalize("http://a.org/%7eb%2fc%4A d") == "http://a.org/~b%2FcJ%20d"
    assert normalize("http://a.org/100%?%zz=%") == "http://a.org/100%25?%25zz=%25"


def test_the_query_is_sorted_and_tracking_is_dropped():
    assert normalize("http://a.org/?b=2&a=1&&utm_source=x&gclid=1&b=1") == "http://a.org/?a=1&b=1&b=2"
    assert normalize("http://a.org/?fbclid=1#part") == "http://a.org/"


@pytest.mark.parametrize(
    ("path", "clean"),
    [
        ("/a/./b", "/a/b"),
        ("/a/b/..", "/a/"),
        ("/../a", "/a"),
        ("/a//../b", "/a/b"),
        ("", "/"),
        ("/a/.", "/a/"),
    ],
)
def test_dot_segments(path, clean):
    assert remove_dots(path) == clean


@pytest.mark.parametrize("url", ["example.org", "http://", "http://me@:80/", "http://a.org:x/", "//a.org/"])
def test_what_is_no_absolute_url(url):
    with pytest.raises(UrlError):
        normalize(url)


def test_the_highest_port():
    assert normalize("http://a.org:65535") == "http://a.org:65535/"
    with pytest.raises(UrlError):
        normalize("http://a.org:65536")


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("other", "http://example.org/docs/guide/other"),
        ("../x/", "http://example.org/docs/x/"),
        ("/top", "http://example.org/top"),
        ("?page=3", "http://example.org/docs/guide/intro?page=3"),
        ("#end", "http://example.org/docs/guide/intro?page=2"),
        ("//Cdn.org/x", "http://cdn.org/x"),
        ("https://a.org", "https://a.org/"),
    ],
)
def test_join(reference, target):
    assert join(BASE, reference) == target


def test_same_site():
    assert same_site("http://a.org/x", "http://me@A.org:80/y") is True
    assert same_site("http://a.org/", "https://a.org/") is False
    assert same_site("http://a.org:8080/", "http://a.org/") is False
