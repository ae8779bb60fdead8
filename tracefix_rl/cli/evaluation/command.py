"""What `tracefix eval` takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracefix_rl.cli.tasks.common import refuse

_MAY_CHANGE = {"resume", "concurrency", "engine", "server", "image"}
"""What a run that is resumed need not be asked again in the same way."""


def evaluate(
    context: typer.Context,
    policy: Annotated[
        str | None, typer.Option(help="noop, random, spam, search, oracle, llm, or one that is installed.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(envvar="MODEL_NAME", help="The model; the policy is then llm.")
    ] = None,
    base_url: Annotated[
        str, typer.Option(envvar="API_BASE_URL", help="The model's Chat Completions endpoint.")
    ] = "https://router.huggingface.co/v1",
    split: Annotated[str | None, typer.Option(help="train, eval or test; eval where there is one.")] = None,
    tier: Annotated[list[str] | None, typer.Option(help="easy, medium or hard; repeatable.")] = None,
    num_tasks: Annotated[
        int, typer.Option(min=1, help="Tasks to draw, as many of each tier as there can be.")
    ] = 30,
    task: Annotated[list[str] | None, typer.Option(help="A task's id or name instead; repeatable.")] = None,
    tasks: Annotated[
        str,
        typer.Option(
            envvar="TRACEFIX_TASKS",
            metavar="FILE[,FILE...]",
            help="Task files, of which `shipped` comes with the package.",
            show_default=False,
        ),
    ] = "",
    attempts: Annotated[int, typer.Option(min=1, max=10_000, help="Episodes of each task.")] = 1,
    concurrency: Annotated[
        int | None,
        typer.Option(min=1, max=1_000, help="Episodes at a time; 8 with a model, else one a processor."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Draws the tasks, and what the policy draws.")] = 0,
    max_steps: Annotated[int, typer.Option(min=1, max=1_000, help="Steps of an episode.")] = 50,
    reward_mode: Annotated[str, typer.Option(help="shaped, terminal or binary.")] = "shaped",
    temperature: Annotated[float | None, typer.Option(min=0.0, help="Of the model.")] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Of each of the model's replies.")] = None,
    engine: Annotated[str, typer.Option(help="local, or ray.")] = "local",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The run's folder; a new one under runs/.")
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with the run in this folder, as it was asked for.")
    ] = None,
    server: Annotated[str | None, typer.Option(metavar="URL", help="Play on this server.")] = None,
    image: Annotated[str | None, typer.Option(metavar="NAME", help="Play in this Docker image.")] = None,
) -> None:
    """Play tasks with a policy and measure how well it repairs them.

    Every episode is kept in the run's folder as it ends, with a report to look at. A run that was stopped in
    any way goes on with --resume. The token of a model is read from HF_TOKEN, API_KEY or OPENAI_API_KEY.
    """
    from tracefix_rl.cli.evaluation.request import Request, RequestError
    from tracefix_rl.cli.evaluation.running import run

    try:
        if server and image:
            raise RequestError("--server and --image are two places to play; give one")
        if resume is not None:
            _check_alone(context)
            request = Request.of_run(resume)
        else:
            request = Request(
                policy=("llm" if model else "search") if policy is None else policy,
                model=model,
                base_url=base_url,
                split=split,
                tiers=tuple(tier or ()),
                num_tasks=num_tasks,
                task=tuple(task or ()),
                tasks=tasks,
                attempts=attempts,
                seed=seed,
                max_steps=max_steps,
                reward_mode=reward_mode,
                temperature=temperature,
                max_tokens=max_tokens,
            )
        code = run(
            request,
            engine=engine,
            concurrency=concurrency,
            folder=resume or output,
            resumes=resume is not None,
            server=server,
            image=image,
        )
    except RequestError as error:
        refuse(str(error))
    raise typer.Exit(code)


def _check_alone(context: typer.Context) -> None:
    """Refuse what a resumed run has been told already."""
    from tracefix_rl.cli.evaluation.request import RequestError

    given = [
        f"--{name.replace('_', '-')}"
        for name in context.params
        if name not in _MAY_CHANGE and _was_given(context, name)
    ]
    if given:
        raise RequestError(
            f"a run goes on as it was asked for, so {', '.join(given)} cannot be given with --resume; leave "
            "out, or begin another run"
        )


def _was_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
