"""A game on a server is the game in this process."""

from __future__ import annotations

import re

from piped import Play

from tracefix_rl.serving import own_server

TYPED = ("b", "t", "i 14", "    print(window)", ".", "t", "d 99", "u", "s")


def told(output: str) -> str:
    """The part that does not name the server."""
    return re.sub(r"^Connecting to .*\n|^Again: .*\n", "", output, flags=re.MULTILINE)


def test_the_same_keys_show_the_same_on_a_server(play: Play) -> None:
    here = play("task1_easy", *TYPED)
    with own_server() as url:
        there = play("task1_easy", *TYPED, options=("--server", url))
        unknown = play("task9_easy", options=("--server", url))
    assert there.exit_code == here.exit_code == 0, there.output
    assert told(there.stdout) == told(here.stdout)
    assert f"--server {url}" in there.stdout
    assert (unknown.exit_code, "task1_easy" in unknown.stderr) == (2, True)
    gone = play("task1_easy", options=("--server", url))
    assert gone.exit_code == 2
    assert "check that it is running" in gone.stderr
