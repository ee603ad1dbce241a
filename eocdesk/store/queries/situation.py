"""Everything a situation summary says, read from the records at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import Event, Refused, Status
from eocdesk.models.clock import Moment, at, moment, zone_named
from eocdesk.models.event import RATINGS
from eocdesk.models.marking import highest
from eocdesk.models.place import usng
from eocdesk.store.queries import events, figures, forms, threads
from eocdesk.store.queries import labels as known
from eocdesk.store.queries import situation_calendar as calendar
from eocdesk.store.queries import situation_told as more
from eocdesk.store.queries.facts import (
    ALONE,
    NOBODY,
    WITHHELD,
    Age,
    Facts,
    HourCount,
    IncidentLine,
    SeatLine,
    Signer,
    Span,
    TaskLine,
    TypeCount,
)
from eocdesk.store.queries.facts_told import Beyond, Told
from eocdesk.store.queries.situation_watch import watch

HOURS = 12
_HOUR = 3_600_000
_KEYS = 500
_OPEN = (str(Status.OPEN), str(Status.MONITORING))


@dataclass(frozen=True, slots=True)
class Issue:
    """What a person adds to the records: words, names, a number where it is not the next one."""

    number: int | None = None
    version: int = 1
    draft: bool = False
    final: bool = False
    highlights: str = ""
    remarks: str = ""
    prepared: Signer = NOBODY
    approved: Signer = NOBODY
    form: bytes | None = None  # the report people filled: it gives the words, the stage and who prepared it


PLAIN = Issue()


@dataclass(slots=True)
class Labels:
    """The markings and audiences of all that is said, gathered as it is read."""

    markings: list[str] = field(default_factory=list)
    audiences: set[str] = field(default_factory=set)

    def take(self, rows: Iterable[Any]) -> list[Any]:
        """The rows again, whose last two columns are marking and audience."""
        taken = list(rows)
        self.markings += {row[-2] for row in taken}
        self.audiences |= {row[-1] for row in taken if row[-1]}
        return taken

    def covered(self, marking: str, audience: str) -> bool:
        """Whether what is so marked may be counted among what was taken, without raising the marking."""
        return highest([marking]) <= highest(self.markings) and (not audience or audience in self.audiences)


def facts(connection: Connection, event: bytes, now: Moment, issue: Issue = PLAIN) -> Facts:
    """The facts of an event at a moment, numbered after the summaries issued so far.

    Read in one transaction of the reader, so that all figures are of one state. Refused where there is no such event.
    """
    whole = events.one(connection, event)
    if whole is None:
        raise Refused("This event is not on this desk.")
    labels = Labels([whole.marking], {whole.audience} - {""})
    written = None if issue.form is None else forms.one(connection, issue.form)
    issue = _filled(connection, issue, written)
    paper = more.last_paper(connection, event, issue.number)
    last = None if paper is None else (paper.number, paper.as_of)
    by_day, period, following = _spans(connection, whole, now)
    parts = {
        **_named(whole, now),
        **_issued(issue, last),
        **_posture(connection, event, now, labels),
        **_calendar(connection, whole, now, (period, following), last, labels),
        "incidents": _incidents(connection, event, period.starts, last, labels),
        "counts": _counts(connection, event, labels),
        "seats": _seats(connection, event, labels),
        "tasks": _tasks(connection, event, period.starts, labels),
        "watch": watch(connection, event, period.starts, now, labels.take),
        "told": _told(connection, issue, written, paper, labels),
        **_log(connection, event, now),
    }
    beyond = more.beyond(connection, event, (period.starts, following.ends), labels.take)
    return Facts(
        **parts,
        by_day=by_day,
        period=period,
        following=following,
        beyond=_since(connection, event, last, beyond, labels),
        stage="" if written is None else written.stage,
        hours=_hours(connection, event, now, whole.zone),
        marking=highest(labels.markings).word,
        audience=" & ".join(sorted(labels.audiences)),
    )


def _named(event: Event, now: Moment) -> dict[str, Any]:
    return {
        "code": event.code,
        "name": event.name,
        "zone": event.zone,
        "as_of": now,
        "exercise": bool(event.exercise),
        "place": event.place or "",
        "rating": dict(RATINGS).get(event.rating or "", event.rating or ""),
    }


def _issued(issue: Issue, last: tuple[int, Moment] | None) -> dict[str, Any]:
    return {
        "number": issue.number or (1 if last is None else last[0] + 1),
        "version": issue.version,
        "draft": issue.draft,
        "final": issue.final,
        "last_number": None if last is None else last[0],
        "last_as_of": None if last is None else last[1],
        "highlights": issue.highlights,
        "remarks": issue.remarks,
        "prepared": issue.prepared,
        "approved": issue.approved,
    }


def _posture(connection: Connection, event: bytes, now: Moment, labels: Labels) -> dict[str, Any]:
    """The level as the strip shows it, and the words of the newest posture."""
    posture = events.posture(connection, event, now)
    if posture is not None:
        labels.take([(posture.marking, posture.audience)])
    strip = figures.figures(connection, event, now)
    level, places = strip.level, strip.venues
    return {
        "level": None if level is None else level.level,
        "level_since": None if level is None else level.since,
        "level_reason": "" if level is None else level.reason,
        "situation": "" if posture is None else posture.note or "",
        "venues_today": 0 if places is None else places.today,
        "venues_live": 0 if places is None else places.live,
        "venues_suspended": 0 if places is None else places.suspended,
    }


def _calendar(
    connection: Connection,
    event: Event,
    now: Moment,
    spans: tuple[Span, Span],
    last: tuple[int, Moment] | None,
    labels: Labels,
) -> dict[str, Any]:
    since = None if last is None else last[1]
    board = calendar.board(connection, event.id, now, spans, since, event.zone)
    labels.take(board.labels)
    return {
        "sessions": board.sessions,
        "next_sessions": board.following,
        "venues": board.venues,
        "venues_quiet": board.quiet,
    }


def _filled(connection: Connection, issue: Issue, written: forms.FormLine | None) -> Issue:
    """With what the form says: its words, who prepared it; of a correction the number, and the next version."""
    if written is None:
        return issue
    blocks = forms.blocks_of(connection, written.id)
    issue = replace(issue, highlights=str(blocks.get("1", "")), remarks=str(blocks.get("17", "")))
    if written.prepared_at is not None:
        issue = replace(issue, prepared=Signer(written.prepared_by, written.prepared_as, written.prepared_at))
    corrected = None if written.corrects is None else forms.issued_paper(connection, written.corrects)
    if corrected is None or issue.number is not None:
        return issue
    issued = forms.papers_of(connection, written.event, written.code)
    newest = max(paper.version for paper in issued if paper.number == corrected.number)
    return replace(issue, number=corrected.number, version=newest + 1)


def _since(
    connection: Connection, event: bytes, last: tuple[int, Moment] | None, beyond: Beyond, labels: Labels
) -> Beyond:
    """With what changed since the last report; counted last, as far as what was read raises the marking anyway."""
    if last is None:
        return beyond
    return replace(beyond, touched=more.touched(connection, event, last[1], labels.covered))


def _told(
    connection: Connection, issue: Issue, written: forms.FormLine | None, last: forms.Paper | None, labels: Labels
) -> Told:
    if issue.form is not None and written is None:
        return Told(withheld=True)
    return more.told(connection, written, last, labels.take)


def _spans(connection: Connection, event: Event, now: Moment) -> tuple[bool, Span, Span]:
    """Whether the days stand in for periods, then this one and the next one."""
    timed = [each for each in events.periods(connection, event.id) if each.starts is not None and each.ends is not None]
    spans = [Span(p.number, p.name, p.starts or 0, p.ends or 0, p.objectives or "") for p in timed]
    running = next((span for span in spans if span.starts <= now < span.ends), None)
    if running is not None:
        length = running.ends - running.starts
        after = Span(None, "", running.ends, running.ends + length)
        return False, running, next((span for span in spans if span.starts >= running.ends), after)
    today = at(now, event.zone).date()
    zone = zone_named(event.zone)
    nights = [moment(datetime.combine(today + timedelta(days=day), time(), zone)) for day in range(3)]
    return True, Span(None, "Today", nights[0], nights[1]), Span(None, "Tomorrow", nights[1], nights[2])


def _incidents(
    connection: Connection, event: bytes, begun: Moment, last: tuple[int, Moment] | None, labels: Labels
) -> tuple[IncidentLine, ...]:
    """Those open, and those closed or changed since the last summary (since the period began, where there is none)."""
    since = begun if last is None else last[1]
    rows = labels.take(
        connection.exec_driver_sql(
            f"SELECT i.id, i.number, i.title, i.type, coalesce(v.name, {_hidden('i.venue')}), i.place, i.lat, i.lon, "
            f"i.severity, i.status, coalesce(nullif(a.short, ''), a.name, {_hidden('i.lead')}), i.opened, i.made_at, "
            "i.venue, i.lead, i.marking, i.audience "
            "FROM incident i LEFT JOIN venue v ON v.id = i.venue LEFT JOIN agency a ON a.id = i.lead "
            "WHERE i.event = ? AND i.struck IS NOT 1 AND (i.status IN (?, ?) OR i.closed > ? "
            "OR i.id IN (SELECT rec FROM change WHERE kind = 'incident' AND at > ?))",
            (event, *_OPEN, since, since),
        )
    )
    labels.take(known.of(connection, "venue", [row[-4] for row in rows]))
    labels.take(known.of(connection, "agency", [row[-3] for row in rows]))
    latest = _latest(connection, [row[0] for row in rows], labels)
    touched = _touched(connection, [row[0] for row in rows], since)
    return tuple(_incident(row, latest.get(row[0]), last, touched=row[0] in touched) for row in rows)


def _hidden(field: str) -> str:
    """SQL of what is said for a record that this field points to and that is not shown; empty where it points to none.

    `field` is written here, never by a person.
    """
    return f"CASE WHEN {field} IS NULL THEN '' ELSE '{WITHHELD}' END"


def _incident(
    row: Any, latest: tuple[Moment, str, str] | None, last: tuple[int, Moment] | None, *, touched: bool
) -> IncidentLine:
    _, number, title, kind, venue, place, lat, lon, severity, status, lead, opened, made = row[:13]
    where = (
        (place if venue == WITHHELD else "")
        or venue
        or place
        or (usng(lat, lon) if lat is not None and lon is not None else "")
    )
    said_at, said, said_number = latest or (None, "", "")
    change = ""
    if last is not None:
        if (opened or made) > last[1]:
            change = "new" if status in _OPEN else "closed"
        elif status not in _OPEN:
            change = "closed"
        elif touched or (said_at or 0) > last[1]:
            change = "updated"
    level = min(max(severity or 0, 0), 4)  # one that a newer desk knows counts as the gravest there is
    return IncidentLine(number, title, kind, where, level, status, lead, opened, change, said, said_at, said_number)


def _touched(connection: Connection, records: Sequence[bytes], since: Moment) -> set[bytes]:
    found: set[bytes] = set()
    for start in range(0, len(records), _KEYS):
        chunk = tuple(records[start : start + _KEYS])
        asked = f"SELECT DISTINCT rec FROM change WHERE rec IN ({', '.join('?' * len(chunk))}) AND at > ?"
        found |= {record for (record,) in connection.exec_driver_sql(asked, (*chunk, since))}
    return found


def _latest(connection: Connection, records: Sequence[bytes], labels: Labels) -> dict[bytes, tuple[Moment, str, str]]:
    """Of each incident its newest entry that stands: when, how it reads now, its number."""
    found: dict[bytes, tuple[Moment, str, str]] = {}
    for start in range(0, len(records), _KEYS):
        chunk = tuple(records[start : start + _KEYS])
        asked = (
            "SELECT e.incident, max(e.happened), e.id, e.number, e.marking, e.audience FROM entry e "
            f"WHERE e.incident IN ({', '.join('?' * len(chunk))}) AND e.kind IN ('entry', 'change') "
            "AND e.struck IS NOT 1 AND NOT EXISTS "
            "(SELECT 1 FROM entry s WHERE s.amends = e.id AND s.kind = 'strike') GROUP BY e.incident"
        )
        for incident, when, entry, number, *_ in labels.take(connection.exec_driver_sql(asked, chunk)):
            found[incident] = (when, threads.reads_now(connection, entry), number)
    return found


def _counts(connection: Connection, event: bytes, labels: Labels) -> tuple[TypeCount, ...]:
    rows = labels.take(
        connection.exec_driver_sql(
            "SELECT coalesce(type, ''), severity, count(*), coalesce(sum(status IN (?, ?)), 0), marking, audience "
            "FROM incident WHERE event = ? AND struck IS NOT 1 GROUP BY type, severity, marking, audience",
            (*_OPEN, event),
        )
    )
    made: dict[str, list[int]] = {}
    for name, severity, many, still, *_ in rows:
        counted = made.setdefault(name, [0, 0, 0, 0, 0, 0])
        counted[min(max(severity or 0, 0), 4)] += many
        counted[5] += still
    lines = [TypeCount(name, (c[0], c[1], c[2], c[3], c[4]), c[5]) for name, c in made.items()]
    return tuple(sorted(lines, key=lambda line: (-line.open, -sum(line.severities), line.type)))


def _hours(connection: Connection, event: bytes, now: Moment, zone: str) -> tuple[HourCount, ...]:
    """The last twelve hours by the local clock, the running one last."""
    begun = now - (at(now, zone).minute * 60_000 + now % 60_000)
    first = begun - (HOURS - 1) * _HOUR
    counted = [[0, 0, 0, 0, 0] for _ in range(HOURS)]
    found = connection.exec_driver_sql(
        "SELECT (opened - ?) / ?, severity, count(*) FROM incident WHERE event = ? AND struck IS NOT 1 "
        "AND opened >= ? AND opened <= ? GROUP BY 1, 2",
        (first, _HOUR, event, first, now),
    )
    for hour, severity, many in found:
        counted[hour][min(max(severity or 0, 0), 4)] += many
    return tuple(HourCount(first + hour * _HOUR, (c[0], c[1], c[2], c[3], c[4])) for hour, c in enumerate(counted))


def _seats(connection: Connection, event: bytes, labels: Labels) -> tuple[SeatLine, ...]:
    rows = connection.exec_driver_sql(
        f"SELECT s.name, coalesce(a.name, {_hidden('s.agency')}), s.status, s.since, "
        f"coalesce(c.name, {_hidden('s.holder')}), coalesce(a.esf, ''), "
        "coalesce(a.ca_esf, ''), s.agency, s.holder, s.marking, s.audience FROM seat s "
        "LEFT JOIN agency a ON a.id = s.agency LEFT JOIN contact c ON c.id = s.holder "
        "WHERE s.event = ? AND s.struck IS NOT 1 ORDER BY s.name",
        (event,),
    )
    seats = labels.take(rows)
    labels.take(known.of(connection, "agency", [row[-4] for row in seats]))
    labels.take(known.of(connection, "contact", [row[-3] for row in seats]))
    return tuple(SeatLine(*row[:-4]) for row in seats)


def _tasks(connection: Connection, event: bytes, begun: Moment, labels: Labels) -> tuple[TaskLine, ...]:
    """Open ones, and those done since the period began."""
    rows = connection.exec_driver_sql(
        f"SELECT t.number, t.title, t.owner, t.due, t.done, coalesce(i.number, {_hidden('t.incident')}), "
        f"coalesce(nullif(v.short, ''), v.name, {_hidden('t.venue')}), t.incident, t.venue, "
        "t.marking, t.audience FROM task t "
        "LEFT JOIN incident i ON i.id = t.incident LEFT JOIN venue v ON v.id = t.venue "
        "WHERE t.event = ? AND t.struck IS NOT 1 AND (t.done IS NULL OR t.done >= ?) ORDER BY t.due, t.number",
        (event, begun),
    )
    tasks = labels.take(rows)
    labels.take(known.of(connection, "incident", [row[-4] for row in tasks]))
    labels.take(known.of(connection, "venue", [row[-3] for row in tasks]))
    return tuple(TaskLine(*row[:-4]) for row in tasks)


def _log(connection: Connection, event: bytes, now: Moment) -> dict[str, Any]:
    many, newest = connection.exec_driver_sql(
        "SELECT count(*), max(happened) FROM entry WHERE event = ? AND happened <= ? AND struck IS NOT 1", (event, now)
    ).one()
    return {"entries": int(many), "ages": (ALONE,) if newest is None else (ALONE, Age("Newest entry", newest))}
