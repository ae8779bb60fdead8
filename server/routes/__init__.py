"""Routes beside OpenEnv's: tasks there are, episodes recorded, metrics; and that there is no MCP."""
