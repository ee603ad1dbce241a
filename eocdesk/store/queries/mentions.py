"""Entries that speak of a record of the watch: those whose text says its number, or the name of a plan."""

from __future__ import annotations

SAID = {"threat": "number", "request": "number", "plan": "name"}
"""What an entry says of each kind, in a phrase: `7KQ4-R3`, `Heat at outdoor venues`. Words tie an entry to it and
nothing else: what an officer types by hand counts as much as what a command writes, on every desk alike."""
CALLED = {"threat": "title", "request": "title", "plan": "owner"}
"""What else it may be asked for by."""


def rows(kind: str, test: str, low: str = "") -> str:
    """The rows of entries that speak of the records `k` of a kind that fit the test, `low` a bound below."""
    phrase = f"""'"' || replace(k.{SAID[kind]}, '"', ' ') || '"'"""
    return (
        f"SELECT s.rowid AS row FROM {kind} k CROSS JOIN entry_search s "  # CROSS: the records first, then the index
        f"WHERE k.event = :event AND k.{SAID[kind]} <> '' AND {test} AND s.entry_search MATCH {phrase}"
        f"{low.replace('rowid', 's.rowid')}"
    )
