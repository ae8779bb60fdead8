"""The actions as named tools, for models that call tools and for data that such models are trained on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracefix_rl.core.actions import ACTIONS
from tracefix_rl.core.models import Action, ActionType

_THOUGHT = "thought"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that was called.

    Args:
        name: The tool's name.
        arguments: Its arguments: an object, or the JSON text of one, or whatever a model wrote instead.
        id: What the result refers to.
    """

    name: str
    arguments: Any
    id: str = ""


def tools() -> list[dict[str, Any]]:
    """One tool for each action, in the form of Chat Completions, written from the actions' table and model.

    A tool's name is the action's type in lower case. Each takes the fields its action needs, and may take a
    `thought`, which comes first so that the reason is given before the choice.
    """
    return [
        {
            "type": "function",
            "function": {
                "name": tool_name(kind),
                "description": spec.effect,
                "parameters": {
                    "type": "object",
                    "properties": _properties((_THOUGHT, *spec.fields)),
                    "required": list(spec.fields),
                    "additionalProperties": False,
                },
            },
        }
        for kind, spec in ACTIONS.items()
    ]


def tool_name(kind: ActionType) -> str:
    """The name of an action's tool."""
    return kind.value.lower()


def action_named(name: str) -> ActionType | None:
    """The action of a tool's name, however it is spelled; `None` if there is none."""
    try:
        return ActionType(name.strip().upper())
    except ValueError:
        return None


def call_of(action: Action) -> ToolCall:
    """The tool call that stands for an action; `parse_action` reads it back.

    Args:
        action: Any action; of one that is of no known type, the call has that name.
    """
    arguments = action.model_dump(include=set(Action.model_fields), exclude_none=True, warnings=False)
    arguments.pop("action_type")
    ordered = sorted(arguments.items(), key=lambda item: item[0] != _THOUGHT)
    kind = action_named(str(action.action_type))
    return ToolCall(tool_name(kind) if kind else str(action.action_type), dict(ordered))


def _properties(names: tuple[str, ...]) -> Mapping[str, Any]:
    published = Action.model_json_schema()["properties"]
    return {name: _property(published[name]) for name in names}


def _property(published: Mapping[str, Any]) -> dict[str, Any]:
    """A field as a tool's parameter: it is left out rather than null."""
    kinds = [kind["type"] for kind in published.get("anyOf", [published])]
    (kind,) = (kind for kind in kinds if kind != "null")
    return {"type": kind, "description": published["description"]}
