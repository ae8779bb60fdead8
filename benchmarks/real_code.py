"""Code that nobody wrote for this sandbox, through its boundary: do the verdicts come out as known?

    python benchmarks/real_code.py --quixbugs PATH --human-eval PATH

`PATH` is a checkout of github.com/jkoppel/QuixBugs, and `HumanEval.jsonl.gz` of github.com/openai/human-eval.
Known: of QuixBugs' 278 pytest cases the correct programs pass 276 and skip 2; of the buggy ones 187 cases
fail, 17 of them by running too long, 89 pass and 2 skip, and every program fails a case. All 164 canonical
solutions of HumanEval pass. A test that skips itself counts as failed here.
"""

from __future__ import annotations

import ast
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tracefix_rl.sandbox import Limits, Sandbox, Suite, SuiteReport, Verdict

LIMITS = Limits(test_cpu_s=2, test_wall_s=20, run_wall_s=60)

_CHOICE = re.compile(
    r"if pytest\.use_correct:\n(?:    .*\n)+else:\n    from python_programs\.\w+ import (\w+)"
)
_DATA = re.compile(r"load_json_testcases\(\w+\.__name__\)")


def quixbugs_suite(root: Path, test: Path) -> Suite:
    """Make a suite of one of QuixBugs' test files: its data and its `Node` are written into it."""
    text = _CHOICE.sub(r"from program import \1", test.read_text())
    text = text.replace("from load_testdata import load_json_testcases\n", "")
    text = text.replace("from node import Node\n", (root / "python_testcases" / "node.py").read_text())
    data = root / "json_testcases" / f"{test.stem.removeprefix('test_')}.json"
    if data.exists():
        cases = repr([json.loads(line) for line in data.read_text().splitlines() if line.strip()])
        text = _DATA.sub(lambda _: cases, text)
    return Suite(f"import pytest\npytest.run_slow = False\n{text}", limits=LIMITS)


def run_quixbugs(sandbox: Sandbox, root: Path, version: str) -> dict[str, SuiteReport]:
    """Run every program of a version, `correct_python_programs` or `python_programs`."""
    return {
        test.stem.removeprefix("test_"): sandbox.run(
            (root / version / f"{test.stem.removeprefix('test_')}.py").read_text(), quixbugs_suite(root, test)
        )
        for test in sorted((root / "python_testcases").glob("test_*.py"))
    }


def run_human_eval(sandbox: Sandbox, path: Path) -> dict[str, SuiteReport]:
    """Run every canonical solution."""
    reports = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            source = row["prompt"] + row["canonical_solution"]
            # Some tests also use the helpers that the prompt defines.
            functions = ", ".join(
                node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)
            )
            check = f"\n\ndef test_solution():\n    check({row['entry_point']})\n"
            suite = Suite(f"from program import {functions}\n{row['test']}{check}", limits=LIMITS)
            reports[row["task_id"]] = sandbox.run(source, suite)
    return reports


def summary(reports: dict[str, SuiteReport]) -> str:
    """Count the verdicts."""
    counts = Counter(verdict.value for report in reports.values() for verdict in report.verdicts.values())
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])


def main(
    quixbugs: Annotated[Path | None, typer.Option(help="Checkout of QuixBugs.")] = None,
    human_eval: Annotated[Path | None, typer.Option(help="HumanEval.jsonl.gz.")] = None,
) -> None:
    """Run the sets, and print the verdicts."""
    console = Console(soft_wrap=True)
    with Sandbox() as sandbox:
        for version in ("correct_python_programs", "python_programs") if quixbugs else ():
            reports = run_quixbugs(sandbox, Path(str(quixbugs)), version)
            unbroken = sum(report.all_passed for report in reports.values())
            console.print(
                f"QuixBugs {version}: {summary(reports)}; {unbroken} of {len(reports)} pass every test"
            )
        if human_eval:
            reports = run_human_eval(sandbox, human_eval)
            console.print(f"HumanEval canonical solutions: {summary(reports)}")
            for name, report in reports.items():
                if not report.all_passed:
                    console.print(name, report.tests[0].message)


if __name__ == "__main__":
    typer.run(main)
