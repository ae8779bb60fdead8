"""Give jobs that depend on each other to workers, the most urgent ones first."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

Assignment = tuple[str, str, int, int]


class PlanError(ValueError):
    """Jobs or workers of which no plan can be made."""


@dataclass(frozen=True)
class _Job:
    name: str
    minutes: int
    needs: tuple[str, ...]
    skill: str | None


@dataclass(frozen=True)
class _Worker:
    name: str
    skills: frozenset[str]

    def can_do(self, job: _Job) -> bool:
        return job.skill is None or job.skill in self.skills


class Workshop:
    """Workers with skills, and jobs that take some time and need other jobs to be finished."""

    def __init__(self) -> None:
        self._workers: dict[str, _Worker] = {}
        self._jobs: dict[str, _Job] = {}

    def add_worker(self, name: str, skills: Iterable[str] = ()) -> None:
        """Add a worker.

        Raises:
            PlanError: If there is one of that name.
        """
        if name in self._workers:
            raise PlanError(f"there are two workers {name}")
        self._workers[name] = _Worker(name, frozenset(skills))

    def add_job(self, name: str, minutes: int, needs: Iterable[str] = (), skill: str | None = None) -> None:
        """Add a job, which may need jobs that are yet to be added.

        Raises:
            PlanError: If there is one of that name, or it takes less than a minute.
        """
        if name in self._jobs:
            raise PlanError(f"there are two jobs {name}")
        if minutes < 1:
            raise PlanError(f"{name} cannot take {minutes} minutes")
        self._jobs[name] = _Job(name, minutes, tuple(needs), skill)

    def tail(self, job: str) -> int:
        """Return the minutes from the start of a job to the end of the longest chain after it.

        Raises:
            PlanError: If there is no such job, a needed job is unknown, or needs go in a circle.
        """
        tails = self._tails()
        if job not in tails:
            raise PlanError(f"there is no job {job}")
        return tails[job]

    def critical_path(self) -> list[str]:
        """Return the jobs of a longest chain, in order.

        Raises:
            PlanError: If a needed job is unknown, or needs go in a circle.
        """
        tails = self._tails()
        path: list[str] = []
        following = list(tails)
        while following:
            path.append(min(following, key=lambda name: (-tails[name], name)))
            following = [job.name for job in self._jobs.values() if path[-1] in job.needs]
        return path

    def plan(self) -> list[Assignment]:
        """Return job, worker, start and end of all jobs, in the order in which they start.

        Raises:
            PlanError: If a needed job is unknown, needs go in a circle, or nobody can do a job.
        """
        tails = self._tails()
        for job in self._jobs.values():
            if not any(worker.can_do(job) for worker in self._workers.values()):
                raise PlanError(f"nobody can do {job.name}")
        waiting = sorted(self._jobs.values(), key=lambda job: (-tails[job.name], job.name))
        ends: dict[str, int] = {}
        busy_until = dict.fromkeys(self._workers, 0)
        assignments: list[Assignment] = []
        moments = [0]
        while moments:
            now = heappop(moments)
            for job in list(waiting):
                ready = all(need in ends and ends[need] <= now for need in job.needs)
                free = [
                    worker
                    for worker in self._workers.values()
                    if busy_until[worker.name] <= now and worker.can_do(job)
                ]
                if ready and free:
                    chosen = min(free, key=lambda worker: (len(worker.skills), worker.name))
                    ends[job.name] = busy_until[chosen.name] = now + job.minutes
                    assignments.append((job.name, chosen.name, now, ends[job.name]))
                    waiting.remove(job)
                    heappush(moments, ends[job.name])
        return assignments

    def makespan(self) -> int:
        """Return when the last job ends.

        Raises:
            PlanError: If there is no plan.
        """
        return max((end for *_, end in self.plan()), default=0)

    def idle(self) -> list[tuple[str, int]]:
        """Return for how many minutes of the plan each worker does nothing.

        Raises:
            PlanError: If there is no plan.
        """
        minutes = dict.fromkeys(sorted(self._workers), self.makespan())
        for _, worker, start, end in self.plan():
            minutes[worker] -= end - start
        return list(minutes.items())

    def _tails(self) -> dict[str, int]:
        for job in self._jobs.values():
            for need in job.needs:
                if need not in self._jobs:
                    raise PlanError(f"{job.name} needs {need}, which there is not")
        tails: dict[str, int] = {}
        for _ in self._jobs:
            for job in self._jobs.values():
                after = [other.name for other in self._jobs.values() if job.name in other.needs]
                if job.name not in tails and all(name in tails for name in after):
                    tails[job.name] = job.minutes + max((tails[name] for name in after), default=0)
        if len(tails) < len(self._jobs):
            raise PlanError("jobs need each other in a circle")
        return tails
