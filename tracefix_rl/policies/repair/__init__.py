"""What could repair a module, and what to try first: the `search` policy's knowledge of bugs.

`candidates` makes small edits with the repairs in `operators`, `values`, `calls` and `statements`;
`suspicion` and `clues` read from failing tests where, and of what kind, the bug may be.
"""
