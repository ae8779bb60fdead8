"""What goes into a step and what comes out of it: plain Pydantic models, no OpenEnv.

Fields of an action are checked in `Episode.step`, not here: a wrong value is a mistake of the agent,
which gets an observation that says what would be right. The models therefore publish the exact
types in their JSON schema but keep a value of another type as it came.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny, Strict, ValidationError, WrapValidator
from pydantic.functional_validators import ModelWrapValidatorHandler

from tracefix_rl.sandbox.report import Verdict


class ActionType(StrEnum):
    """What an agent can do."""

    VIEW_CODE = "VIEW_CODE"
    REPLACE_LINES = "REPLACE_LINES"
    RUN_TESTS = "RUN_TESTS"
    UNDO_EDIT = "UNDO_EDIT"
    RESET_TO_ORIGINAL = "RESET_TO_ORIGINAL"
    SUBMIT = "SUBMIT"


class StopReason(StrEnum):
    """Why an episode ended."""

    SUBMITTED = "submitted"
    """The agent submitted: the episode is *terminated*."""
    STEP_LIMIT = "step_limit"
    """The last allowed step was used: the episode is *truncated*."""


class RewardMode(StrEnum):
    """How the return is spread over the steps."""

    SHAPED = "shaped"
    """Progress as it is made; the return is the final score less the cost."""
    TERMINAL = "terminal"
    """The same return, all of it on the last step."""
    BINARY = "binary"
    """1 on the last step if the task is resolved, else 0; 0 before."""


def _keep_what_does_not_fit(value: Any, validate: ModelWrapValidatorHandler[Any]) -> Any:
    try:
        return validate(value)
    except ValidationError:
        return value


# Strict first, so that Pydantic does not turn `true` into line 1 before the episode has seen it;
# dumped as it is, because a value that was kept may have another type than the field.
_Line = Annotated[Annotated[int, Strict()] | None, WrapValidator(_keep_what_does_not_fit), SerializeAsAny()]
_Text = Annotated[Annotated[str, Strict()] | None, WrapValidator(_keep_what_does_not_fit), SerializeAsAny()]
_Kind = Annotated[str, Strict(), WrapValidator(_keep_what_does_not_fit), SerializeAsAny()]


def _publish_action_type_as_required(schema: dict[str, Any]) -> None:
    schema["required"] = ["action_type"]
    schema["properties"]["action_type"].pop("default", None)


_DEEPEST = 50
"""Levels of a value that are kept where an action is written down; Pydantic itself gives up at 255."""


class Action(BaseModel):
    """One action. Which fields it needs depends on `action_type`."""

    model_config = ConfigDict(
        extra="allow", validate_assignment=True, json_schema_extra=_publish_action_type_as_required
    )

    action_type: _Kind = Field(
        # A missing one, too, is a mistake of the agent that the episode answers.
        default="",
        description="What to do.",
        json_schema_extra={"enum": [kind.value for kind in ActionType]},
    )
    start_line: _Line = Field(default=None, description="First line to replace, counted from 1.")
    end_line: _Line = Field(
        default=None,
        description="Last line to replace, inclusive; start_line - 1 inserts before start_line.",
    )
    new_code_block: _Text = Field(
        default=None,
        description="Text that takes their place, verbatim, with its indentation; empty deletes the lines.",
    )
    thought: _Text = Field(default=None, description="Why you do it. Optional and not graded.")

    def as_sent(self) -> dict[str, Any]:
        """Return the action as plain data, from which the same one can be made.

        Fields that were left out or are null are not in it; null under a name that no field has is, for the
        episode remarks on the name. Of what is nested without reason the depths are left out: the episode
        only says what type it is.
        """
        fields = type(self).model_fields
        return {
            name: _cut(value, _DEEPEST)
            for name, value in self
            if name in self.model_fields_set and (value is not None or name not in fields)
        }


def _cut(value: Any, levels: int) -> Any:
    if isinstance(value, dict):
        return {key: _cut(each, levels - 1) for key, each in value.items()} if levels else {}
    if isinstance(value, list):
        return [_cut(each, levels - 1) for each in value] if levels else []
    return value


class TestResult(BaseModel):
    """One visible test as the last run left it."""

    __test__ = False
    model_config = ConfigDict(frozen=True)  # the observations after a run share them

    test_name: str = Field(description="Id of the test within its module.")
    passed: bool = Field(description="Whether it passed.")
    verdict: Verdict = Field(description="How it ended.")
    error_message: str | None = Field(default=None, description="Why it did not pass.")


class HistoryEntry(BaseModel):
    """One past action in structured form."""

    step: int
    action_type: str
    start_line: int | None = None
    end_line: int | None = None
    reward: float
    tests_passed: int | None = Field(
        default=None, description="Visible tests passed, if the action ran them."
    )
    error: str | None = None


class Observation(BaseModel):
    """What the agent sees after a step."""

    code_dict: dict[int, str] = Field(default_factory=dict, description="The source: line number to text.")
    localized_context: str = Field(
        default="", description="Lines around the last edit, else around the line a traceback named."
    )
    last_execution_output: str = Field(default="", description="What the last action printed.")
    syntax_error: bool = Field(default=False, description="Whether the source fails to compile.")
    test_results: list[TestResult] = Field(
        default_factory=list,
        description="Visible tests as the last run left them; empty before the first run.",
    )
    step_count: int = Field(default=0, description="Steps taken.")
    steps_remaining: int = Field(default=0, description="Steps left before the episode is truncated.")
    reward_last_step: float = Field(default=0.0, description="Reward of the last step.")
    info: dict[str, Any] = Field(
        default_factory=dict,
        description="`task`: what may be known of the task; `tests`: number of tests in each suite; "
        "`history`: the last ten actions.",
    )
    done: bool = Field(default=False, description="Whether the episode has ended, terminated or truncated.")
    reward: bool | int | float | None = Field(default=None, description="Reward of the last step.")
    metadata: dict[str, Any] = Field(
        default_factory=dict,
        description="`task_id`, `difficulty`, `last_action_error`, `note`, `stop_reason`, "
        "`reward_breakdown`; `system_prompt` on reset; `final_score` at the end.",
    )


class EpisodeState(BaseModel):
    """Where an episode stands, for whoever runs it."""

    episode_id: str | None = None
    step_count: int = 0
    task_id: str | None = None
    difficulty: str | None = None
    split: str | None = None
    seed: int | None = None
    max_steps: int = 0
    reward_mode: RewardMode = RewardMode.SHAPED
    episode_return: float = Field(default=0.0, description="Sum of the step rewards so far.")
    final_score: float | None = Field(default=None, description="Final score once the episode has ended.")
    terminated: bool = False
    truncated: bool = False
    stop_reason: StopReason | None = None
