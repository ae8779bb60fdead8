"""An episode on a terminal: its code, edits, tests and rewards, as a person likes to read them.

- `text`, `listing`, `console`: text made fit for a terminal, lines with a gutter, standard output
- `code`, `diff`, `verdicts`, `rewards`, `brief`: the parts of an episode
- `demonstration`: an episode while it is played; `playback`, `episodes`: those that were recorded

What models, programs and tests wrote is never trusted here: it is printed as text, without markup, and what
would steer a terminal is made visible (`tracefix_rl.terminal.text`).
"""
