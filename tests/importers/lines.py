"""Files of JSON lines for the tests of importers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Fields = Mapping[str, Any]

HALVED: Fields = {
    "task_id": "Some/7",
    "prompt": (
        "import math\n\n\ndef twice(number):\n    return number * 2\n\n\n"
        'def halved(number):\n    """ Halve a number, and round\n    it down. Negative ones too.\n'
        '    >>> halved(5)\n    2\n    """\n'
    ),
    "canonical_solution": "    # Not towards zero.\n    return math.floor(number / 2)\n",
    "entry_point": "halved",
    "test": (
        "\n\nMETADATA = {\n    'author': 'nobody'\n}\n\n\ndef check(candidate):\n"
        "    # Simple ones.\n    assert candidate(4) == 2\n    assert candidate(5) == 2, 'odd'\n"
        "    assert True, 'fine'\n    assert candidate(-5) == math.floor(-2.5)\n"
        "    for number in range(5):\n        assert candidate(twice(number)) == number\n"
    ),
}
"""An item in the form of HumanEval."""

ADDED: Fields = {
    "task_id": 12,
    "text": "Write a python function to add two numbers.",
    "code": "def added(a, b): \r\n\treturn a + b",
    "test_setup_code": "",
    "test_list": ["assert added(1, 2) == 3", "assert added(-1, 1) == 0"],
    "challenge_test_list": ["assert added('a', 'b') == 'ab'"],
}
"""An item in the form of MBPP."""


def write(file: Path, *lines: Fields | str) -> Path:
    """Write a file of lines, some of them as they are."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return file
