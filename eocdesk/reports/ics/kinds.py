"""Kinds of resource as heads of narrow columns: a long name stands whole below the table, under a number."""

from __future__ import annotations

from collections.abc import Sequence

from eocdesk.reports.sheet import Words

LONGEST = 60
"""Letters of a head: more of them are taller than what they stand over."""


def headed(kinds: Sequence[str]) -> tuple[tuple[str, ...], tuple[Words, ...]]:
    """The words over each column, and what stands below the table: `Note 1: the name`, one a line."""
    heads: list[str] = []
    notes: list[str] = []
    for kind in kinds:
        name = " ".join(kind.split())
        if len(name) > LONGEST:
            notes.append(f"Note {len(notes) + 1}: {kind}")
            name = f"Note {len(notes)}"
        heads.append(name)
    return tuple(heads), (Words("\n".join(notes)),) * bool(notes)
