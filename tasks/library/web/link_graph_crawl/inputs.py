"""Small robots files, paths that nearly match, and small sites."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep

ROBOTS = Expression("robots")
CHAIN = {"/": ["/1"], "/1": ["/2"], "/2": ["/3"], "/3": ["/4"], "/4": ["/5"], "/5": []}
WIDE = {"/": list("abcdefghijkl"), **{page: [] for page in "abcdefghijkl"}}
SITE = {"/": ["/a", "/b"], "/a": ["/a/b", "/"], "/b": ["/a/b", "/x"], "/a/b": ["/c"], "/c": []}


def _robots(text: str, *steps: Step) -> Case:
    return [keep("robots", call("Robots", text)), *steps]


def _rules(rules: str, *paths: str) -> Case:
    return _robots("User-agent: *\n" + rules, *(call("robots.allowed", "bot", path) for path in paths))


def _crawl(start: str, *bounds: int) -> Step:
    return call("crawl", SITE, start, ROBOTS, "bot", *bounds)


EDGES: list[Case] = [
    _robots("", call("robots.allowed", "bot", "/"), call("robots.delay", "bot")),
    _rules("Disallow: /", "/", "/a", "/robots.txt", "/robots.txt.bak"),
    _rules("Disallow:\nAllow:", "/"),
    _rules("Disallow: /a\nAllow: /b\nAllow: /a", "/a", "/b", "/c"),
    _rules("Allow: /a\nDisallow: /a", "/a"),
    _rules("Allow: /a\nDisallow: /ab\nDisallow: /b", "/a", "/ab", "/abc", "/b"),
    _rules("Disallow: /abc\nAllow: /a\nDisallow: /*", "/abc", "/ab", "/b"),
    _rules("Disallow: /a$", "/a", "/ab", "/a$"),
    _rules("Disallow: /*a$", "/a", "/ba", "/ab", "/aa"),
    _rules("Disallow: *a*b*a$", "/ab", "/aba", "/abba", "/ba"),
    _rules("Disallow: *ab*b\nDisallow: *bc*", "/ab", "/abb", "ab", "abb", "bc", "c"),
    _rules("Disallow: /*ab*ba*c", "/abac", "/abbac", "/abba", "/ab-ba-c"),
    _rules("Disallow: /a*", "/a", "/ab", "/b"),
    _rules("Disallow: /ab*ba$", "/aba", "/abba", "/abxba"),
    _rules(
        "Disallow /a\nDISALLOW : /b # /c\n # Disallow: /d\nNoindex: /e", "/a", "/b", "/b # /c", "/d", "/e"
    ),
    _robots(
        "User-agent:a\nUser-agent:ab\nDisallow: /1\nUser-agent\nUser-agent:a\n"
        "Disallow: /2\nUser-agent:*\nDisallow:/3",
        *(call("robots.allowed", agent, path) for agent in ("a", "AB", "b") for path in ("/1", "/2", "/3")),
    ),
    _robots(
        "User-agent:a\nCrawl-delay:2\nCrawl-delay:x\nUser-agent:b\n"
        "Sitemap: /s\nUser-agent: c\nCrawl-delay: 0",
        *(call("robots.delay", agent) for agent in ("a", "ab", "b", "c", "d")),
    ),
    _robots("Crawl-delay: 4\nDisallow: /\nUser-agent:\nDisallow: /", call("robots.allowed", "bot", "/")),
    _robots("", _crawl("/"), _crawl("/", 0), _crawl("/", 1), _crawl("/", 3, 0), _crawl("/", 3, 1)),
    _robots("", call("crawl", CHAIN, "/", ROBOTS, "bot"), call("crawl", WIDE, "/", ROBOTS, "bot")),
    _robots("User-agent: *\nDisallow: /5", call("refused", CHAIN, "/", ROBOTS, "bot")),
    _robots("", _crawl("/x"), _crawl("/", -1), _crawl("/", 1, -1), call("refused", {}, "/", ROBOTS, "bot")),
    _robots(
        "User-agent: *\nDisallow: /\nCrawl-delay: 1", _crawl("/"), call("refused", SITE, "/", ROBOTS, "bot")
    ),
    _robots("User-agent: *\nDisallow: /x\nDisallow: /a$\nCrawl-delay: 2", _crawl("/"), _crawl("/", 2, 3)),
    _robots("User-agent: bot\nDisallow: /x\nDisallow: /c", call("refused", SITE, "/", ROBOTS, "Bot")),
]

AGENTS = ["*", "bot", "news", "newsbot", "Bot"]
PATTERNS = [
    "/",
    "/a",
    "/a/",
    "/a$",
    "/*b",
    "/*b$",
    "/a*b",
    "*c",
    "/b*a*",
    "/ab",
    "",
    "/a/b",
    "/*a*b$",
    "/*ab*b",
    "/*a*a$",
]
PATHS = ["/", "/a", "/a/", "/a/b", "/ab", "/aab", "/b", "/ba", "/bab", "/c", "/a/c", "/abc", "/robots.txt"]


def draw(random: Random) -> Case:
    """Return a robots.txt and paths to check, or a site to crawl."""
    text = "\n".join(_lines(random))
    if random.random() < 0.55:
        agents = ["bot", "bot", "newsbot", "news/1.0", "NEWSBOT-x", "other"]
        steps = [
            call("robots.allowed", random.choice(agents), random.choice(PATHS))
            for _ in range(random.randint(3, 6))
        ]
        return _robots(text, *steps, call("robots.delay", random.choice(agents)))
    site = {page: random.sample(PATHS[:8], k=random.randint(0, 4)) for page in random.sample(PATHS[:8], k=5)}
    start = random.choice(sorted(site))
    agent = random.choice(["bot", "newsbot"])
    if random.random() < 0.35:
        return _robots(text, call("refused", site, start, ROBOTS, agent))
    bounds = random.choice([(), (), (0,), (1,), (1,), (2,), (2, 2), (3, 3), (9, 4), (-1,), (2, -1)])
    return _robots(text, call("crawl", site, start, ROBOTS, agent, *bounds))


def _lines(random: Random) -> list[str]:
    lines = [] if random.random() < 0.93 else ["Disallow: /a"]
    for _ in range(random.randint(1, 3)):
        for _ in range(random.choice([1, 1, 1, 2])):
            lines.append(f"User-agent: {random.choice(AGENTS)}")
        for _ in range(random.randint(0, 4)):
            lines.append(f"{random.choice(['Allow', 'Disallow', 'disallow'])}: {random.choice(PATTERNS)}")
        if random.random() < 0.3:
            lines.append(f"Crawl-delay: {random.choice(['1', '2', '10', '0', 'x', '-1'])}")
        if random.random() < 0.15:
            lines.append(random.choice(["# Disallow: /", "Disallow", "Sitemap: /a", "Disallow: /b # /"]))
    return lines
