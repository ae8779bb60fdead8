"""What a process does about signals."""

from __future__ import annotations

import re
from pathlib import Path


def has_handler(pid: int, number: int) -> bool:
    """Tell whether a process has a handler for a signal; see proc_pid_status(5)."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = int(re.findall(r"^SigCgt:\t(\w+)$", status, re.MULTILINE)[0], 16)
    return bool(caught >> (number - 1) & 1)
