"""Files in and out of a desk: read, matched, written, counted; or refused in a sentence."""

from __future__ import annotations

import asyncio
import csv
import io
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eocdesk import interchange
from eocdesk.commands.imports import ORIGIN, CancelledError, Import, Report
from eocdesk.commands.reading import Reading, Refusal
from eocdesk.commands.review import MatchVenue
from eocdesk.desk import feed_files, outfile, trail, whole_files
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_files import label_of
from eocdesk.interchange import FORMATS, Asked, Cancelled, Export, Format
from eocdesk.models import (
    Agency,
    Alert,
    Contact,
    Event,
    Feature,
    Indicator,
    Product,
    Record,
    Refused,
    Session,
    Threat,
    Venue,
    clock,
)
from eocdesk.models.marking import Tlp, audience, highest, parse_tlp
from eocdesk.store import unsettled
from eocdesk.store.notice import Outcome
from eocdesk.store.queries import events
from eocdesk.store.rehearsal import Rehearsal
from eocdesk.store.work import Who

if TYPE_CHECKING:
    from eocdesk.feeds.feed import Feed

__all__ = [
    "Given",
    "Limit",
    "as_table",
    "check",
    "export",
    "import_file",
    "label_of",
    "match_venue",
    "profiles",
    "read",
    "readable",
    "writable",
    "write",
]

Progress = Callable[[int, int], None]
_LET_OUT = ("session", "venue", "feature", "agency", "contact", "indicator", "threat", "product", "alert")
"""The kinds of records that a file may hold."""
_MARKED = ("stix", "cap")
"""Formats made to be handed to partners: without a marking they hold what is CLEAR, and no more."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person said beside the files."""

    format: str | None = None
    profile: str | None = None
    zone: str | None = None
    year: int | None = None
    dry_run: bool = False


def readable() -> list[tuple[str, str]]:
    """The formats a person may say a file is in: name and label."""
    answers = [(feed.name, feed.title) for feed in feed_files.known()]
    return [*((one.name, label_of(one.name)) for one in FORMATS if one.reads), *answers]


def writable() -> list[Format]:
    """The formats the event's records can be written in."""
    return [one for one in FORMATS if one.writes]


def profiles() -> list[tuple[str, str]]:
    """What a person may say a table is: the sources that are known, then a plain table of any kind of record."""
    known = [(one.name, one.label) for one in sorted(interchange.shipped(), key=lambda one: one.label)]
    return [*known, *((kind, f"Table of {kind} records") for kind in interchange.GENERIC)]


def as_table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV that a spreadsheet opens as Unicode and runs none of."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([interchange.guard(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def check(given: Given) -> None:
    """Refused where there is no such format or profile."""
    if given.format is not None and feed_files.named(given.format) is None:
        try:
            interchange.named(given.format)
        except Refused:
            names = ", ".join(name for name, _ in readable())
            raise Refused(f"There is no format “{given.format}” to read. There are {names}.", "format") from None
    if given.profile is not None:
        interchange.profile_named(given.profile)


