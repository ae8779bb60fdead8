"""A server needs no folder that it can write to; OpenEnv's user interface wants to know one all the same."""

from __future__ import annotations

import os
import tempfile


def name_a_temporary_folder() -> None:
    """Where no temporary folder can be used, name one, so that libraries that only ask for its name start.

    What then tries to write there fails and says so.
    """
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        tempfile.tempdir = os.environ.get("TMPDIR") or "/tmp"
