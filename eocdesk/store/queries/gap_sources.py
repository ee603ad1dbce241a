"""What a gap stands on, to carry it to another event: its evidence in words, what is still to be done."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

_LONG = 200


class Unfinished(NamedTuple):
    """A recommendation that is neither done nor rejected. `due` in ms UTC, `progress` in percent.

    `partner` and `serving` (resources, one after the other) in words; of what others see, no more than its number.
    """

    title: str
    text: str
    owner: str
    due: int | None
    state: str
    progress: int | None
    note: str
    marking: str
    audience: str
    partner: str
    serving: str


def carried(connection: Connection, event: bytes, began: str) -> bytes | None:
    """The gap of that event that began as this one (`PARIS24 7KQ4-G3`), struck or not."""
    asked = "SELECT id FROM gap WHERE event = ? AND carried_from = ?"
    found: bytes | None = connection.exec_driver_sql(asked, (event, began)).scalar()
    return found


def open_gaps(connection: Connection, event: bytes) -> tuple[bytes, ...]:
    """The gaps of an event that are open, the oldest first."""
    asked = (
        "SELECT id FROM gap WHERE event = ? AND struck IS NOT 1 AND state NOT IN ('closed', 'accepted') "
        "ORDER BY found, row"
    )
    return tuple(record for (record,) in connection.exec_driver_sql(asked, (event,)))


def lessons(connection: Connection, event: bytes) -> tuple[bytes, ...]:
    """The lessons of an event, as they were written."""
    asked = "SELECT id FROM lesson WHERE event = ? AND struck IS NOT 1 ORDER BY row"
    return tuple(record for (record,) in connection.exec_driver_sql(asked, (event,)))


def learned_from(connection: Connection, lesson: bytes) -> str:
    """The partner a lesson was learned from, where it is marked as the lesson is; else nothing."""
    asked = (
        "SELECT a.name FROM lesson s JOIN agency a ON a.id = s.agency WHERE s.id = ? "
        "AND (a.marking, coalesce(a.audience, '')) = (s.marking, coalesce(s.audience, ''))"
    )
    return connection.exec_driver_sql(asked, (lesson,)).scalar() or ""


def unfinished(connection: Connection, gap: bytes) -> tuple[Unfinished, ...]:
    """What is still to be done about a gap, as it was recommended."""
    alike = "(x.marking, coalesce(x.audience, '')) = (n.marking, coalesce(n.audience, ''))"
    asked = f"""
SELECT n.title, n.text, n.owner, n.due, n.state, n.progress, n.note, n.marking, coalesce(n.audience, ''),
  coalesce((SELECT x.name FROM agency x WHERE x.id = n.agency AND {alike}), ''),
  coalesce((SELECT group_concat(trim(coalesce(x.number, '') || iif({alike}, ' ' || coalesce(x.name, ''), '')), ', ')
    FROM json_each(n.resources) j JOIN resource x ON x.id = unhex(j.value)), '')
FROM recommendation n WHERE n.gap = ? AND n.struck IS NOT 1 AND n.state NOT IN ('done', 'rejected') ORDER BY n.row
"""
    return tuple(Unfinished(*values) for values in connection.exec_driver_sql(asked, (gap,)))


def in_words(connection: Connection, gap: bytes) -> tuple[str, ...]:
    """What shows the gap, in words that stay readable where the records are not.

    The words go under the gap's marking and audience: of what bears others only its number is said.
    """
    pointers = (
        "SELECT entry, incident, engagement, NULL AS document, '' AS words, 0 AS row FROM gap WHERE id = :gap "
        "UNION ALL SELECT entry, incident, engagement, document, words, row FROM evidence v "
        f"WHERE gap = :gap AND struck IS NOT 1 AND {_alike('v')}"
    )
    asked = f"""
SELECT 'Entry ' || e.number || iif({_alike("e")}, ': ' || e.text, ''),
  'Incident ' || i.number || iif({_alike("i")}, ': ' || i.title, ''),
  iif({_alike("n")}, n.title, NULL), iif({_alike("d")}, 'File ' || d.name, NULL), nullif(p.words, '')
FROM ({pointers}) p LEFT JOIN entry e ON e.id = p.entry LEFT JOIN incident i ON i.id = p.incident
  LEFT JOIN engagement n ON n.id = p.engagement LEFT JOIN document d ON d.id = p.document ORDER BY p.row
"""
    found = (word for row in connection.exec_driver_sql(asked, {"gap": gap}) for word in row if word)
    return tuple(dict.fromkeys(" ".join(word.split())[:_LONG] for word in found))


def _alike(one: str) -> str:
    """Whether a record is seen by the same people as the gap."""
    labels = "SELECT marking, coalesce(audience, '') FROM gap WHERE id = :gap"
    return f"({one}.marking, coalesce({one}.audience, '')) = ({labels})"


class Awaiting(NamedTuple):
    """A gap or a recommendation that may be shown by something. `kind`: gap or recommendation."""

    kind: str
    id: bytes
    number: str
    title: str


def awaiting(
    connection: Connection, event: bytes, entry: bytes | None, incident: bytes | None, most: int
) -> tuple[Awaiting, ...]:
    """Open gaps and unfinished recommendations this entry or incident does not show yet.

    Those of the same incident stand first, then what is in work, then the newest.
    """
    shown = "v.struck IS NOT 1 AND iif(:entry IS NULL, v.incident = :incident, v.entry = :entry)"
    asked = f"""
SELECT kind, id, coalesce(number, ''), coalesce(title, '') FROM (
  SELECT 'gap' AS kind, g.id, g.number, g.title, g.incident, g.state, g.made_at FROM gap g
  WHERE g.event = :event AND g.struck IS NOT 1 AND g.state NOT IN ('closed', 'accepted')
    AND coalesce(iif(:entry IS NULL, g.incident = :incident, g.entry = :entry), 0) = 0
    AND NOT EXISTS (SELECT 1 FROM evidence v WHERE v.gap = g.id AND {shown})
  UNION ALL
  SELECT 'recommendation', n.id, n.number, n.title, g.incident, n.state, n.made_at
  FROM recommendation n LEFT JOIN gap g ON g.id = n.gap
  WHERE n.event = :event AND n.struck IS NOT 1 AND n.state NOT IN ('done', 'rejected')
    AND NOT EXISTS (SELECT 1 FROM evidence v WHERE v.recommendation = n.id AND {shown})
) ORDER BY coalesce(incident = :incident, 0) DESC, state <> 'in work', made_at DESC, kind LIMIT :most
"""
    values = {"event": event, "entry": entry, "incident": incident, "most": most}
    return tuple(Awaiting(*row) for row in connection.exec_driver_sql(asked, values))
