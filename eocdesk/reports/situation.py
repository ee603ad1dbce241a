"""The situation summary: the records of one moment as pages that can be signed and handed up."""

from __future__ import annotations

from pathlib import Path

from eocdesk.models.event import LEVELS
from eocdesk.models.marking import WORDS, Tlp
from eocdesk.models.paper import STAGES
from eocdesk.models.sitrep import PARTS, points
from eocdesk.models.support import CA_ESF, ESF, named
from eocdesk.reports import situation_tables as tables
from eocdesk.reports import situation_told
from eocdesk.reports import situation_watch as watch
from eocdesk.reports.chart import in_words, incidents_by_hour
from eocdesk.reports.document import (
    Beside,
    Bullets,
    Card,
    Cards,
    Document,
    Heading,
    Pairs,
    Paragraph,
    Picture,
    Piece,
    Section,
    Signature,
)
from eocdesk.reports.frozen import sealed
from eocdesk.reports.times import clock, span, stamp
from eocdesk.reports.typeset import Paper, pdf
from eocdesk.store.queries.facts import Facts, IncidentLine, Signer

BANNER = "EXERCISE – EXERCISE – EXERCISE – NOT A REAL EVENT"
DRAFT = "DRAFT – NOT ISSUED"
UNCHOSEN = "Chosen by nobody; the gravest of what is open or changed, by the record:"
COLOURS = {  # TLP 2.0: text on black (FIRST, August 2022)
    Tlp.RED: "#FF2B2B",
    Tlp.AMBER_STRICT: "#FFC000",
    Tlp.AMBER: "#FFC000",
    Tlp.GREEN: "#33FF00",
    Tlp.CLEAR: "#FFFFFF",
}
_TITLES = {part.number: part.title for part in PARTS}
_GRAVE = 3
"""From Major on an incident is offered as a highlight."""
_OFFERED = 5
_MAP = 219.0
"""Points: the map leaves room for the chart and the posture on the first page."""


def render(
    facts: Facts,
    paper: Paper = Paper.LETTER,
    *,
    map_svg: str = "",
    map_alt: str = "",
    feeds: tuple[str, ...] = (),
    fonts: Path | None = None,
) -> bytes:
    """The summary as PDF/UA-1; the same bytes for the same facts. Takes 0.1 to 1 s: not for the screen's thread."""
    return pdf(sealed(build(facts, map_svg=map_svg, map_alt=map_alt, feeds=feeds)), paper, fonts)


def build(facts: Facts, *, map_svg: str = "", map_alt: str = "", feeds: tuple[str, ...] = ()) -> Document:
    """The facts as a document. The map and its words, and how old each feed is here, are no facts and in no digest."""
    tlp = WORDS.get(facts.marking, Tlp.RED)
    marking = tlp.label + (f" · {facts.audience}" if facts.audience else "")
    stage = dict(STAGES).get(facts.stage) or ("Final" if facts.final else "Initial" if facts.number == 1 else "Update")
    return Document(
        title="Situation Report, draft" if facts.draft else f"Situation Report {facts.number}",
        about=", ".join(word for word in (f"{facts.name} ({facts.code})", facts.place) if word),
        subtitle=f"{DRAFT if facts.draft else f'{stage}, version {facts.version}'} · {_period(facts)}",
        marking=marking,
        marking_colour=COLOURS[tlp],
        banner=" · ".join(word for word in (BANNER * facts.exercise, DRAFT * facts.draft) if word),
        running_left=f"{_short(f'{facts.code} {facts.name}', 60)} · {called(facts)}",
        running_right=f"As of {stamp(facts.as_of, facts.zone)}",
        footer_left=f"Prepared by {_short(_signed(facts.prepared), 60)}",
        footer_lines=(" · ".join(_ages(facts)),),
        author=facts.prepared.name or facts.code,
        moment=facts.as_of,
        lead=(_cards(facts), situation_told.header(facts), *situation_told.unseen(facts)),
        sections=_tight(_sections(facts, map_svg, map_alt, feeds)),
    )


def _sections(facts: Facts, map_svg: str, map_alt: str, feeds: tuple[str, ...]) -> tuple[Section | Beside, ...]:
    """All of them, numbered and in order; one with nothing in it says so."""
    this, following = ("today", "tomorrow") if facts.by_day else ("this period", "next period")
    told = situation_told
    return (
        _part(facts, "1", _highlights(facts)),
        _part(facts, "2", _overview(facts, map_svg, map_alt)),
        Beside(_part(facts, "3", _posture(facts)), Section("Incidents by hour and severity", _chart(facts))),
        Section("3. EOC posture: partners’ seats", tables.seats(facts)),
        Section(
            f"4. Event calendar, {this}",
            (*tables.calendar(facts.sessions, facts), *told.text(facts, "4")),
            told.since(facts, "4"),
        ),
        Section(f"4. Event calendar, {following}", _next(facts), _next_note(facts)),
        Section("5. Significant incidents", (*tables.incidents(facts), *told.text(facts, "5")), _since(facts)),
        Section("5. Incidents by type, to date", tables.counts(facts)),
        _part(facts, "6", told.life(facts)),
        _part(facts, "7", (*watch.threats(facts), *told.text(facts, "7"))),
        _part(
            facts, "8", (*watch.hazards(facts, feeds), *told.horizons(facts, "8", "Expected"), *told.text(facts, "8"))
        ),
        _part(facts, "9", told.lifelines(facts)),
        _part(facts, "10", (*tables.venues(facts), *told.text(facts, "10"))),
        _part(facts, "11", _operations(facts)),
        _part(facts, "12", _resources(facts)),
        _part(facts, "13", _aid(facts)),
        _part(facts, "14", (*told.text(facts, "14"), *told.labelled(facts, ("14.rumours", "Rumours and responses")))),
        _part(facts, "15", _planned(facts)),
        _part(facts, "16", told.decisions(facts)),
        _part(facts, "17", _remarks(facts)),
        Section("18. Approval", _approval(facts)),
    )


