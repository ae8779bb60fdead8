"""The baseline script: plays tasks with a model, or with the built-in search, and logs them line by line.

Standard output holds only `[START]`, `[STEP]` and `[END]` lines; everything else goes to standard error. The
exit code is 0 when all tasks were played, 1 when an endpoint or a server failed, 2 when the call makes no
sense, 130 when it was interrupted.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tracefix_rl.interrupts import told_to_stop_is_interrupted
from tracefix_rl.policies import EndpointConfig, make_policy
from tracefix_rl.policies.config import TOKENS, token_in
from tracefix_rl.script.plan import PlanError, make_plan
from tracefix_rl.script.results import check_writable
from tracefix_rl.script.run import ScriptRun
from tracefix_rl.serving import ServerError, own_container, own_server
from tracefix_rl.session import SessionError, open_session
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.storage import TaskFileError
from tracefix_rl.tasks.task import Tier

err = Console(stderr=True)
app = typer.Typer(add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command()
def main(
    easy: Annotated[bool, typer.Option("--easy", help="Play easy tasks.")] = False,
    medium: Annotated[bool, typer.Option("--medium", help="Play medium tasks.")] = False,
    hard: Annotated[bool, typer.Option("--hard", help="Play hard tasks.")] = False,
    num_tasks: Annotated[int | None, typer.Option(min=1, help="How many tasks; 3 of a tier.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the policy and of every reset.")] = 0,
    task: Annotated[list[str] | None, typer.Option(help="A task's id or name; repeatable.")] = None,
    policy: Annotated[
        str | None,
        typer.Option(
            help="noop, random, spam, search, oracle, llm or an installed one. "
            "Default: llm if a token is set, else search."
        ),
    ] = None,
    thought: Annotated[bool, typer.Option("--thought", help="Tell thoughts and observations.")] = False,
    output: Annotated[Path, typer.Option(help="The results file.")] = Path("inference_results.json"),
    max_steps: Annotated[int, typer.Option(envvar="MAX_STEPS", min=1, max=1000)] = 50,
    benchmark: Annotated[
        str, typer.Option(envvar="BENCHMARK", help="Name in the log lines.")
    ] = "tracefix_rl",
    threshold: Annotated[
        float,
        typer.Option("--threshold", envvar="SUCCESS_SCORE_THRESHOLD", min=0, max=1, help="For success."),
    ] = 0.98,
    model: Annotated[str, typer.Option("--model", envvar="MODEL_NAME")] = "openai/gpt-oss-20b",
    api_base_url: Annotated[
        str,
        typer.Option(
            "--base-url", "--api-base-url", envvar="API_BASE_URL", help="Chat Completions endpoint."
        ),
    ] = "https://router.huggingface.co/v1",
    env_base_url: Annotated[
        str | None, typer.Option(envvar="ENV_BASE_URL", help="Play on this server.")
    ] = None,
    image: Annotated[
        str | None, typer.Option(envvar="LOCAL_IMAGE_NAME", help="Play in this Docker image.")
    ] = None,
) -> None:
    """Repair bugs: with a model if HF_TOKEN, API_KEY or OPENAI_API_KEY is set, else with built-in search."""
    tiers = [tier for tier, wanted in zip(Tier, (easy, medium, hard), strict=True) if wanted]
    if len(tiers) > 1:
        raise typer.BadParameter(f"choose one of {', '.join(f'--{tier}' for tier in tiers)}")
    if env_base_url and image:
        raise typer.BadParameter("ENV_BASE_URL and LOCAL_IMAGE_NAME are both set; unset one")
    named = task or ([os.environ["TASK_NAME"]] if os.environ.get("TASK_NAME") and not tiers else [])
    serves_itself = not env_base_url and not image
    try:
        plan = make_plan(
            tasks=named,
            tier=tiers[0] if tiers else None,
            count=num_tasks,
            seed=seed,
            catalog=Catalog.configured() if serves_itself else None,
        )
        check_writable(output)
    except (PlanError, TaskFileError, OSError) as error:
        raise typer.BadParameter(str(error)) from None

    token = token_in(os.environ)
    chosen = policy or ("llm" if token else "search")
    if chosen == "llm" and not token:
        raise typer.BadParameter(f"the llm policy needs a token: set one of {', '.join(TOKENS)}")
    try:
        endpoint = EndpointConfig(api_base_url, model, token) if chosen == "llm" else None
        player = make_policy(chosen, seed=seed, endpoint=endpoint)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if policy is None and not token:
        err.print(
            f"No model is configured (none of {', '.join(TOKENS)} is set): playing the built-in search.",
            soft_wrap=True,
        )

    run = ScriptRun(
        plan=plan,
        policy=player,
        policy_name=chosen,
        seed=seed,
        max_steps=max_steps,
        benchmark=benchmark,
        threshold=threshold,
        output=output,
        lines=sys.stdout,
        console=err,
        with_thoughts=thought,
    )
    code = _play(run, env_base_url, image)
    run.write()
    err.print(f"Results: {output}", soft_wrap=True)
    raise typer.Exit(code)


def _play(run: ScriptRun, server: str | None, image: str | None) -> int:
    """Play the run and return the exit code."""

    async def play(url: str) -> None:
        async with open_session(url) as session:
            await run.play(session)

    try:
        # To be told to stop ends a run in the same way as Ctrl-C: with what there is, and no process left.
        with told_to_stop_is_interrupted(), redirect_stdout(sys.stderr), _place(server, image) as url:
            asyncio.run(play(url))
    except KeyboardInterrupt:
        err.print("Interrupted.")
        return 130
    except ServerError as error:
        err.print(str(error), markup=False, highlight=False, soft_wrap=True)
        run.fail(str(error).splitlines()[0])
    except SessionError as error:
        run.fail(str(error))
    return 1 if run.failures else 0


def _place(server: str | None, image: str | None) -> AbstractContextManager[str]:
    """Where to play: on a server that is named, in a container, or on a server of our own."""
    if server:
        return nullcontext(server)
    return own_container(image) if image else own_server()


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    app()
