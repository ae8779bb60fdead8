"""The OpenEnv server: environment, application, extra routes.

- `tracefix_rl.server.command`: the command `server`
- `tracefix_rl.server.app`: the FastAPI application, and how it is served
- `tracefix_rl.server.environment`: `TraceFixEnvironment`, one session's episodes
"""

from tracefix_rl.sandbox.temporary import temporary_folder

temporary_folder()  # OpenEnv's page asks for one when it is imported
