"""What a model reads of an observation."""

from __future__ import annotations

from tracefix_rl.core.models import Action, ActionType, Observation


def all_pass(observation: Observation) -> bool:
    """Whether the last run of the visible tests passed, every one."""
    return bool(observation.test_results) and all(test.passed for test in observation.test_results)


def render_code(observation: Observation) -> str:
    """The numbered source."""
    numbers = sorted(observation.code_dict)
    width = len(str(numbers[-1])) if numbers else 1
    listing = "\n".join(f"{number:>{width}} | {observation.code_dict[number]}" for number in numbers)
    return f"Code:\n{listing}" if listing else "Code: the file is empty."


def render_outcome(observation: Observation, action: Action | None = None) -> str:
    """What an action did, without the code: short enough to keep for every step.

    Args:
        observation: What came of it.
        action: The action; without it, only the state of the episode.
    """
    kind = str(action.action_type) if action else ""
    parts = [f"Step {observation.step_count}, {observation.steps_remaining} left. {kind}".rstrip()]
    if error := observation.metadata.get("last_action_error"):
        parts.append(f"Error: {error}")
    if note := observation.metadata.get("note"):
        parts.append(f"Note: {note}")
    if kind != ActionType.VIEW_CODE and observation.last_execution_output:  # viewing prints only the code
        parts.append(observation.last_execution_output.strip())
    if kind not in (ActionType.RUN_TESTS, ActionType.SUBMIT) and observation.test_results:
        parts.append(_tests_of_last_run(observation))
    return "\n".join(parts)


def _tests_of_last_run(observation: Observation) -> str:
    failing = [test.test_name for test in observation.test_results if not test.passed]
    passing = len(observation.test_results) - len(failing)
    names = f"; not passing: {', '.join(failing)}" if failing else ""
    return f"At the last run {passing}/{len(observation.test_results)} tests passed{names}."
