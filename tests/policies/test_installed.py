"""Policies that other distributions install, and what becomes of those that cannot be used."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from installing import Install
from playing import Play

from tracefix_rl.policies import PolicyMaker, make_policy, policy_names

DOCUMENT = (Path(__file__).parents[2] / "docs" / "policies.md").read_text(encoding="utf-8")
SOURCE = next(block for block in re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL) if "class " in block)
(PYPROJECT,) = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL))

GOOD = """
from tracefix_rl.core.models import Action
from tracefix_rl.policies import Policy

class Good(Policy):
    name = "good"
    def __init__(self, seed): self.seed = seed
    def start(self, observation): pass
    async def act(self, observation): return Action(action_type="SUBMIT")
"""


def install_the_example(install: Install) -> None:
    (group,) = PYPROJECT["project"]["entry-points"].values()
    entries = "\n".join(f"{name} = {value}" for name, value in group.items())
    install(PYPROJECT["project"]["name"], entries, "widen", SOURCE)


def test_the_documented_example_plays_and_repairs_a_task(install: Install, play: Play) -> None:
    assert list(PYPROJECT["project"]["entry-points"]) == ["tracefix.policies"]
    install_the_example(install)
    assert policy_names()[-1] == "widen"
    record = play(make_policy("widen", seed=3), "binary_search_off_by_one")
    assert record.result.resolved


def test_the_script_knows_the_documented_example(install: Install, tmp_path: Path) -> None:
    install_the_example(install)
    script = Path(__file__).parents[2] / "inference.py"
    ended = subprocess.run(
        [sys.executable, str(script), "--policy", "widenn", "--task", "task1_easy"],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "tracefix-widen"), "COLUMNS": "200"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "did you mean widen?" in ended.stderr


def test_an_installed_policy_is_made_with_its_seed_and_anew_where_a_maker_is_sent(install: Install) -> None:
    install("good-policy", "good = good_module:Good", "good_module", GOOD)
    maker = pickle.loads(pickle.dumps(PolicyMaker("good")))
    assert (maker.make(7).seed, maker.make(7).in_process_only) == (7, False)


def test_a_name_that_is_nearly_an_installed_one_is_told(install: Install) -> None:
    install("good-policy", "excellent = good_module:Good", "good_module", GOOD)
    with pytest.raises(ValueError, match="did you mean excellent"):
        make_policy("excelent")


BASE = "from tracefix_rl.policies import Policy, PolicyError\n"


@pytest.mark.parametrize(
    ("value", "source", "said"),
    [
        ("no_such_module_here:x", "", "does not load: ModuleNotFoundError"),
        ("bad_module:missing", "", "does not load: AttributeError"),
        ("bad_module:x", "x = ", "does not load: SyntaxError"),
        ("bad_module:x", "raise RuntimeError('no\\nGPU')", "does not load: RuntimeError: no GPU"),
        ("bad_module:x", "import sys; sys.exit('bye')", "does not load: SystemExit: bye"),
        ("bad_module:x", "x = 3", "is a int, not a factory: it must be callable as factory(seed)"),
        ("bad_module", "", "is a module, not a factory"),
        ("bad_module:x", "def x(): pass", "could not be made with factory(0): TypeError"),
        (
            "bad_module:x",
            "def x(seed): raise OSError('gone')",
            "could not be made with factory(0): OSError: gone",
        ),
        ("bad_module:x", "def x(seed): return None", "is not a policy: a NoneType has no method start()"),
        ("bad_module:x", f"{BASE}def x(seed): return Policy", "returned the class Policy itself"),
        (
            "bad_module:x",
            "class x:\n  def __init__(self, s): pass\n  def start(self, o): pass\n  def act(self, o): pass\n  def close(self): pass",
            "a x has no name; derive its class from tracefix_rl.policies.Policy",
        ),
        (
            "bad_module:x",
            f"{BASE}class x(Policy):\n  name = 'x'\n  def __init__(self, s): pass\n  def act(self, o): pass",
            "act() of a x is not async",
        ),
        (
            "bad_module:x",
            f"{BASE}class x(Policy):\n  name = 3\n  def __init__(self, s): pass",
            "the name of a x is not a text",
        ),
    ],
)
def test_a_policy_that_cannot_be_used_is_told_with_its_distribution(
    install: Install, value: str, source: str, said: str
) -> None:
    install("bad-policy", f"bad = {value}", "bad_module", source)
    assert "bad" in policy_names()
    with pytest.raises(ValueError, match=r"of bad-policy 1\.0") as caught:
        make_policy("bad")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["noop", "oracle", "llm"])
def test_the_name_of_a_built_in_policy_stays_its_own(install: Install, name: str) -> None:
    from tracefix_rl.policies import EndpointConfig

    install("usurper", f"{name} = good_module:Good", "good_module", GOOD)
    endpoint = EndpointConfig("http://localhost:1/v1", "m", "t")
    with pytest.warns(UserWarning, match=rf"policy '{name}' of usurper 1\.0 is not used"):
        policy = make_policy(name, endpoint=endpoint)
    with pytest.warns(UserWarning, match="another"):
        made = PolicyMaker(name, endpoint=endpoint).make()
    assert type(policy).__module__.startswith("tracefix_rl.")
    assert type(made) is type(policy)
    assert policy_names().count(name) == 1


def test_a_name_that_two_distributions_install_is_refused(install: Install) -> None:
    install("first", "twice = good_module:Good", "good_module", GOOD)
    install("second", "twice = other_module:Good", "other_module", GOOD)
    with pytest.raises(ValueError, match=r"second 1\.0 and of first 1\.0.*uninstall"):
        make_policy("twice")
