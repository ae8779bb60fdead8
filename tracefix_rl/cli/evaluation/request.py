"""What a run is asked for: checked, drawn, and kept so that it can be asked for again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from tracefix_rl.core.options import OptionError, reward_mode_of
from tracefix_rl.evaluation.drawing import DrawError, TaskList, draw
from tracefix_rl.evaluation.folder import read_about
from tracefix_rl.evaluation.job import Job
from tracefix_rl.evaluation.lists import ListError, LocalTasks, ServedTasks
from tracefix_rl.policies.config import TOKEN, EndpointConfig, token_in
from tracefix_rl.policies.maker import PolicyMaker
from tracefix_rl.session import one_line
from tracefix_rl.tasks import Catalog, Split, TaskFileError, Tier, UnknownTask
from tracefix_rl.tasks.catalog import task_files
from tracefix_rl.tasks.suggestions import near
from tracefix_rl.trajectories.runs import RunError

_AT_A_TIME = 8


_Named = TypeVar("_Named", bound=StrEnum)


class RequestError(Exception):
    """A run cannot be played as it was asked for; the message says what would help."""


@dataclass(frozen=True, slots=True)
class Request:
    """What decides what is played, and so what comes out; see `tracefix eval`."""

    policy: str
    model: str | None
    base_url: str
    split: str | None
    tiers: tuple[str, ...]
    num_tasks: Annotated[int, Field(ge=1)]
    task: tuple[str, ...]
    tasks: str
    """The task files; from any folder, once the run is kept."""
    attempts: Annotated[int, Field(ge=1, le=10_000)]
    seed: Annotated[int, Field(ge=0)]
    max_steps: Annotated[int, Field(ge=1, le=1_000)]
    reward_mode: str
    temperature: Annotated[float, Field(ge=0)] | None
    max_tokens: Annotated[int, Field(ge=1)] | None
    task_ids: tuple[str, ...] = ()
    """The tasks, once they are drawn: each of them once."""

    @classmethod
    def of_run(cls, folder: Path) -> Self:
        """Return what the run in a folder was asked for.

        Raises:
            RequestError: If there is no run, or its `run.json` does not say.
        """
        try:
            about = read_about(folder)
        except RunError as error:
            raise RequestError(str(error)) from None
        try:
            asked = TypeAdapter(cls).validate_python({**about["arguments"], "task_ids": about["task_ids"]})
            if not asked.task_ids or len(set(asked.task_ids)) < len(asked.task_ids):
                raise ValueError("task_ids: no task, or one of them twice")
        except (KeyError, TypeError, ValueError) as error:
            raise RequestError(
                f"{folder}/run.json does not say what was asked for ({_what_is_wrong(error)}); put back what "
                "the run wrote"
            ) from None
        return asked

    @property
    def arguments(self) -> dict[str, Any]:
        """What `run.json` keeps of it; a token is no part of it."""
        kept = {name: value for name, value in asdict(self).items() if name != "task_ids"}
        return {**kept, "tasks": absolute(self.tasks)}

    def job(self, *, server: str | None, concurrency: int | None) -> Job:
        """Return what all episodes have in common.

        Raises:
            RequestError: If there is no such policy, or what it or the episodes need is missing.
        """
        at_a_time = concurrency or (_AT_A_TIME if self.policy == "llm" else len(os.sched_getaffinity(0)))
        try:
            endpoint = self._endpoint()
            reward_mode_of(self.reward_mode)
            Catalog.open(task_files(self.tasks))  # a run that is resumed may have lost its task files
            policy = PolicyMaker(self.policy, endpoint=endpoint).make()
        except (ValueError, OptionError, TaskFileError) as error:
            raise RequestError(str(error)) from None
        if server is not None and policy.in_process_only:
            raise RequestError(f"{self.policy} plays in this process only; leave out --server and --image")
        return Job(
            policy=self.policy,
            endpoint=endpoint,
            max_steps=self.max_steps,
            reward_mode=self.reward_mode,
            tasks=absolute(self.tasks),
            server=server,
            concurrency=at_a_time,
        )

    def draw(self, server: str | None) -> list[str]:
        """Return the ids of the tasks to play.

        Raises:
            RequestError: If there are no such tasks, or not so many.
        """
        try:
            if server is not None:
                return self._draw(ServedTasks(server), tuple(Split))
            catalog = Catalog.open(task_files(self.tasks))
            return self._draw(LocalTasks(catalog), catalog.splits())
        except (DrawError, ListError, TaskFileError, UnknownTask) as error:
            raise RequestError(str(error)) from None

    def _draw(self, there: TaskList, splits: Sequence[Split]) -> list[str]:
        if self.task:
            return list(dict.fromkeys(there.check(self.task)))
        split = _one_of(Split, self.split or (Split.EVAL if Split.EVAL in splits else splits[0]), "--split")
        tiers = [_one_of(Tier, tier, "--tier") for tier in dict.fromkeys(self.tiers)] or list(Tier)
        return draw(there, split=split, tiers=tiers, count=self.num_tasks, seed=self.seed)

    def _endpoint(self) -> EndpointConfig | None:
        if self.policy != "llm":
            return None
        token = token_in(os.environ)
        if not self.model:
            raise ValueError("the llm policy needs a model: give --model")
        if not token:
            raise ValueError(f"the llm policy needs a token: set {TOKEN} (to any text if none is wanted)")
        return EndpointConfig(
            self.base_url, self.model, token, temperature=self.temperature, max_tokens=self.max_tokens
        )


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return one_line(error)


def absolute(tasks: str) -> str:
    """Return task files so that they are found from any folder; nothing for those that are shipped."""
    return ",".join(str(file.absolute()) for file in task_files(tasks)) if tasks.strip() else ""


def _one_of(kind: type[_Named], value: str, option: str) -> _Named:
    if value not in list(kind):
        raise RequestError(f"there is no {option} {value!r}; {near(value, list(kind))}")
    return kind(value)
