"""A person at a terminal plays the episode that an agent plays: same session, same actions, same score.

- `commands`: what a person types, as a command
- `reading`, `editor`: where typed text comes from, and how lines are edited
- `turns`: a session whose calls wait
- `game`: the episode as it stands, and what can be done in it
- `view`: what is printed
- `table`: the loop that brings them together
"""
