"""An episode on a terminal: its code, edits, tests and rewards, as a person likes to read them.

What models, programs and tests wrote is never trusted here: it is printed as text, without markup, and what
would steer a terminal is made visible (`tracefix_rl.terminal.text`).
"""
