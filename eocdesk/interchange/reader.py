"""A file is opened, recognised by what is in it, and read: whatever is wrong with it is said, never raised."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from eocdesk.commands.reading import Reading, asked_for, refused_whole
from eocdesk.interchange.format import Asked, Cancelled, Format
from eocdesk.interchange.formats import FORMATS
from eocdesk.interchange.formats import named as format_named
from eocdesk.interchange.opening import is_xml, known_binary, read_bytes, text_of
from eocdesk.interchange.profile.known import named
from eocdesk.interchange.profile.model import Profile
from eocdesk.interchange.sheet.text import separator_of
from eocdesk.interchange.soundness import settled
from eocdesk.models.errors import Refused

_LOG = logging.getLogger(__name__)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_WHAT = "a calendar (ics), cards (vcard), places (geojson), or a table (csv, tsv, xlsx, json)"


def recognise(data: bytes, name: str = "", profile: str | None = None) -> Format:
    """The format of a file by its content; Refused with what it could be where that is not certain."""
    binary = known_binary(data)
    if binary:
        raise Refused(f"This is {binary}, which import does not read.")
    probe = text_of(data).encode("utf-8", "replace") if data.startswith(_WIDE) else data
    found = next((one for one in FORMATS if one.reads and one.recognises(probe, name)), None)
    if found is not None:
        return found
    text = _readable(data, profile)
    if is_xml(text):
        raise Refused("This is XML or HTML; of such files import reads CAP alerts and ODF schedules alone.")
    if profile:
        asked = named(profile)
        if isinstance(asked, Profile) and "csv" not in asked.files:
            raise Refused(f"The profile {asked.name} reads {', '.join(asked.files)}, and this is none of them.")
    ending = Path(name).suffix.lower()
    sign = separator_of(text)
    if sign == "\t" or ending == ".tsv":
        return format_named("tsv")
    if profile or sign or ending == ".csv":
        return format_named("csv")
    raise Refused(f"This is text, but neither {_WHAT.replace(', or ', ' nor ')}. Say what it is (--format).", "format")


def read_file(path: Path, asked: Asked, format: str | Format | None = None) -> Reading:  # noqa: A002  as on the command line
    """The file as a reading. Nothing but Cancelled is raised: what is wrong is refused in the reading itself."""
    said = format.name if isinstance(format, Format) else format or ""
    try:
        data = read_bytes(path)
    except Refused as refusal:
        return refused_whole(said, refusal.sentence, asked_for(refusal.field))
    return read_data(data, replace(asked, file_name=asked.file_name or path.name), format)


def read_data(data: bytes, asked: Asked, format: str | Format | None = None) -> Reading:  # noqa: A002  as on the command line
    """The same of bytes that are already here (pasted, dropped, out of an attachment)."""
    name = format.name if isinstance(format, Format) else format or ""
    try:
        found = _format(data, asked, format)
        name = found.name
        reading = settled(_read(found, data, asked))
    except Cancelled:
        raise
    except Refused as refusal:
        return refused_whole(name, refusal.sentence, asked_for(refusal.field))
    except (MemoryError, RecursionError):
        return refused_whole(name, "The file is too big or nested too deep for this machine's memory.")
    except Exception:  # noqa: BLE001  see below; it goes to the log with its traceback
        # A bug of ours, met by a file nobody thought of: the desk runs on, the report is in the log.
        _LOG.exception("reading a file of %d bytes as %s", len(data), name or "unknown")
        return refused_whole(name, "The file could not be read: it holds something import does not expect.")
    if not reading.read:
        return refused_whole(name, "There is nothing in the file to import.")
    return reading


def _read(found: Format, data: bytes, asked: Asked) -> Reading:
    if found.reads is None:
        raise Refused(f"{found.label} is written, not read.")
    return found.reads(data, asked)


def _readable(data: bytes, profile: str | None) -> str:
    """The text, in the encoding that a named profile declares for its source."""
    asked = named(profile) if profile else None
    return text_of(data, asked.encoding if isinstance(asked, Profile) else "")


def _format(data: bytes, asked: Asked, given: str | Format | None) -> Format:
    if isinstance(given, Format):
        return given
    if given:
        return format_named(given)
    return recognise(data, asked.file_name, asked.profile)
