"""URLs put together of parts that need something done to them."""

from random import Random

from tracefix_rl.tasks.case import Case, call

BASE = "http://a.org/p/q?x=1"

EDGES: list[Case] = [
    [call("normalize", "")],
    [call("normalize", "http://a.org")],
    [call("normalize", "http://#x")],
    [call("normalize", "1http://a.org/")],
    [call("normalize", "svn+ssh://a.org:080/x#a?b")],
    [call("normalize", "http://a@b@C.org:0443?#")],
    [call("normalize", "http://a.org:65535/"), call("normalize", "http://a.org:65536/")],
    [call("normalize", "http://a.org:-1/"), call("normalize", "http://a.org:0/")],
    [call("normalize", "http://./")],
    [call("normalize", "http://a.org../%2e%2E/b")],
    [call("normalize", "http://a.org/%2/%g1%41%3a")],
    [call("normalize", "http://a.org/?&b&a=&a&=&utm_=1&utm=2&Gclid=3")],
    [call("normalize", "http://a.org/?%75tm_x=1&b=2?")],
    [call("remove_dots", "a/b"), call("remove_dots", "/"), call("remove_dots", "//")],
    [call("remove_dots", "/a/b/../../../c"), call("remove_dots", "/..."), call("remove_dots", "..")],
    [call("join", BASE, ""), call("join", BASE, "#"), call("join", BASE, "  ?")],
    [call("join", BASE, "r"), call("join", BASE, "."), call("join", BASE, "..")],
    [call("join", BASE, "//"), call("join", "a.org", "/x")],
    [call("join", "http://a.org", "x"), call("join", "http://a.org/p/", "x")],
    [call("join", BASE, "mailto:x"), call("join", BASE, "HTTPS://B.org:443")],
    [call("same_site", BASE, "HTTP://A.org:80"), call("same_site", BASE, "x")],
    [
        call("same_site", "http://a.org:443", "https://a.org"),
        call("same_site", "http://u@a.org", "http://a.org"),
    ],
]

SCHEMES = ["http", "https", "HTTP", "ftp"]
HOSTS = ["a.org", "A.Org", "b.org.", "me@a.org", "me:pw@A.org", "localhost"]
PORTS = ["", "", ":", ":80", ":443", ":0080", ":8080", ":21"]
WRONG = [
    "a.org",
    "http:/a.org",
    "http://",
    "http://a.org:x",
    "http://a.org:65536",
    "http://u@/x",
    "://a.org/",
]
SEGMENTS = ["a", "b", ".", "..", "", "%7Ea", "%2f", "c d", "50%", "%2E", "A"]
PARTS = ["a=1", "b=2", "a=0", "", "utm_source=z", "gclid=1", "fbclid", "b", "%7a=%3d", "utm=1", "c= %", "B=3"]


def draw(random: Random) -> Case:
    """Return a URL to normalize, a path, a link to follow or two URLs to compare."""
    kind = random.random()
    if kind < 0.45:
        return [call("normalize", _url(random))]
    if kind < 0.6:
        return [call("remove_dots", _path(random))]
    if kind < 0.85:
        return [call("join", _url(random), _reference(random))]
    return [call("same_site", _site(random), _site(random) + _path(random))]


def _site(random: Random) -> str:
    return f"{random.choice(SCHEMES[:3])}://{random.choice(HOSTS[:4])}{random.choice(PORTS)}"


def _url(random: Random) -> str:
    if random.random() < 0.1:
        return random.choice(WRONG) + random.choice(["", " "]) + _path(random)
    url = f"{random.choice(SCHEMES)}://{random.choice(HOSTS)}{random.choice(PORTS)}"
    if random.random() < 0.9:
        url += _path(random)
    if random.random() < 0.5:
        url += "?" + _query(random)
    return url + random.choice(["", "", "", "#top", "#"])


def _path(random: Random) -> str:
    return "".join("/" + random.choice(SEGMENTS) for _ in range(random.randint(0, 5)))


def _query(random: Random) -> str:
    return "&".join(random.choices(PARTS, k=random.randint(0, 4)))


def _reference(random: Random) -> str:
    return random.choice(
        [
            _path(random),
            _path(random)[1:],
            "//" + random.choice(HOSTS) + _path(random),
            "?" + _query(random),
            "#end",
            "",
            _url(random),
            " x?" + _query(random),
            "../" + _path(random)[1:] + "#x",
        ]
    )
