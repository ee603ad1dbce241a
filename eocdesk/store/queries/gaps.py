"""What the committee looks at: gaps and recommendations by page, what each stands on, which resources could serve."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import Connection

from eocdesk.store.queries.matching import plain
from eocdesk.store.queries.paging import found, paged

_ALIKE = 88
"""Words as like as this, of 100, mean the same: translator and translators."""
_SHORTEST = 4
_MOST = 8
_UNFINISHED = "state NOT IN ('done', 'rejected')"


class GapRow(NamedTuple):
    """One gap. Moments in ms UTC; texts of what is not there are empty."""

    row: int
    id: bytes
    number: str
    title: str
    state: str
    weight: str
    capability: str
    found: int | None
    carried_from: str
    unfinished: int
    due: int | None
    """When the first of what is unfinished is due."""
    marking: str

    def is_late(self, now: int) -> bool:
        """Whether something should be done by now."""
        return self.due is not None and self.due < now and self.state not in ("closed", "accepted")


class RecommendationRow(NamedTuple):
    """One recommendation. `due` in ms UTC, `progress` in percent."""

    row: int
    id: bytes
    number: str
    title: str
    state: str
    owner: str
    due: int | None
    progress: int
    gap: bytes | None
    gap_number: str
    gap_title: str
    marking: str

    def is_late(self, now: int) -> bool:
        """Whether it should be done by now."""
        return self.due is not None and self.due < now and self.state not in ("done", "rejected")


class Shown(NamedTuple):
    """Something that shows a gap or a recommendation: a record (kind, id) or words alone."""

    kind: str
    id: bytes
    text: str


class Serving(NamedTuple):
    """A resource that could serve, and the words for which it was found."""

    id: bytes
    number: str
    name: str
    words: tuple[str, ...]


_GAPS = f"""
SELECT g.row, g.id, coalesce(g.number, ''), coalesce(g.title, ''), coalesce(g.state, ''), coalesce(g.weight, ''),
  coalesce(c.name, ''), g.found, coalesce(g.carried_from, ''),
  (SELECT count(*) FROM recommendation n WHERE n.gap = g.id AND n.struck IS NOT 1 AND n.{_UNFINISHED}),
  (SELECT min(n.due) FROM recommendation n WHERE n.gap = g.id AND n.struck IS NOT 1 AND n.{_UNFINISHED}),
  coalesce(g.marking, '')
FROM gap g LEFT JOIN capability c ON c.id = g.capability
"""
_RECOMMENDATIONS = """
SELECT n.row, n.id, coalesce(n.number, ''), coalesce(n.title, ''), coalesce(n.state, ''),
  coalesce(nullif(n.owner, ''), a.name, ''), n.due, coalesce(n.progress, 0), n.gap, coalesce(g.number, ''),
  coalesce(g.title, ''), coalesce(n.marking, '')
FROM recommendation n LEFT JOIN gap g ON g.id = n.gap LEFT JOIN agency a ON a.id = n.agency
"""


def gap_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Gaps: open ones first, with something overdue on top, then by weight and age; closed ones last."""
    late = (
        "EXISTS (SELECT 1 FROM recommendation n WHERE n.gap = g.id AND n.struck IS NOT 1 "
        f"AND n.due < :now AND n.{_UNFINISHED})"
    )
    ordered = (
        "SELECT g.row FROM gap g WHERE g.event = :event AND g.struck IS NOT 1 "
        f"ORDER BY g.state IN ('closed', 'accepted'), {late} DESC, "
        "CASE g.weight WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, g.found, g.row"
    )
    return found(connection, "gap", ordered, event, words, now)