def _tight(sections: tuple[Section | Beside, ...]) -> tuple[Section | Beside, ...]:
    """Where there is nothing to report of two that follow each other, they take the room of one."""
    made: list[Section | Beside] = []
    for one in sections:
        before = made[-1] if made else None
        if isinstance(one, Section) and isinstance(before, Section) and not one.pieces and not before.pieces:
            made[-1] = Beside(before, one)
        else:
            made.append(one)
    return tuple(made)


def _part(facts: Facts, number: str, pieces: tuple[Piece, ...]) -> Section:
    return Section(f"{number}. {_TITLES[number]}", pieces, situation_told.since(facts, number))


def _operations(facts: Facts) -> tuple[Piece, ...]:
    plans, done = watch.plans(facts), tables.tasks(facts, done=True)
    return (
        *_objectives(facts),
        *situation_told.labelled(facts, ("11.progress", "Progress")),
        *situation_told.text(facts, "11"),
        *((Heading("Contingency plans"), *plans) if plans else ()),
        *((Heading("Done in this period"), *done) if done else ()),
    )


def _resources(facts: Facts) -> tuple[Piece, ...]:
    asked = watch.requests(facts)
    return (
        *situation_told.needs(facts),
        *((Heading("Requests"), *asked) if asked else ()),
        *situation_told.resources(facts),
        *situation_told.text(facts, "12"),
    )


def _aid(facts: Facts) -> tuple[Piece, ...]:
    gaps = watch.gaps(facts)
    return (
        *watch.offers(facts),
        *((Heading("Gaps and recommendations"), *gaps) if gaps else ()),
        *situation_told.labelled(facts, ("13.gaps", "Gaps and constraints")),
        *situation_told.text(facts, "13"),
    )


def _planned(facts: Facts) -> tuple[Piece, ...]:
    due = tables.tasks(facts, done=False)
    return (
        *situation_told.text(facts, "15.actions"),
        *((Heading("Tasks due"), *due) if due else ()),
        *situation_told.meetings(facts),
        *situation_told.text(facts, "15"),
    )


def called(facts: Facts) -> str:
    """What it is called on each page."""
    return "draft" if facts.draft else f"SITREP {facts.number} · version {facts.version}"


def offered_highlights(facts: Facts) -> tuple[str, ...]:
    """Up to five sentences an author may start from: the gravest changes, newest first. Nothing is chosen for them."""

    def newest(incident: IncidentLine) -> int:
        return max(incident.latest_at or 0, incident.opened or 0)

    grave = [each for each in facts.incidents if each.severity >= _GRAVE and each.change != "closed"]
    chosen = sorted(grave, key=lambda each: (each.severity, newest(each)), reverse=True)[:_OFFERED]
    return tuple(tables.sentence(each, facts.zone) for each in sorted(chosen, key=newest, reverse=True))


def _period(facts: Facts) -> str:
    period = facts.period
    if period is None or facts.by_day:
        return "No operational period is set"
    named = "Operational period" + (f" {period.number}" if period.number is not None else "")
    said = f", {period.name}" if period.name else ""
    return f"{named}{said}: {span(period.starts, period.ends, facts.zone)}"


def _signed(signer: Signer) -> str:
    return ", ".join(word for word in (signer.name, signer.position) if word) or "(not named)"


def _short(words: str, most: int) -> str:
    """For the lines that repeat on each page; whole on the first page and at the approval."""
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1] + "…"


def _ages(facts: Facts) -> tuple[str, ...]:
    return tuple(age.said or f"{age.line}: {tables.last_contact(age, facts)}" for age in facts.ages)


def _cards(facts: Facts) -> Cards:
    open_ones = [each for each in facts.incidents if each.status in tables.OPEN]
    grave = [
        (word, sum(each.severity == level for each in open_ones)) for level, word in ((4, "critical"), (3, "major"))
    ]
    due = [each for each in facts.tasks if each.done is None]
    overdue = [each for each in due if each.due is not None and each.due < facts.as_of]
    changed = sum(bool(each.change) for each in facts.sessions)
    level = f"Level {facts.level}" if facts.level is not None else "Not set"
    since = f"since {clock(facts.level_since, facts.zone, facts.as_of)}" if facts.level_since is not None else ""
    live = f"{facts.venues_live} / {facts.venues_today}"
    when = "today" if facts.by_day else "this period"
    return Cards(
        (
            Card("Activation", level, since),
            Card("Open incidents", str(len(open_ones)), ", ".join(f"{count} {word}" for word, count in grave)),
            Card("Venues live", live, f"{facts.venues_suspended} suspended"),
            Card("Sessions", str(len(facts.sessions)), f"{when}, {changed} changed"),
            Card("Tasks overdue", str(len(overdue)), f"of {len(due)} open"),
        )
    )


