"""What is read of a user's own module: its name, its package, and which of its tests can be used."""
