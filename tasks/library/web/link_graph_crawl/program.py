"""Crawl the pages of a site as far as its robots.txt allows."""

from collections import deque
from dataclasses import dataclass, field

Links = dict[str, list[str]]


@dataclass
class _Group:
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: int = 0


class Robots:
    """The rules of a robots.txt, by agent."""

    def __init__(self, text: str) -> None:
        self._groups: dict[str, _Group] = {}
        agents: list[str] = []
        in_rules = False
        for line in text.splitlines():
            name, colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
            name = name.lower()
            if not colon:
                continue
            if name == "user-agent":
                if in_rules:
                    agents = []
                    in_rules = False
                agents.append(value.lower())
                self._groups.setdefault(value.lower(), _Group())
            elif name in ("allow", "disallow", "crawl-delay"):
                in_rules = True
                for agent in agents:
                    self._add(agent, name, value)

    def allowed(self, agent: str, path: str) -> bool:
        """Tell whether an agent may fetch a path: the longest pattern that matches decides."""
        group = self._group(agent)
        if group is None or path == "/robots.txt":
            return True
        longest, verdict = 0, True
        for pattern, allow in group.rules:
            if len(pattern) < longest or not _matches(pattern, path):
                continue
            verdict = allow or (verdict and len(pattern) == longest)
            longest = len(pattern)
        return verdict

    def delay(self, agent: str) -> int:
        """Return the seconds that an agent should wait between requests; 0 if nothing is said."""
        group = self._group(agent)
        return group.delay if group else 0

    def _add(self, agent: str, name: str, value: str) -> None:
        group = self._groups[agent]
        if name == "crawl-delay":
            if value.isascii() and value.isdigit():
                group.delay = int(value)
        elif value:
            group.rules.append((value, name == "allow"))

    def _group(self, agent: str) -> _Group | None:
        names = [name for name in self._groups if name and agent.lower().startswith(name)]
        return self._groups.get(max(names, key=len, default="*"))


def crawl(
    links: Links, start: str, robots: Robots, agent: str, depth: int = 3, limit: int = 10
) -> list[tuple[str, int, int]]:
    """Return page, depth and time of each visit, breadth first.

    Raises:
        ValueError: If depth or limit is negative.
    """
    if depth < 0 or limit < 0:
        raise ValueError("depth and limit must not be negative")
    pause = max(1, robots.delay(agent))
    visits: list[tuple[str, int, int]] = []
    queue = deque([(start, 0)])
    seen = {start}
    while queue and len(visits) < limit:
        page, distance = queue.popleft()
        if page not in links or not robots.allowed(agent, page):
            continue
        visits.append((page, distance, len(visits) * pause))
        if distance == depth:
            continue
        for target in links[page]:
            if target not in seen:
                seen.add(target)
                queue.append((target, distance + 1))
    return visits


def refused(links: Links, start: str, robots: Robots, agent: str) -> list[str]:
    """Return the pages that a crawl without bounds would find and may not fetch, sorted."""
    found = {start}
    frontier = {start}
    for _ in links:
        reached = [page for page in frontier if robots.allowed(agent, page)]
        frontier = {target for page in reached for target in links.get(page, []) if target not in found}
        found |= frontier
    return sorted(page for page in found if not robots.allowed(agent, page))


def _matches(pattern: str, path: str) -> bool:
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    if not rest:
        return not anchored or position == len(path)
    for piece in rest[:-1]:
        position = path.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    if anchored:
        return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= position
    return path.find(rest[-1], position) >= 0
