"""Files in and out of a desk: read, matched, written, counted; or refused in a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eocdesk import interchange
from eocdesk.commands.imports import ORIGIN, CancelledError, Import, RehearsedError, Report
from eocdesk.commands.reading import Reading, Refusal
from eocdesk.commands.review import MatchVenue
from eocdesk.desk.desk import Desk
from eocdesk.interchange.format import Asked, Cancelled, Export
from eocdesk.models import Agency, Contact, Event, Feature, Refused, Session, Venue
from eocdesk.store.notice import Outcome
from eocdesk.store.queries import events
from eocdesk.store.work import Who

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Given:
    """What a person said beside the files."""

    format: str | None = None
    profile: str | None = None
    zone: str | None = None
    year: int | None = None
    dry_run: bool = False


def check(given: Given) -> None:
    """Refused where there is no such format or profile."""
    if given.format is not None:
        interchange.named(given.format)
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
        reading = read(event, path, given, progress, cancelled)
        command = Import(event.id, reading, path.name, given.dry_run, progress, cancelled)
        who = Who(desk.person, desk.position, ORIGIN + (reading.source or "file"))
        report: Report = desk.do_now(command, who=who).value
    except RehearsedError as rehearsed:
        return rehearsed.report
    except (Cancelled, CancelledError):
        return Report(given.format or "", 1, refused=[Refusal("file", "Stopped by a person; nothing of it came in.")])
    return report


async def match_venue(desk: Desk, event: Event, words: str, venue: bytes | None, origin: object = None) -> Outcome:
    """Say which venue a source's words mean, as the import would have: a newer file may still move its sessions."""
    command = MatchVenue(event.id, words, venue)
    who = Who(desk.person, desk.position, ORIGIN + "review")
    return await asyncio.shield(asyncio.wrap_future(desk.store.writer.do(command, who, origin)))


def export(desk: Desk, event: Event, name: str) -> bytes:
    """The event's records in a format; Refused where the format is not written."""
    form = interchange.named(name)
    if form.writes is None:
        raise Refused(f"“{name}” can be read but not written.", "format")

    def ours(cls: type[events.R]) -> list[events.R]:
        return desk.read_now(events.of_event, cls, event.id)

    venues, agencies = ours(Venue), ours(Agency)
    return form.writes(
        Export(
            event=event,
            sessions=ours(Session),
            venues=venues,
            features=ours(Feature),
            agencies=agencies,
            contacts=ours(Contact),
            venue_names={venue.id: venue.name for venue in venues},
            agency_names={agency.id: agency.name for agency in agencies},
        )
    )