def _highlights(facts: Facts) -> tuple[Piece, ...]:
    chosen = points(facts.highlights)
    if chosen:
        return (Bullets(chosen),)
    offered = offered_highlights(facts)
    return (Paragraph(UNCHOSEN, "muted"), Bullets(offered)) if offered else ()


def _overview(facts: Facts, map_svg: str, map_alt: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = list(
        situation_told.labelled(facts, ("2.background", "Background"), ("2.current", "Current situation"))
    )
    if facts.situation.strip() and not facts.told.form:
        pieces.append(Paragraph(facts.situation.strip()))
    if map_svg:
        caption = f"Venues, open incidents and hazards at {stamp(facts.as_of, facts.zone)}"
        pieces.append(Picture(map_svg, map_alt or caption, caption, tallest=_MAP))
    return tuple(pieces)


def _objectives(facts: Facts) -> tuple[Piece, ...]:
    words = "" if facts.period is None else facts.period.objectives.strip()
    return (Paragraph(words),) if words else ()


def _chart(facts: Facts) -> tuple[Piece, ...]:
    if not any(any(hour.severities) for hour in facts.hours):
        return ()
    return (Picture(incidents_by_hour(facts.hours, facts.zone), in_words(facts.hours, facts.zone)),)


def _posture(facts: Facts) -> tuple[Piece, ...]:
    pairs = [("Activation", dict(LEVELS).get(facts.level, "Not set") if facts.level is not None else "Not set")]
    if facts.level_since is not None:
        pairs.append(("Since", stamp(facts.level_since, facts.zone)))
    if facts.level_reason:
        pairs.append(("Reason", facts.level_reason))
    pairs.append(("Rating", facts.rating or "Not rated"))
    active = [seat for seat in facts.seats if seat.status == "activated"]
    pairs.append(("Seats activated", f"{len(active)} of {len(facts.seats)}"))
    counts = (("ESF", ESF, {seat.esf for seat in active}), ("CA-ESF", CA_ESF, {seat.ca_esf for seat in active}))
    for label, names, words in counts:
        numbers = sorted(
            {number.strip() for word in words for number in word.split(",") if number.strip()}, key=_natural
        )
        if numbers:
            pairs.append((f"Activated {label}", "; ".join(named(number, names) for number in numbers)))
    further = (("Threat level", "3.threat"), ("Declarations", "3.declared"))
    pairs += [(label, facts.told.text(key)) for label, key in further if facts.told.text(key)]
    return (Pairs(tuple(pairs)), *situation_told.text(facts, "3"))


def _natural(number: str) -> tuple[int, str]:
    return (int(number) if number.isdecimal() else 1_000, number)


def _next(facts: Facts) -> tuple[Piece, ...]:
    return tables.calendar(facts.next_sessions, facts)


def _next_note(facts: Facts) -> str:
    return span(facts.following.starts, facts.following.ends, facts.zone) if facts.following else ""


def _since(facts: Facts) -> str:
    if facts.last_as_of is None:
        return "open now, or changed in this period; first report of this event"
    return f"open now, or changed since SITREP {facts.last_number} ({clock(facts.last_as_of, facts.zone, facts.as_of)})"


def _remarks(facts: Facts) -> tuple[Piece, ...]:
    pieces: list[Piece] = [Paragraph(facts.remarks.strip())] if facts.remarks.strip() else []
    pieces += situation_told.labelled(facts, ("17.sources", "Sources"))
    if facts.last_as_of is not None:
        since = f"Changes are marked against SITREP {facts.last_number}, as of {stamp(facts.last_as_of, facts.zone)}."
    elif facts.number == 1 and facts.stage in {"", "initial"}:
        since = "This is the first report of this event: no changes are marked."
    else:
        since = "The report before this one may not be shown here: no changes are marked."
    named = tuple((age.line, tables.last_contact(age, facts)) for age in facts.ages)
    log = (("Log", f"{facts.entries:,} entries of this desk’s record up to {stamp(facts.as_of, facts.zone)}"),)
    return (*pieces, Pairs((*log, *named, ("Changes", since))))


def _approval(facts: Facts) -> tuple[Piece, ...]:
    def line(label: str, signer: Signer) -> Signature:
        when = stamp(signer.at, facts.zone) if signer.at is not None else ""
        return Signature(label, ", ".join(word for word in (signer.name, signer.position) if word), when)

    return (
        line("Prepared by", facts.prepared),
        line("Approved by", facts.approved),
        *situation_told.labelled(facts, ("18.distribution", "Distribution")),
    )
