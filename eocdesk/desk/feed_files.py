"""Saved answers of feeds among the files a person imports: recognised by what is in them, read by the feed's reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from eocdesk import interchange
from eocdesk.commands.imports import ORIGIN, Report
from eocdesk.commands.imports_feeds import ImportAnswer
from eocdesk.commands.reading import Refusal
from eocdesk.desk import feeding
from eocdesk.models import Event
from eocdesk.store.rehearsal import Rehearsal
from eocdesk.store.work import Who

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.feeds.feed import Feed

_STARTS = (b"{", b"[", b"<", b"latitude,longitude,")
_LOOKED_AT = 4_000_000
"""Bytes from the start in which the signs of an answer stand: looking through 70 MB nine times stops the screen."""
_MARKS = b"\xef\xbb\xbf \t\r\n"


def known() -> list[Feed]:
    """The feeds whose saved answers import reads."""
    return [feed for feed in feeding.known() if feed.signs]


def named(name: str) -> Feed | None:
    """The feed of a format's name, or None."""
    return next((feed for feed in known() if feed.name == name.strip().lower()), None)


def recognised(data: bytes) -> Feed | None:
    """The feed whose answer the bytes are, by what is in them, or None."""
    body = _plain(data[:_LOOKED_AT])
    if not body.startswith(_STARTS):
        return None
    return next((feed for feed in known() if all(_shows(body, sign) for sign in feed.signs)), None)


def _plain(data: bytes) -> bytes:
    """The bytes without what stands before the first sign; UTF-16 as UTF-8."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data.lstrip(_MARKS)


def _shows(body: bytes, sign: str) -> bool:
    return re.search(sign.encode(), body, re.IGNORECASE) is not None


def import_answer(desk: Desk, event: Event, feed: Feed, data: bytes, name: str, *, dry_run: bool = False) -> Report:
    """Bring a saved answer in as one act; the same file again changes nothing. Blocks."""
    from eocdesk.feeds.taking import TakeReading  # noqa: PLC0415  heavy

    if len(data) > feed.longest:
        reason = f"The file is longer than {feed.longest:,} bytes. Nothing of it was read."
        return Report(feed.name, 1, refused=[Refusal("file", reason)])
    reading = feeding.read_answer(desk, event, feed, data, "", "")
    refused = tuple(Refusal(at if at != "answer" else "file", reason) for at, reason in reading.refused)
    warnings = tuple(reading.warnings) if reading.read else (*reading.warnings, "the file holds none: nothing to do")
    commands = tuple(reading.commands)
    whole = TakeReading(feed.name, commands)
    command = ImportAnswer(event.id, feed.name, name, reading.read, commands, whole, refused, warnings)
    if dry_run:
        return desk.read_now(_look, command)
    report: Report = desk.do_now(command, who=Who(desk.person, desk.position, ORIGIN + feed.name)).value
    return report


def _look(connection: Any, command: ImportAnswer) -> Report:
    return command.look(Rehearsal(connection))


def label_of(name: str) -> str:
    """What a format that was read is called, a feed's answer too; a table may hold any kind of record."""
    feed = named(name)
    if feed is not None:
        return feed.title
    return "Table (CSV)" if name == "csv" else interchange.named(name).label if name else "Not known"
