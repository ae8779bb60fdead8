"""One session's episodes, as OpenEnv's server drives them."""

from __future__ import annotations

import importlib.metadata
import inspect
import reprlib
import time
import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import EnvironmentMetadata

from tracefix_rl.core.episode import Episode, EpisodeError, EpisodeInfrastructureError
from tracefix_rl.core.models import Observation
from tracefix_rl.core.selection import Selected, Selection
from tracefix_rl.models import CodeAction, CodeObservation, TraceFixState
from tracefix_rl.server import listing, recording, shared
from tracefix_rl.server.activity import ACTIVITY, StoppingError
from tracefix_rl.server.episode_log import EpisodeLogger
from tracefix_rl.server.errors import ResetError, masked
from tracefix_rl.server.metering import EpisodeMeter
from tracefix_rl.server.rubric import StepReward
from tracefix_rl.server.settings import MAX_EPISODES
from tracefix_rl.server.watching import Begun, Watched, Watcher
from tracefix_rl.tasks.catalog import Catalog

DISTRIBUTION = "openenv-tracefix-rl"

NO_EPISODE = (
    "this session has no episode: call reset first. Plain HTTP keeps nothing between requests and a "
    "reconnected WebSocket is a new session, so play over one WebSocket on /ws."
)

MAX_SEED = 2**63 - 1
"""Largest seed: what a client in any language can hold."""


