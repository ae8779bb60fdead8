"""Marks an environment for OpenEnv: `openenv push` asks for this file. What is imported is `tracefix_rl`."""
