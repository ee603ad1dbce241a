"""Files in and out: calendars, contacts, places and tables, read row by row, nothing dropped in silence."""

from __future__ import annotations

from eocdesk.interchange.format import Asked, Cancelled, Export, Format
from eocdesk.interchange.formats import FORMATS, named
from eocdesk.interchange.opening import read_bytes
from eocdesk.interchange.profile.cells import guard
from eocdesk.interchange.profile.generic import GENERIC
from eocdesk.interchange.profile.known import named as profile_named
from eocdesk.interchange.profile.load import shipped
from eocdesk.interchange.reader import read_data, read_file, recognise

__all__ = [
    "FORMATS",
    "GENERIC",
    "Asked",
    "Cancelled",
    "Export",
    "Format",
    "guard",
    "named",
    "profile_named",
    "read_bytes",
    "read_data",
    "read_file",
    "recognise",
    "shipped",
]