def read(
    event: Event, path: Path, given: Given, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Reading:
    """The file as its format reads it."""
    asked = Asked(
        zone=given.zone,
        year=given.year,
        event_zone=event.zone,
        starts=date.fromisoformat(event.starts) if event.starts else None,
        ends=date.fromisoformat(event.ends) if event.ends else None,
        profile=given.profile,
        file_name=path.name,
        progress=progress,
        cancelled=cancelled,
        exercise=event.exercise,
    )
    return interchange.read_file(path, asked, interchange.named(given.format) if given.format else None)


def import_file(
    desk: Desk,
    event: Event,
    path: Path,
    given: Given,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Bring one file in, whole or not at all as it is asked; the report of every row."""
    try:
        answer = _answer(path, given, cancelled)
        if answer is not None:
            return feed_files.import_answer(desk, event, *answer, path.name, dry_run=given.dry_run)
        reading = read(event, path, given, progress, cancelled)
        if given.dry_run:
            return desk.read_now(_look, Import(event.id, reading, path.name, progress, cancelled))
        with whole_files.kept(desk, path, reading) as whole:
            command = Import(event.id, whole, path.name, progress, cancelled)
            report: Report = desk.do_now(command, who=Who(desk.person, desk.position, ORIGIN + _source(whole))).value
    except (Cancelled, CancelledError):
        return Report(given.format or "", 1, refused=[Refusal("file", "Stopped by a person; nothing of it came in.")])
    return report


def _source(reading: Reading) -> str:
    return reading.source or "file"


def _answer(path: Path, given: Given, cancelled: Callable[[], bool] | None) -> tuple[Feed, bytes] | None:
    """The feed whose saved answer the file is, and its bytes; None where it is a file of another kind, or none."""
    if cancelled is not None and cancelled():
        raise Cancelled
    feed = feed_files.named(given.format or "")
    if feed is None and (given.format or given.profile):
        return None
    try:
        data = interchange.read_bytes(path)
    except Refused:
        return None  # reading it says why
    feed = feed or feed_files.recognised(data)
    return None if feed is None else (feed, data)


def _look(connection: Any, command: Import) -> Report:
    return command.look(Rehearsal(connection, command.again()))


async def match_venue(desk: Desk, event: Event, words: str, venue: bytes | None, origin: object = None) -> Outcome:
    """Say which venue a source's words mean, as the import would have: a newer file may still move its sessions."""
    command = MatchVenue(event.id, words, venue)
    who = Who(desk.person, desk.position, ORIGIN + "review")
    return await asyncio.shield(asyncio.wrap_future(desk.store.writer.do(command, who, origin)))


@dataclass(frozen=True, slots=True)
class Limit:
    """What may go out: nothing above `marking`, nothing for an audience that is not named."""

    marking: str | None = None
    audience: str = ""

    def lets(self, record: Record, disputed: Mapping[bytes, unsettled.Labels] | None = None) -> bool:
        """Whether a record may go out. Without a marking everything may; of values in dispute each must let it."""
        if self.marking is None:
            return True
        said = (disputed or {}).get(record.id, {})
        named = {name for name in audience(self.audience).split(",") if name}
        lists = [record.audience, *said.get("audience", ())]
        theirs = {name for one in lists for name in audience(one).split(",") if name}
        return highest([record.marking, *said.get("marking", ())]) <= parse_tlp(self.marking) and theirs <= named


def _bound(limit: Limit, form: Format) -> Limit:
    """The limit as the format takes it; Refused where audiences are named without a marking."""
    if limit.marking is None and form.name in _MARKED:
        return Limit(Tlp.CLEAR.word, limit.audience)
    if limit.marking is None and limit.audience:
        raise Refused("Say up to which marking as well (--marking).", "marking")
    return limit


def export(desk: Desk, event: Event, name: str, limit: Limit | None = None, whole: str = "") -> bytes:
    """The event's records in a format, as far as `limit` lets them; Refused where the format is not written.

    `whole` names a file of the format that was kept as it was imported: its bytes, and no record.
    """
    form = interchange.named(name)
    if form.writes is None:
        raise Refused(f"“{name}” can be read but not written.", "format")
    bound = _bound(limit or Limit(), form)
    lets = partial(bound.lets, disputed=dict(ChainMap(*desk.read_now(unsettled.said).values())))
    if whole and form.name != "stix":
        raise Refused("Only STIX files are kept whole: eocdesk export stix --whole NAME.", "whole")
    if whole:
        return whole_files.whole(desk, event.id, whole, lets, parse_tlp(bound.marking or "").word)

    def ours(cls: type[events.R]) -> list[events.R]:
        return [one for one in desk.read_now(events.of_event, cls, event.id) if lets(one)]

    venues, agencies, marked = ours(Venue), ours(Agency), form.name in _MARKED
    return form.writes(
        Export(
            event,
            sessions=ours(Session),
            venues=venues,
            features=ours(Feature),
            agencies=agencies,
            contacts=ours(Contact),
            indicators=ours(Indicator) if marked else (),
            threats=ours(Threat) if marked else (),
            products=ours(Product) if marked else (),
            alerts=ours(Alert) if marked else (),
            marking=parse_tlp(bound.marking or Tlp.RED.word).word,
            now=clock.now(),
            venue_names={venue.id: venue.name for venue in venues},
            agency_names={agency.id: agency.name for agency in agencies},
        )
    )


def write(desk: Desk, event: Event, name: str, path: Path, limit: Limit | None = None, whole: str = "") -> int:
    """Write the event's records into a file; its size in bytes. Refused where the system does not let it.

    A file that stood there, or a link to it, is replaced only once the new one is whole; a pipe or a device is written
    into.
    """
    data = export(desk, event, name, limit, whole)
    most = _bound(limit or Limit(), interchange.named(name)).marking
    kinds = ("document",) if whole else _LET_OUT
    marking = trail.strictest(desk, event.id, kinds, None if most is None else parse_tlp(most).word)
    entry = trail.noted(event.id, trail.EXPORTED, f"Export, {name}", data, f"file {path.name}", marking, name)
    desk.do_now(entry)
    try:
        outfile.put_or_note(desk, path, data, entry)
    except OSError as error:
        reason = error.strerror or "the system refuses it"
        raise Refused(f"{path} cannot be written ({reason}).", "path") from error
    return len(data)
