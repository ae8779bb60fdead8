"""The format of a task file, for who writes and who reads it.

An SQLite database with the application id `APPLICATION` and the user version `VERSION`. `tasks.in_split`,
`in_tier` and `in_band` count the tasks of a split, of its tiers and of its bands from 0, in the order of
their ids, so that the task at a place is found without counting. Every row of `programs` and of `tasks` ends
with a seal: a hash of what comes before it in the row. The only row of `seals` is one of `SUMMARIES`, the
tables that are read whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

APPLICATION = 0x54464C58
"""Tells a task file from other databases."""
VERSION = 2
"""Goes up when a reader of the version before would misread the file."""
BANDS = 20
"""Bands of equal size in each split."""

SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE programs (
    number INTEGER PRIMARY KEY, name TEXT UNIQUE, domain TEXT, family TEXT, title TEXT, specification TEXT,
    origin TEXT, license TEXT, source TEXT, visible TEXT, held_out TEXT, suite TEXT, made TEXT, seal TEXT
);
CREATE TABLE tasks (
    id TEXT PRIMARY KEY, name TEXT UNIQUE, manifest_id TEXT UNIQUE, program INTEGER, split TEXT, tier TEXT,
    band INTEGER, score REAL, in_split INTEGER, in_tier INTEGER, in_band INTEGER,
    edits TEXT, bugs TEXT, measured TEXT, seal TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX by_split ON tasks (split, in_split);
CREATE UNIQUE INDEX by_tier ON tasks (split, tier, in_tier);
CREATE UNIQUE INDEX by_band ON tasks (split, band, in_band);
CREATE INDEX by_program ON tasks (program, split, tier, in_split);
CREATE TABLE families (
    bug_family TEXT, split TEXT, tier TEXT, in_split INTEGER, program INTEGER, id TEXT,
    PRIMARY KEY (bug_family, split, in_split)
) WITHOUT ROWID;
CREATE INDEX families_by_tier ON families (bug_family, split, tier, in_split);
CREATE TABLE counts (split TEXT, tier TEXT, count INTEGER, PRIMARY KEY (split, tier)) WITHOUT ROWID;
CREATE TABLE bands (
    split TEXT, band INTEGER, count INTEGER, score REAL, PRIMARY KEY (split, band)
) WITHOUT ROWID;
CREATE TABLE seals (summaries TEXT NOT NULL);
"""

SUMMARIES = (
    "SELECT key, value FROM about ORDER BY key",
    "SELECT split, tier, count FROM counts ORDER BY split, tier",
    "SELECT split, band, count, score FROM bands ORDER BY split, band",
)
"""What the file says of all its tasks: no more for many than for few."""

PROGRAM_COLUMNS = (
    "number, name, domain, family, title, specification, origin, license, "
    "source, visible, held_out, suite, made"
)
TASK_COLUMNS = (
    "id, name, manifest_id, program, split, tier, band, score, in_split, in_tier, in_band, "
    "edits, bugs, measured"
)


def seal(values: Sequence[object]) -> str:
    """Return the seal of a row, or of rows: what would be another, if they were edited by hand."""
    # A value of a type that none of our rows has gives another seal, rather than an error of its own.
    return hashlib.sha256(json.dumps(values, default=repr).encode()).hexdigest()[:16]
