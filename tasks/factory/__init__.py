"""Makes tasks of programs: bugs, held-out tests, gate, measuring, and the file that is shipped.

`produce` does it for one program, `build` for a library, in parallel and so that it can be resumed;
`assemble` cuts the tiers and writes the file; `check_tasks` checks again what a file has.
"""
