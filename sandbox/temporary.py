"""Where temporary files go, also where no folder can be written to, and nothing needs one."""

from __future__ import annotations

import os
import tempfile


def temporary_folder() -> str:
    """Return the folder for temporary files; where none can be used, one that `tempfile` knows from then on.

    Much only asks for its name. What tries to write there fails and says so.
    """
    try:
        return tempfile.gettempdir()
    except FileNotFoundError:
        tempfile.tempdir = os.environ.get("TMPDIR") or "/tmp"
        return tempfile.tempdir
