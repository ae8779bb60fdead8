"""The OpenEnv server: environment, application, extra routes.

- `tracefix_rl.server.app`: the FastAPI application, and the command that serves it
- `tracefix_rl.server.environment`: `TraceFixEnvironment`, one session's episodes
"""

from tracefix_rl.server.temporary import name_a_temporary_folder

name_a_temporary_folder()  # before anything imports OpenEnv
