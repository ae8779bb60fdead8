"""Small sets of routes and the paths that are asked of them."""

from random import Random

from tracefix_rl.tasks.case import Case, call, keep

EDGES: list[Case] = [
    [keep("router", call("Router")), call("router.resolve", "/"), call("router.allowed", "/")],
    [keep("route", call("Route", "", "home")), call("route.match", "/"), call("route.match", "/a")],
    [keep("route", call("Route", "/<path:all>", "any")), call("route.match", "/"), call("route.rank")],
    [keep("route", call("Route", "a//b/", "x")), call("route.match", "/a/b"), call("route.build", {})],
    [keep("route", call("Route", "/<int:n>", "x")), call("route.match", "/007"), call("route.match", "/-1")],
    [keep("route", call("Route", "/<int:n>", "x")), call("route.match", "/²"), call("route.match", "/1_0")],
    [keep("route", call("Route", "/<str:a>/<b>", "x")), call("route.rank"), call("route.match", "/1/2")],
    [keep("route", call("Route", "/a/<path:rest>", "x")), call("route.build", {"rest": "b/c"})],
    [call("Route", "/<a-b>", "x")],
    [call("Route", "/<open", "x")],
    [call("Route", "/<x>/<x>", "x")],
    [call("Route", "/<path:a>/<path:b>", "x")],
    [
        keep("router", call("Router")),
        keep("first", call("router.add", "/<a>/x", "first")),
        keep("second", call("router.add", "/<b>/x", "second")),
        call("router.resolve", "/1/x"),
        call("router.url", "second", b=5),
        call("router.url", "third"),
        call("router.url", "first"),
    ],
]

PATTERNS = [
    "/",
    "/users",
    "/users/<name>",
    "/users/<int:id>",
    "/users/me",
    "/<section>",
    "/<section>/<int:page>",
    "/<path:rest>",
    "/users/<path:rest>",
]
PATHS = [
    "/",
    "/users",
    "/users/",
    "/users/me",
    "/users/42",
    "/users/ann",
    "/news/3",
    "/news",
    "/users/42/x/y",
]
METHODS = ["GET", "POST", "DELETE"]


def draw(random: Random) -> Case:
    """Return a router with some of the patterns, and questions to it."""
    case: Case = [keep("router", call("Router"))]
    for number, pattern in enumerate(random.sample(PATTERNS, k=random.randint(2, 5))):
        methods = random.choice([None, ["POST"], ["GET", "DELETE"]])
        case.append(keep(f"route{number}", call("router.add", pattern, f"handler{number}", methods)))
    for path in random.sample(PATHS, k=3):
        case.append(call("router.resolve", path, random.choice(METHODS)))
    case.append(call("router.allowed", random.choice(PATHS)))
    case.append(call("router.url", "handler1", name="ann", id=7, section="news", page=2, rest="a/b"))
    return case