def recommendation_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Recommendations: what is overdue first, longest first; then by due time; what is finished last."""
    ordered = (
        "SELECT n.row FROM recommendation n WHERE n.event = :event AND n.struck IS NOT 1 "
        "ORDER BY n.state IN ('done', 'rejected'), (n.due < :now) IS NOT 1, n.due IS NULL, n.due, n.row"
    )
    return found(connection, "recommendation", ordered, event, words, now)


def unfinished_keys(connection: Connection, event: bytes, words: str, now: int) -> list[int]:
    """Recommendations somebody has still to carry out: what is overdue first, then by due time."""
    ordered = (
        f"SELECT n.row FROM recommendation n WHERE n.event = :event AND n.struck IS NOT 1 AND n.{_UNFINISHED} "
        "ORDER BY (n.due < :now) IS NOT 1, n.due IS NULL, n.due, n.row"
    )
    return found(connection, "recommendation", ordered, event, words, now)


def gap_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, GapRow]:
    """These gaps, by row number."""
    return {row: GapRow(*values) for row, values in paged(connection, f"{_GAPS} WHERE g.row", rows).items()}


def recommendation_rows(connection: Connection, rows: Sequence[int]) -> Mapping[int, RecommendationRow]:
    """These recommendations, by row number."""
    asked = f"{_RECOMMENDATIONS} WHERE n.row"
    return {row: RecommendationRow(*values) for row, values in paged(connection, asked, rows).items()}


def gap(connection: Connection, record: bytes) -> GapRow | None:
    """One gap, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_GAPS} WHERE g.id = ?", (record,)).one_or_none()
    return None if row is None else GapRow(*row)


def recommendation(connection: Connection, record: bytes) -> RecommendationRow | None:
    """One recommendation, or None where it is not here."""
    row = connection.exec_driver_sql(f"{_RECOMMENDATIONS} WHERE n.id = ?", (record,)).one_or_none()
    return None if row is None else RecommendationRow(*row)


def of_gap(connection: Connection, gap: bytes) -> tuple[RecommendationRow, ...]:
    """What is recommended about a gap, what is to be done first."""
    asked = (
        f"{_RECOMMENDATIONS} WHERE n.gap = ? AND n.struck IS NOT 1 "
        "ORDER BY n.state IN ('done', 'rejected'), n.due IS NULL, n.due, n.row"
    )
    return tuple(RecommendationRow(*values) for values in connection.exec_driver_sql(asked, (gap,)))


def evidence(connection: Connection, owner: bytes) -> tuple[Shown, ...]:
    """What shows a gap or a recommendation."""
    asked = """
SELECT v.entry, 'Entry ' || e.number || ': ' || e.text, v.incident, 'Incident ' || i.number || ': ' || i.title,
  v.engagement, m.title, v.document, d.name, v.words
FROM evidence v LEFT JOIN entry e ON e.id = v.entry LEFT JOIN incident i ON i.id = v.incident
  LEFT JOIN engagement m ON m.id = v.engagement LEFT JOIN document d ON d.id = v.document
WHERE (v.gap = :owner OR v.recommendation = :owner) AND v.struck IS NOT 1 ORDER BY v.row
"""
    shown: list[Shown] = []
    for row in connection.exec_driver_sql(asked, {"owner": owner}):
        for at, kind in enumerate(("entry", "incident", "engagement", "document")):
            record, text = row[2 * at], row[2 * at + 1]
            if record is not None:
                shown.append(Shown(kind, record, text or f"A {kind} that is not on this desk"))
        if row[8]:
            shown.append(Shown("", b"", row[8]))
    return tuple(shown)


def could_serve(connection: Connection, event: bytes, words: str) -> tuple[Serving, ...]:
    """Resources of the event that share words with these, the most alike first; with the words they share."""
    wanted = _telling(words)
    asked = (
        "SELECT id, coalesce(number, ''), coalesce(name, ''), coalesce(category, ''), coalesce(capacity, ''), "
        "coalesce(languages, '') FROM resource WHERE event = ? AND struck IS NOT 1 ORDER BY row"
    )
    found: list[Serving] = []
    for record, number, name, *said in connection.exec_driver_sql(asked, (event,)):
        own = _telling(" ".join((name, *said)))
        shared = tuple(word for word in own if any(fuzz.ratio(word, other) >= _ALIKE for other in wanted))
        if shared:
            found.append(Serving(record, number, name, shared))
    found.sort(key=lambda one: -len(one.words))
    return tuple(found[:_MOST])


def _telling(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in re.split(r"\s+", plain(words)) if len(word) >= _SHORTEST))
