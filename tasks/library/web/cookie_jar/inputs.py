"""Cookies of a few names from a few hosts, and requests at about the times when they expire."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

NEW = keep("jar", call("CookieJar"))
A = "http://a.org"


def _jar(*steps: Step) -> Case:
    return [NEW, *steps, read("len(jar)")]


def _set(url: str, header: str, now: int = 0) -> Step:
    return call("jar.store", url, header, now)


def _get(url: str, now: int = 0) -> Step:
    return call("jar.header", url, now)


EDGES: list[Case] = [
    _jar(_get(A), call("jar.purge", 0), call("jar.end_session")),
    _jar(_set("ftp://a.org/", "x=1"), _get("a.org/"), _get("http:///x")),
    _jar(_set(A, ""), _set(A, "x"), _set(A, "=1"), _set(A, " = ; Path=/")),
    _jar(_set(A, "x="), _set(A, "y=a=b"), _set(A, " z =  1 2 "), _get("HTTP://A.ORG/any")),
    _jar(_set(A, "x=1; Max-Age=1", 5), _get(A, 5), _get(A, 6), call("jar.purge", 5), call("jar.purge", 6)),
    _jar(_set(A, "x=1; Max-Age=-1"), _set(A, "x=1"), _set(A, "x=1; max-age = 0"), _get(A)),
    _jar(_set(A, "x=1; Max-Age=+5"), _set(A, "y=1; Max-Age"), _set(A, "z=1; Max-Age=1.5"), _get(A, 999)),
    _jar(_set("http://b.a.org/", "x=1; Domain=."), _get("http://b.a.org/"), _get("http://c.b.a.org/")),
    _jar(_set("http://b.a.org/", "x=1; Domain=..a.org"), _set("http://b.a.org/", "x=1; Domain=c.b.a.org")),
    _jar(_set("http://b.a.org/", "x=1; Domain=a.org; Domain=b.a.org"), _get(A), _get("http://b.a.org")),
    _jar(
        _set(A, "x=1; Domain=a.org"), _get("http://b.a.org"), _set(A, "x=2"), _get("http://b.a.org"), _get(A)
    ),
    _jar(_set("http://org/", "x=1; Domain=org"), _get("http://a.org/"), _get("http://org")),
    _jar(_set(A + "/p/q", "x=1"), _get(A + "/p"), _get(A + "/p/"), _get(A + "/pq"), _get(A)),
    _jar(_set(A + "/p/", "x=1; Path="), _get(A + "/p"), _get(A + "/p/z"), _get(A + "/")),
    _jar(_set(A, "x=1; Path=/p/"), _get(A + "/p"), _get(A + "/p/"), _get(A + "/p/q")),
    _jar(_set(A, "x=1; Path=/"), _set(A, "x=2; Path=/p"), _get(A + "/p"), call("jar.end_session")),
    _jar(_set("https://a.org", "x=1; SECURE=no"), _get(A), _get("https://a.org")),
    _jar(_set(A, "x=1; Secure"), _set(A, "y=1; HttpOnly; SameSite=Lax"), _get(A)),
    _jar(
        _set(A, "x=1; Max-Age=5"),
        _set(A, "y=1"),
        _set(A, "x=2; Max-Age=9", 4),
        _get(A, 5),
        _set(A, "x=; Max-Age=0", 5),
        _set(A, "x=3", 6),
        _get(A, 6),
    ),
]

HOSTS = ["a.org", "b.a.org", "c.b.a.org", "xa.org", "A.org"]
PATHS = ["", "/", "/p", "/p/", "/p/q", "/pq", "/p/q/r"]
DOMAINS = ["a.org", ".a.org", "b.a.org", "org", "B.A.org", "."]


def draw(random: Random) -> Case:
    """Return a jar, some cookies that are set, and some requests."""
    now = 0
    steps: list[Step] = []
    for _ in range(random.randint(6, 11)):
        now += random.choice([0, 0, 1, 4, 5])
        kind = random.random()
        if kind < 0.55:
            steps.append(_set(_url(random, 0.5), _cookie(random), now))
        elif kind < 0.92:
            steps.append(_get(_url(random, 0.3), now))
        elif kind < 0.97:
            steps.append(call("jar.purge", now))
        else:
            steps.append(call("jar.end_session"))
    steps += [_get("https://b.a.org/p/q", now), _get("http://a.org/p/", now), call("jar.purge", now)]
    return _jar(*steps)


def _url(random: Random, secure: float) -> str:
    if random.random() < 0.02:
        return random.choice(["ftp://a.org/", "a.org", "http://"])
    scheme = "https" if random.random() < secure else "http"
    return f"{scheme}://{random.choices(HOSTS, weights=[4, 4, 1, 1, 1])[0]}{random.choice(PATHS)}"


def _cookie(random: Random) -> str:
    header = f"{random.choice('xy')}={random.randint(1, 99)}"
    if random.random() < 0.05:
        header = random.choice(["x", "=5", "", " y = 1=2 "])
    if random.random() < 0.4:
        header += "; Domain=" + random.choice(DOMAINS)
    if random.random() < 0.4:
        header += "; Path=" + random.choice(["/", "/p", "/p/", "p", "/p/q"])
    if random.random() < 0.4:
        header += "; Max-Age=" + random.choice(["1", "4", "5", "10", "0", "-1", "x"])
    if random.random() < 0.2:
        header += "; Secure"
    return header
