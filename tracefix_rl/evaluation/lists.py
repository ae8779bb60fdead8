"""The tasks there are: of this machine's files, or of a server."""

from __future__ import annotations

import http.client
import json
import urllib.parse
import urllib.request
from collections.abc import Iterable, Sequence
from typing import Any

from tracefix_rl.access import access_headers
from tracefix_rl.session import one_line
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.task import Split, Tier

_PAGE = 1_000
_TIMEOUT_S = 30.0
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ListError(Exception):
    """A server does not say which tasks it has."""


class LocalTasks:
    """The tasks of a catalog.

    Args:
        catalog: The catalog.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def ids(self, split: Split, tier: Tier) -> Sequence[str]:
        """Return the ids of the tasks of a split and a tier."""
        return [
            entry.id for entry in self._catalog.entries(self._catalog.choice(split=split, difficulty=tier))
        ]

    def check(self, keys: Iterable[str]) -> list[str]:
        """Return the ids of tasks; raises `UnknownTask` for one that is not there."""
        return [self._catalog.entry(key).id for key in keys]


class ServedTasks:
    """The tasks of a server, as it lists them.

    Args:
        url: The server's base URL.
    """

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def ids(self, split: Split, tier: Tier) -> Sequence[str]:
        """Return the ids of the tasks of a split and a tier; raises `ListError` if they are not told."""
        found: list[str] = []
        while True:
            page = self._page({"split": split, "tier": tier, "start": len(found), "limit": _PAGE})
            found += [task["task_id"] for task in page["tasks"]]
            if not page["tasks"] or len(found) >= page["total"]:
                return found

    def check(self, keys: Iterable[str]) -> list[str]:
        """Return the keys: the server knows what it knows, and says so at the reset."""
        return list(keys)

    def _page(self, query: dict[str, Any]) -> dict[str, Any]:
        try:
            url = f"{self._url}/tasks?{urllib.parse.urlencode(query)}"
            asked = urllib.request.Request(url, headers=access_headers())
            with _DIRECT.open(asked, timeout=_TIMEOUT_S) as answer:
                page: dict[str, Any] = json.load(answer)
            return {"tasks": list(page["tasks"]), "total": int(page["total"])}
        except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException) as error:
            raise ListError(
                f"{self._url} does not say which tasks it has ({one_line(error)}); check --server, or name "
                "tasks with --task"
            ) from error
