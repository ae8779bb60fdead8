"""Suites as pytest has them: collected once, run against any source, their failures put into words."""