class TraceFixEnvironment(Environment[CodeAction, CodeObservation, TraceFixState]):
    """An agent repairs a buggy Python file by editing lines, running its tests and submitting.

    Making one costs next to nothing: the catalog and the sandbox belong to the process, and the sandbox
    starts with the first episode.
    """

    SUPPORTS_CONCURRENT_SESSIONS = True

    most_episodes: ClassVar[int | None] = None
    """Episodes that a session may begin; `None` for any number."""
    logs_actions: ClassVar[bool] = False
    """Whether the log holds the text of actions."""

    def __init__(self) -> None:
        super().__init__(rubric=StepReward())
        self._episode: Episode | None = None
        self._episodes = 0
        self._selection = Selection(Catalog.configured())
        self._watched = Watched(ACTIVITY, self._watchers())

    def reset(
        self,
        seed: int | None = None,
        episode_id: str | None = None,
        task_id: str | None = None,
        task_name: str | None = None,
        difficulty: str | None = None,
        split: str | None = None,
        bug_family: str | None = None,
        program: str | None = None,
        index: int | None = None,
        curriculum: str | None = None,
        max_steps: int | None = None,
        reward_mode: str | None = None,
        injected_state: dict[str, Any] | None = None,
        **unknown: Any,
    ) -> CodeObservation:
        """Start an episode. If that fails, the running one goes on as it was.

        A task is named by `task_id` or `task_name`, or by its `index` among those of `split`, `difficulty`,
        `bug_family` and `program`; otherwise the seed draws one of those. The same seed draws the same task.

        `curriculum="adaptive"` draws by how the session's episodes ended instead, and favours tasks on which
        a group of rollouts is likely to disagree. The session's first such reset makes its curriculum from
        `seed` and `split`. Later ones go on with it, whether they repeat these or leave them out, and
        whatever the session played between; a seed or a split that is another makes it anew. It learns from
        episodes that it chose and that ended, not from one that a reset abandons. The same seed and the same
        outcomes give the same tasks.

        Args:
            seed: Draws the task; drawn itself, and told in the state, when nothing else decides. Of a
                curriculum: what all its draws depend on.
            episode_id: Kept as the episode's id; a new one is made if there is none.
            task_id: A task's neutral id or its id in the manifest.
            task_name: A task's name.
            difficulty: Tier to draw from; any if nothing names one.
            split: Split to draw from; `train` if nothing names one.
            bug_family: Family of one of the task's bugs; any if nothing names one.
            program: Program that the task is made of; any if nothing names one.
            index: Position, from 0.
            curriculum: `adaptive`; only `seed` and `split` may say more of the task.
            max_steps: Steps until the episode is truncated.
            reward_mode: `shaped`, `terminal` or `binary`.
            injected_state: `{"source": text}` to begin with in the place of the task's source; see
                `Episode.reset`.
            unknown: Anything else is refused.

        Raises:
            ResetError: If an option is unknown or has a value that cannot be used.
            UnknownTask: If there is no such task, tier, split, family or program; names the nearest.
            EpisodeInfrastructureError: If the task's tests could not be run; the same call may be made again.
            ServerFailure: If anything else broke on our side.
        """
        began = time.monotonic()
        with masked("the reset"):
            self._check_open()
            if unknown:
                raise ResetError(f"reset has no option {_listed(unknown)}; it takes {_listed(OPTIONS)}")
            wanted = {
                "seed": _checked(seed),
                "task_id": task_id,
                "task_name": task_name,
                "difficulty": difficulty,
                "split": split,
                "bug_family": bug_family,
                "program": program,
                "index": index,
                "curriculum": curriculum,
            }
            selected = self._select(**wanted)
            chosen = {"max_steps": max_steps, "reward_mode": reward_mode, "injected_state": injected_state}
            episode, observation = _start(
                selected,
                episode_id=str(uuid.uuid4()) if episode_id is None else episode_id,
                **{name: value for name, value in chosen.items() if value is not None},
            )
        self._selection.begin(selected)
        self._episode = episode
        self._episodes += 1
        asked = {**wanted, **chosen, "episode_id": episode_id}
        seconds = time.monotonic() - began
        self._watched.begun(Begun(asked, selected.task, episode.state, observation, seconds))
        self._reset_rubric()
        return _on_the_wire(observation)

    def step(self, action: CodeAction, timeout_s: float | None = None, **unused: Any) -> CodeObservation:
        """Take one step. A mistake of the agent is an observation that says what would be right.

        Args:
            action: What to do.
            timeout_s: Not used: what a step runs has limits of its own.
            unused: Accepted because OpenEnv passes a request's extra fields.

        Raises:
            EpisodeError: Before `reset` and after the episode's end; nothing changes.
            EpisodeInfrastructureError: If the tests could not be run; the step does not count and may be
                taken again.
            ServerFailure: If anything else broke on our side.
        """
        if self._episode is None:
            raise EpisodeError(NO_EPISODE)
        began = time.monotonic()
        with masked("the step"):
            observation = _on_the_wire(self._episode.step(action))
            if observation.done:
                self._selection.end(observation.metadata["final_score"])
        self._watched.stepped(action, observation, time.monotonic() - began)
        self._apply_rubric(action, observation)
        return observation

    @property
    def state(self) -> TraceFixState:
        """Where the episode stands; an empty state before the first `reset`."""
        if self._episode is None:
            return TraceFixState()
        return TraceFixState(**dict(self._episode.state))

    def close(self) -> None:
        """Forget the episode and the curriculum. What the sessions share stays."""
        self._watched.abandoned()
        self._episode = None
        self._selection = Selection(Catalog.configured())

    def get_metadata(self) -> EnvironmentMetadata:
        """Tell what this environment is; the README is the installed distribution's."""
        about = importlib.metadata.metadata(DISTRIBUTION)
        return EnvironmentMetadata(
            name="tracefix_rl",
            description=about["Summary"],
            version=about["Version"],
            readme_content=str(about.json.get("description", "")),
        )

    def list_splits(self) -> list[str]:
        """Names of the splits."""
        return [str(split) for split in Catalog.configured().splits()]

    def list_tasks(self, split: str) -> list[listing.TaskEntry]:
        """List a split's first tasks, at most `listing.LARGEST_PAGE`; `get_task_range` lists any.

        Raises:
            UnknownTask: If there is no such split.
        """
        return self.get_task_range(split, 0, listing.LARGEST_PAGE)

    def num_tasks(self, split: str) -> int:
        """Count a split's tasks; raises `UnknownTask` if there is no such split."""
        catalog = Catalog.configured()
        return catalog.count(catalog.choice(split=split))

    def get_task(self, split: str, index: int) -> listing.TaskSpec:
        """Tell what may be known of a task; raises `UnknownTask` or `IndexError` if there is none."""
        return listing.spec(Catalog.configured(), split, index)

    def get_task_range(
        self, split: str, start: int | None = None, stop: int | None = None
    ) -> list[listing.TaskEntry]:
        """List part of a split as a slice would; raises `UnknownTask` if there is no such split."""
        catalog = Catalog.configured()
        return listing.entries(catalog, catalog.choice(split=split), start, stop)

    def _watchers(self) -> list[Watcher]:
        watchers: list[Watcher] = [EpisodeMeter(), EpisodeLogger(with_actions=self.logs_actions)]
        archive = recording.archive()
        return watchers if archive is None else [*watchers, recording.EpisodeRecorder(archive)]

    def _check_open(self) -> None:
        try:
            ACTIVITY.check_open()
        except StoppingError as error:
            raise ResetError(str(error)) from None
        if self.most_episodes is not None and self._episodes >= self.most_episodes:
            raise ResetError(
                f"a session may begin {self.most_episodes} episodes here ({MAX_EPISODES}): open another"
            )

    def _select(self, **options: Any) -> Selected:
        try:
            return self._selection.choose(**options)
        except (IndexError, ValueError) as error:
            raise ResetError(str(error)) from None


OPTIONS = tuple(
    name
    for name, parameter in inspect.signature(TraceFixEnvironment.reset).parameters.items()
    if name != "self" and parameter.kind is not inspect.Parameter.VAR_KEYWORD
)
"""What `reset` takes."""


def _checked(seed: object) -> int | None:
    if seed is None or (type(seed) is int and 0 <= seed <= MAX_SEED):
        return seed
    raise ResetError(f"seed must be a whole number from 0 to {MAX_SEED}, not {reprlib.repr(seed)}")


def _start(selected: Selected, **options: Any) -> tuple[Episode, Observation]:
    episode = Episode(shared.sandbox())
    try:
        return episode, episode.reset(selected.task, seed=selected.seed, **options)
    except EpisodeInfrastructureError:
        raise
    except EpisodeError as problem:
        raise ResetError(str(problem)) from None


def _on_the_wire(observation: Observation) -> CodeObservation:
    return CodeObservation(**dict(observation))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(reprlib.repr(name)[1:-1] for name in names)
