"""An episode whose every text tries to break out of the page and run."""

from __future__ import annotations

from typing import Any

from made import made, made_step

from tracefix_rl.trajectories import Edit, Outcome, Player, Tokens, Trajectory

MARKER = "document.documentElement.dataset.ran = 'yes'"

ATTACK = (
    f"</script></style></title></svg></template><script>{MARKER}</script><!-- <script>"
    f'<img src=x onerror="{MARKER}">\'"><svg onload="{MARKER}">]]>-->${{{MARKER}}}`;{MARKER};//'
    "\u2028\u2029\ud800\x00\x1b[31m&lt;&amp;\\u003c%0a${data}"
)
"""Ends every kind of element, string and comment; and is no valid Unicode."""

RUN: dict[str, Any] = {
    "id": ATTACK,
    "created_at": ATTACK,
    "versions": {ATTACK: ATTACK},
    "arguments": {ATTACK: [ATTACK, {ATTACK: [[ATTACK]]}], "number": float("nan")},
    "machine": [ATTACK, {"name": ATTACK, ATTACK: ATTACK}],
    "isolation": ATTACK,
    ATTACK: float("inf"),
}


def hostile() -> Trajectory:
    """Numbers that are none, an edit and bugs outside the source, and the attack in every text."""
    nan, inf = float("nan"), float("inf")
    step = made_step(
        1,
        ATTACK,
        nan,
        action={
            "action_type": ATTACK,
            "thought": ATTACK,
            "start_line": ATTACK,
            "new_code_block": ATTACK,
            ATTACK: [inf],
        },
        reward_parts={ATTACK: nan, "part": inf},
        error=ATTACK,
        note=ATTACK,
        output=ATTACK,
        verdicts={ATTACK: "crashed"},
        syntax_error=True,
        edit=Edit(line=1, removed=0, added=(ATTACK, "two\nlines")),
        messages=({"role": ATTACK, "content": ATTACK}, {"role": 1, "content": {ATTACK: nan}, ATTACK: ATTACK}),
        policy_s=nan,
    )
    outside = made_step(2, "UNDO_EDIT", edit=Edit(line=10_000, removed=10_000, added=("x",)))
    return made(
        episode_id=ATTACK,
        task={
            "id": ATTACK,
            "title": ATTACK,
            "tier": ATTACK,
            "split": ATTACK,
            "program": ATTACK,
            "bug_families": (ATTACK,),
            "bug_spans": ((-5, 10**12), (10**9, 10**9 - 1)),
        },
        player=Player(policy=ATTACK, model=ATTACK),
        brief=ATTACK,
        lines=(ATTACK, "'''" + ATTACK, "# " + ATTACK),
        steps=(step, outside),
        stop_reason=Outcome.UNREADABLE,
        error=ATTACK,
        final_score=nan,
        tokens=Tokens(prompt=10**30, completion=-1),
        duration_s=nan,
    )
