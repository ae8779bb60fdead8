"""The episode brief: all an agent is told before its first action.

It is written from the task card, the table of actions and the action model, so it cannot promise
anything that a step does not do.
"""

from __future__ import annotations

from functools import cache

from tracefix_rl.core import reward
from tracefix_rl.core.actions import ACTIONS
from tracefix_rl.core.models import Action, ActionType, RewardMode
from tracefix_rl.tasks.task import TaskCard

_EXAMPLES = (
    Action(action_type=ActionType.RUN_TESTS.value),
    Action(
        action_type=ActionType.REPLACE_LINES.value,
        start_line=3,
        end_line=4,
        new_code_block="    total = 0\n    for item in items:\n        total += item\n",
        thought="The sum must start at zero.",
    ),
)

_MOST_SUPPORT = 20_000
"""Characters of other modules that are shown; what does not fit is only named."""

_COSTS = (
    f"Each step after the first {reward.FREE_STEPS} costs {reward.STEP_COST}, and an action that cannot "
    f"be carried out costs {reward.INVALID_ACTION_COST}; all costs together are at most "
    f"{reward.MAX_EPISODE_COST}."
)

_REWARD = {
    RewardMode.SHAPED: f"Rewards for progress along the way are settled with it at the end. {_COSTS}",
    RewardMode.TERMINAL: f"It is paid at the end. {_COSTS}",
    RewardMode.BINARY: "You are paid 1 at the end if every test passes, and 0 if not.",
}


def brief(card: TaskCard, max_steps: int, mode: RewardMode = RewardMode.SHAPED) -> str:
    """Write the system prompt of an episode.

    Args:
        card: What may be known of the task.
        max_steps: Steps the agent has.
        mode: How the reward is paid.
    """
    parts = (
        f"You repair a Python module that has at least one bug. The module: {card.title}",
        "You see its source with numbered lines. Edit it, run its tests, and submit when it does what "
        "its specification says.",
        f"# Specification\n\n{card.specification.strip()}",
        f"# Visible tests\n\nThey import the module as `{card.module}`. Held-out tests, which you never "
        "see, check the same specification; only SUBMIT runs them.\n\n"
        f"{_fenced(card.visible_tests)}",
        _support(card),
        f"# Actions\n\n{_actions()}",
        f"# How to answer\n\n{_answer()}",
        f"# Score\n\n{_score(mode)}",
        f"You have {max_steps} steps. After the last one the source is scored as it stands.",
    )
    return "\n\n".join(filter(None, parts))


def _support(card: TaskCard) -> str:
    """The modules around the one to repair, as far as they fit."""
    if not card.support:
        return ""
    shown, left = [], _MOST_SUPPORT
    for name, source in card.support.items():
        left -= len(source)
        shown.append(f"`{name}`" + (f":\n\n{_fenced(source)}" if source.strip() and left >= 0 else ""))
    return "\n\n".join(("# Other modules", "It may import these, which cannot be changed.", *shown))


@cache
def _actions() -> str:
    rows = (f"| {kind} | {', '.join(spec.fields) or '-'} | {spec.effect} |" for kind, spec in ACTIONS.items())
    return "\n".join(("| action_type | fields it needs | effect |", "| --- | --- | --- |", *rows))


@cache
def _answer() -> str:
    fields = "\n".join(
        f"- `{name}` ({_type(name)}): {field.description}" for name, field in Action.model_fields.items()
    )
    examples = (_fenced(example.model_dump_json(exclude_none=True), "json") for example in _EXAMPLES)
    return (
        "Answer every observation with one action: a single JSON object and nothing else. "
        f"Its fields:\n\n{fields}\n\nFor example\n\n" + "\n\nor\n\n".join(examples)
    )


def _type(name: str) -> str:
    schema = Action.model_json_schema()
    published = schema["properties"][name]
    kinds = (kind["type"] for kind in published.get("anyOf", [published]))
    words = [kind for kind in kinds if kind != "null"]
    if name in schema["required"]:
        words.append("required")
    if "enum" in published:
        words.append(f"one of {', '.join(published['enum'])}")
    return ", ".join(words)


def _score(mode: RewardMode) -> str:
    return (
        f"The final score is {reward.RESOLVED_SCORE} if every visible and held-out test passes, and below "
        f"0.5 if one does not. {_REWARD[mode]}"
    )


def _fenced(text: str, language: str = "python") -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.strip()}\n{fence}"
