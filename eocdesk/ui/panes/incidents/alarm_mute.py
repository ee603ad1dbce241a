"""Whether sounds are heard: switched off by the settings, muted for a while, and every change of it in the log."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.desk.settings import Settings
from eocdesk.models.clock import Moment
from eocdesk.ui.kit import moments

NAME = "mute"
SOUNDS = "sounds"
FOR_GOOD = 0
"""Muted until somebody switches sounds on again."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """How it stands: `until` None is not muted."""

    on: bool
    until: Moment | None = None
    by: str = ""

    def is_heard(self, now: Moment) -> bool:
        """Whether a tone would be played."""
        return self.on and not self.is_muted(now)

    def is_muted(self, now: Moment) -> bool:
        """Whether somebody muted it and the time is not over."""
        return self.until is not None and (self.until == FOR_GOOD or now < self.until)

    def words(self, now: Moment, zone: str) -> str:
        """As the button says it to the eye: nothing while sounds are heard."""
        if not self.on:
            return "Sounds off"
        if not self.is_muted(now) or self.until is None:
            return ""
        return "Muted" if self.until == FOR_GOOD else f"Muted to {moments.clock(self.until, zone)}"

    def sentence(self, now: Moment, zone: str) -> str:
        """In full."""
        if not self.on:
            return "Sounds are switched off in the settings"
        if not self.is_muted(now) or self.until is None:
            return "Sounds are on"
        by = f" by {self.by}" if self.by else ""
        end = "they are switched on" if self.until == FOR_GOOD else moments.short(self.until, zone, now)
        return f"Sounds are muted{by} until {end}"


def read(settings: Settings) -> Hearing:
    """What the settings of this machine say; what was written by hand and makes no sense mutes nothing."""
    found = settings.get(NAME)
    kept = found if isinstance(found, dict) else {}
    until = kept.get("until")
    sure = isinstance(until, int) and not isinstance(until, bool)
    return Hearing(bool(settings.get(SOUNDS)), until if sure else None, str(kept.get("by") or ""))


def mute(settings: Settings, until: Moment, by: str) -> None:
    """Muted until then, or for good."""
    settings.set(NAME, {**_known(settings), "until": until, "by": by})


def unmute(settings: Settings) -> None:
    """Heard again, whatever kept them silent."""
    settings.set(SOUNDS, value=True)
    settings.set(NAME, {"switch": True})


def turned(settings: Settings) -> bool | None:
    """Whether the switch in the settings was turned since it was last logged, and to what."""
    now = bool(settings.get(SOUNDS))
    return now if _known(settings).get("switch", True) != now else None


def noted(settings: Settings) -> None:
    """The turn is in the log."""
    found = settings.get(NAME)
    settings.set(NAME, {**(found if isinstance(found, dict) else {}), "switch": bool(settings.get(SOUNDS))})


def _known(settings: Settings) -> dict[str, object]:
    found = settings.get(NAME)
    return {"switch": found.get("switch", True)} if isinstance(found, dict) else {"switch": True}
