"""Shortest routes in a network of roads, with a fixed choice among equals."""

import heapq
from collections.abc import Collection
from itertools import pairwise

Route = tuple[int, list[str]]
"""The length and all places, from the start to the goal."""


class RoadNetwork:
    """Places and the roads between them; of several roads in one direction the shortest counts."""

    def __init__(self) -> None:
        self._roads: dict[str, dict[str, int]] = {}

    def connect(self, start: str, end: str, length: int, one_way: bool = False) -> None:
        """Add a road, and one back unless it is one-way.

        Raises:
            ValueError: If it leads from a place to itself, or its length is negative.
        """
        if start == end:
            raise ValueError(f"a road from {start} to itself")
        if length < 0:
            raise ValueError(f"a road cannot be {length} long")
        self._lay(start, end, length)
        if one_way:
            self._roads.setdefault(end, {})
        else:
            self._lay(end, start, length)

    def close(self, start: str, end: str) -> bool:
        """Take away the roads between two places, both ways; tell whether there was any."""
        there = self._roads.get(start, {}).pop(end, None)
        back = self._roads.get(end, {}).pop(start, None)
        return there is not None or back is not None

    def route(self, start: str, goal: str, avoid: Collection[str] = ()) -> Route | None:
        """Return the shortest route that keeps clear of the places to avoid, or None if there is none.

        Among equally short ones the route with the fewest places is taken, then the alphabetically first.

        Raises:
            KeyError: If the start or the goal is not known.
        """
        self._check(start)
        self._check(goal)
        if start in avoid:
            return None
        waiting: list[tuple[int, int, list[str]]] = [(0, 1, [start])]
        settled = set(avoid)
        while waiting:
            length, count, places = heapq.heappop(waiting)
            here = places[-1]
            if here in settled:
                continue
            if here == goal:
                return length, places
            settled.add(here)
            for neighbour, step in self._roads[here].items():
                if neighbour not in settled:
                    heapq.heappush(waiting, (length + step, count + 1, [*places, neighbour]))
        return None

    def tour(self, *stops: str) -> Route | None:
        """Return the routes from each stop to the next as one, or None if one is missing.

        Raises:
            ValueError: If there are fewer than two stops.
            KeyError: If a stop is not known.
        """
        if len(stops) < 2:
            raise ValueError("a tour needs at least two stops")
        total = 0
        places = [stops[0]]
        for start, goal in pairwise(stops):
            leg = self.route(start, goal)
            if leg is None:
                return None
            total += leg[0]
            places += leg[1][1:]
        return total, places

    def within(self, start: str, limit: int) -> list[tuple[int, str]]:
        """Return how far the places are that are at most `limit` away from the start, nearest first.

        Raises:
            KeyError: If the start is not known.
        """
        self._check(start)
        lengths: dict[str, int] = {}
        waiting = [(0, start)]
        while waiting:
            length, here = heapq.heappop(waiting)
            if here in lengths:
                continue
            lengths[here] = length
            for neighbour, step in self._roads[here].items():
                if length + step <= limit:
                    heapq.heappush(waiting, (length + step, neighbour))
        return sorted((length, place) for place, length in lengths.items() if place != start)

    def _lay(self, start: str, end: str, length: int) -> None:
        roads = self._roads.setdefault(start, {})
        roads[end] = min(length, roads.get(end, length))

    def _check(self, place: str) -> None:
        if place not in self._roads:
            raise KeyError(place)
