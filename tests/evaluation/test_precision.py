"""Edit precision: which changed places count as the bug's."""

from __future__ import annotations

import pytest

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.evaluation.precision import edit_precision
from tracefix_rl.trajectories import Outcome, Player, Recorder, Trajectory

CODE = ["a", "b", "c", "d", "e"]


def played(after: list[str], spans: list[tuple[int, int]] | None) -> Trajectory:
    recorder = Recorder(
        episode_id="x",
        options={},
        player=Player(policy="p"),
        known={} if spans is None else {"bug_spans": spans},
    )
    recorder.started(Observation(code_dict=dict(enumerate(CODE, 1))))
    action = Action(action_type="REPLACE_LINES")
    recorder.stepped(action, Observation(code_dict=dict(enumerate(after, 1))))
    return recorder.ended(Outcome.SUBMITTED, final_score=0.01)


@pytest.mark.parametrize(
    ("after", "spans", "precision"),
    [
        (["a", "B", "c", "d", "e"], [(2, 2)], 1.0),
        (["a", "B", "c", "D", "e"], [(2, 2)], 0.5),
        (["a", "B", "C", "d", "e"], [(2, 2), (3, 3)], 1.0),
        (["a", "b", "c", "D", "e"], [(2, 2)], 0.0),
        (["a", "c", "d", "e"], [(2, 2)], 1.0),
        (["a", "b", "new", "c", "d", "e"], [(3, 2)], 1.0),
        (["a", "b", "new", "c", "d", "e"], [(2, 2)], 1.0),
        (["a", "b", "c", "d", "e", "new"], [(2, 2)], 0.0),
        (["new", "a", "b", "c", "d", "e"], [(1, 0)], 1.0),
        (["x", "y", "z", "q", "r"], [(2, 2)], 0.2),
        ([], [(1, 5)], 1.0),
    ],
)
def test_changed_places_are_the_bugs_or_not(
    after: list[str], spans: list[tuple[int, int]], precision: float
) -> None:
    assert edit_precision(played(after, spans)) == pytest.approx(precision)


def test_nothing_changed_has_no_precision() -> None:
    assert edit_precision(played(CODE, [(2, 2)])) is None


def test_nobody_knows_where_the_bug_was() -> None:
    assert edit_precision(played([], None)) is None
