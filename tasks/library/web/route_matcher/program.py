"""Find the handler for a path, as web frameworks do."""

from dataclasses import dataclass, field

Value = str | int


class RouteError(Exception):
    """A pattern cannot be used, or a path cannot be built from it."""


@dataclass
class Route:
    """A pattern such as "/users/<int:id>/files/<path:file>" and the name of its handler.

    A parameter matches one segment: any, if it is <name> and <str:name>, decimal digits, if it is
    <int:name>. <path:name> matches one or more segments and must be the last.
    """

    pattern: str
    handler: str
    methods: list[str] = field(default_factory=lambda: ["GET"])

    def __post_init__(self) -> None:
        self._parts = [_part(segment) for segment in _segments(self.pattern)]
        names = [name for kind, name in self._parts if kind != "fixed"]
        if len(set(names)) < len(names):
            raise RouteError(f"{self.pattern} has two parameters of one name")
        if any(kind == "path" for kind, _ in self._parts[:-1]):
            raise RouteError(f"{self.pattern} goes on after a path")

    def match(self, path: str) -> dict[str, Value] | None:
        """Return the parameters in `path`, or None if it does not match."""
        segments = _segments(path)
        if self._parts and self._parts[-1][0] == "path" and len(segments) >= len(self._parts):
            last = len(self._parts) - 1
            segments = [*segments[:last], "/".join(segments[last:])]
        if len(segments) != len(self._parts):
            return None
        values: dict[str, Value] = {}
        for (kind, name), segment in zip(self._parts, segments, strict=True):
            if kind == "fixed":
                if segment != name:
                    return None
            elif kind == "int":
                if not (segment.isascii() and segment.isdigit()):
                    return None
                values[name] = int(segment)
            else:
                values[name] = segment
        return values

    def rank(self) -> tuple[int, ...]:
        """Return what routes are sorted by: fixed segments go before int, str and path."""
        order = {"fixed": 0, "int": 1, "str": 2, "path": 3}
        return tuple(order[kind] for kind, _ in self._parts)

    def build(self, values: dict[str, Value]) -> str:
        """Return the path with these values for its parameters."""
        segments: list[str] = []
        for kind, name in self._parts:
            if kind != "fixed" and name not in values:
                raise RouteError(f"{self.pattern} needs a value for {name}")
            segments.append(name if kind == "fixed" else str(values[name]))
        return "/" + "/".join(segments)


class Router:
    """Routes, of which the most specific one that matches is taken."""

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def add(self, pattern: str, handler: str, methods: list[str] | None = None) -> Route:
        """Add a route, by default for GET alone, and return it."""
        route = Route(pattern, handler, methods or ["GET"])
        self._routes.append(route)
        return route

    def resolve(self, path: str, method: str = "GET") -> tuple[int, str, dict[str, Value]]:
        """Return status, handler and parameters.

        The status is 200; 405 if routes match the path but none the method; 404 if none matches the path.
        With either of those the handler is "" and there are no parameters. Of routes that are equally
        specific, the one added first is taken.
        """
        status = 404
        for route in sorted(self._routes, key=Route.rank):
            values = route.match(path)
            if values is None:
                continue
            if method in route.methods:
                return 200, route.handler, values
            status = 405
        return status, "", {}

    def allowed(self, path: str) -> list[str]:
        """Return the methods for which there is a handler, in alphabetical order."""
        return sorted(
            {name for route in self._routes if route.match(path) is not None for name in route.methods}
        )

    def url(self, handler: str, **values: Value) -> str:
        """Return the path of the first route that was added for a handler."""
        for route in self._routes:
            if route.handler == handler:
                return route.build(values)
        raise RouteError(f"no route leads to {handler}")


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]


def _part(segment: str) -> tuple[str, str]:
    if not segment.startswith("<"):
        return "fixed", segment
    kind, _, name = segment.removeprefix("<").removesuffix(">").rpartition(":")
    if kind not in ("", "str", "int", "path") or not name.isidentifier() or not segment.endswith(">"):
        raise RouteError(f"{segment} is no parameter")
    return kind or "str", name
