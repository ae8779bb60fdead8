import pytest
from program import Robots, crawl, refused

ROBOTS = """
Disallow: /ignored
User-agent: *
Disallow: /private   # not for the public
Allow: /private/press

User-Agent: NewsBot
User-agent: OtherBot
disallow: /*.pdf$
Disallow: /search
Crawl-delay: 5
Sitemap: /sitemap.xml
"""

LINKS = {
    "/": ["/a", "/b", "/private"],
    "/a": ["/c", "/", "/missing"],
    "/b": ["/c", "/a"],
    "/c": ["/d"],
    "/d": [],
    "/private": ["/secret"],
    "/secret": [],
}


@pytest.fixture
def robots():
    return Robots(ROBOTS)


def test_the_longest_pattern_decides(robots):
    assert robots.allowed("bot", "/private/x") is False
    assert robots.allowed("bot", "/private/press/1") is True
    assert robots.allowed("bot", "/ignored") is True


def test_allow_wins_among_equals():
    assert Robots("User-agent: *\nAllow: /a*\nDisallow: /ab").allowed("bot", "/ab") is True
    assert Robots("User-agent: *\nDisallow: /ab\nAllow: /a*").allowed("bot", "/ab") is True
    assert Robots("User-agent: *\nDisallow: /abc\nAllow: /a*").allowed("bot", "/abc") is False


def test_an_agent_follows_its_own_group(robots):
    assert robots.allowed("newsbot-image/2.1", "/private") is True
    assert robots.allowed("newsbot-image/2.1", "/search?q=1") is False
    assert robots.allowed("otherbot", "/search") is False


def test_wildcards(robots):
    assert robots.allowed("newsbot", "/files/a.pdf") is False
    assert robots.allowed("newsbot", "/files/a.pdf?x") is True
    rules = Robots("User-agent: *\nDisallow: /a*b*c\nDisallow: /end$\nDisallow: /x*yx$")
    assert rules.allowed("bot", "/a-b-cd") is False
    assert rules.allowed("bot", "/a-c-b") is True
    assert rules.allowed("bot", "/end/") is True
    assert rules.allowed("bot", "/xyx") is False
    assert rules.allowed("bot", "/yx") is True


def test_delay(robots):
    assert robots.delay("OTHERBOT") == 5
    assert robots.delay("bot") == 0
    assert Robots("User-agent: *\nCrawl-delay: 3\nCrawl-delay: soon").delay("bot") == 3
    assert Robots("").delay("bot") == 0


def test_nothing_disallowed():
    robots = Robots("User-agent: a\nDisallow:\nUser-agent: b\nDisallow: /")
    assert robots.allowed("a", "/x") is True
    assert robots.allowed("b", "/x") is False
    assert robots.allowed("b", "/robots.txt") is True


def test_crawl_is_breadth_first(robots):
    assert crawl(LINKS, "/", robots, "bot") == [
        ("/", 0, 0),
        ("/a", 1, 1),
        ("/b", 1, 2),
        ("/c", 2, 3),
        ("/d", 3, 4),
    ]


def test_crawl_goes_no_deeper_and_visits_no_more(robots):
    assert [page for page, _, _ in crawl(LINKS, "/", robots, "bot", depth=1)] == ["/", "/a", "/b"]
    assert [page for page, _, _ in crawl(LINKS, "/", robots, "bot", limit=2)] == ["/", "/a"]
    assert crawl(LINKS, "/", robots, "bot", depth=0) == [("/", 0, 0)]
    assert crawl(LINKS, "/", robots, "bot", limit=0) == []


def test_crawl_waits(robots):
    assert crawl({"/": ["/a"], "/a": []}, "/", robots, "newsbot") == [("/", 0, 0), ("/a", 1, 5)]


def test_negative_bounds(robots):
    with pytest.raises(ValueError, match="negative"):
        crawl(LINKS, "/", robots, "bot", depth=-1)


def test_refused_pages(robots):
    assert refused(LINKS, "/", robots, "bot") == ["/private"]
    assert refused({"/": ["/search", "/x.pdf", "/y"]}, "/", robots, "newsbot") == ["/search", "/x.pdf"]
