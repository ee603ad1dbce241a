"""The time zones of a calendar file: what its names mean, told by the file or the person, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from eocdesk.interchange.clocks import zone_of
from eocdesk.interchange.content_lines import Block
from eocdesk.models.errors import Refused

_MOST_RULES = 200
_GIVE = "give the zone (--zone America/Los_Angeles)."


class Zones:
    """Finds the zone behind a TZID. The person's `given` zone is for floating times and unknown names."""

    def __init__(self, defined: Iterable[Block], calendar_zone: str, given: str | None) -> None:
        self.calendar = zone_of(calendar_zone) if "/" in calendar_zone or calendar_zone == "UTC" else None
        self.given = zone_of(given) if given else None
        self.given_name = given or ""
        if given and self.given is None:
            raise Refused(f"“{given}” is not a time zone. Use a name such as America/Los_Angeles.", "zone")
        self._defined = {_said(block, "TZID"): block for block in defined}
        self._found: dict[str, tzinfo | None] = {}

    def named(self, tzid: str) -> tuple[tzinfo, str]:
        """The zone of a TZID and a warning; Refused where nobody says what the name means."""
        if tzid not in self._found:
            self._found[tzid] = _known(tzid) or self._by_definition(tzid)
        zone = self._found[tzid]
        if zone is not None:
            return zone, ""
        if self.given is not None:
            return self.given, f"time zone “{tzid[:60]}” is not known; taken as {self.given_name}, as given"
        raise Refused(f"The time zone “{tzid[:60]}” is not known: {_GIVE}", "zone")

    def floating(self) -> tzinfo:
        """The zone of times that name none: the person's, else the calendar's own; Refused where there is neither."""
        zone = self.given or self.calendar
        if zone is None:
            raise Refused(f"The times have no time zone: {_GIVE}", "zone")
        return zone

    def _by_definition(self, tzid: str) -> tzinfo | None:
        block = self._defined.get(tzid)
        if block is None:
            return None
        known = _known(_said(block, "X-LIC-LOCATION"))
        return known or _made(block)


def _known(tzid: str) -> tzinfo | None:
    """By the IANA database, Windows' names, or the IANA name behind a maker's prefix (/mozilla.org/…/Europe/Berlin)."""
    plain = tzid.strip().strip('"').strip("/")
    zone = zone_of(plain) or zone_of(WINDOWS_TO_OLSON.get(plain, ""))
    if zone is not None or "/" not in plain:
        return zone
    pieces = plain.split("/")
    tails = ("/".join(pieces[begin:]) for begin in range(1, len(pieces) - 1))
    return next((found for tail in tails if (found := zone_of(tail)) is not None), None)


def _said(block: Block, name: str) -> str:
    for _, line in block.lines:
        if line.upper().startswith((name + ":", name + ";")):
            return line.partition(":")[2].strip()
    return ""


def _made(block: Block) -> tzinfo | None:
    """A zone from a VTIMEZONE's own rules; None where they are broken or could not be worked out in time."""
    lines = [line for child in block.children for _, line in child.lines]
    rules = [line for line in lines if line.upper().startswith("RRULE")]
    if len(lines) > _MOST_RULES * 10 or len(rules) > _MOST_RULES:
        return None
    if any("FREQ=YEARLY" not in rule.upper() or re.search(r"BY(HOUR|MINUTE|SECOND)", rule.upper()) for rule in rules):
        return None
    try:
        made = Timezone.from_ical("\r\n".join(_written(block)) + "\r\n")
        return made.to_tz(lookup_tzid=False) if isinstance(made, Timezone) else None
    except Exception:  # noqa: BLE001  the library lets whatever a broken rule meets first through
        return None


def _written(block: Block) -> list[str]:
    inner = [line for child in block.children for line in _written(child)]
    return [f"BEGIN:{block.name}", *(line for _, line in block.lines), *inner, f"END:{block.name}"]
