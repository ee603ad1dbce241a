"""What this machine was told about feeds: whether and which it asks, how often, and at which addresses of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from eocdesk.desk.settings import FEEDS_ALWAYS, FEEDS_ON, Settings
from eocdesk.models import Refused
from eocdesk.models.marking import parse_tlp

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.feeds.feed import Feed

_ROOM = 2_000
"""Letters of an address at most."""


@dataclass(frozen=True, slots=True)
class Rules:
    """As the settings say it now. `own`: marking (empty: the event's) by address, by the name of the feed."""

    mode: str = ""
    off: frozenset[str] = frozenset()
    minutes: dict[str, int] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    contact: str = ""
    state: str = ""

    def run(self, *, exercise: bool) -> bool:
        """Whether feeds are asked by themselves at all."""
        return self.mode == FEEDS_ALWAYS or (self.mode == FEEDS_ON and not exercise)

    def every(self, feed: Feed) -> int:
        """Seconds between two questions, never below the feed's floor."""
        told = self.minutes.get(feed.name)
        return max(feed.floor_s, told * 60 if told else feed.every_s)


def rules(desk: Desk) -> Rules:
    """Read from the folder itself: the command line may have changed it while the window is open."""
    told = Settings(desk.folder)
    own = {
        str(name): {str(address): str(marking) for address, marking in found.items()}
        for name, found in told.get("feeds_own").items()
        if isinstance(found, dict)
    }
    paces = told.get("feeds_minutes").items()
    minutes = {str(name): value for name, value in paces if type(value) is int and value > 0}
    off = frozenset(str(name) for name in told.get("feeds_off"))
    contact, state = str(told.get("feed_contact")), str(told.get("feed_state")).strip().upper()
    return Rules(str(told.get("feeds")), off, minutes, own, contact, state)


def add_address(desk: Desk, feed: Feed, address: str, marking: str = "") -> None:
    """Ask a feed at one more address; Refused where the feed asks no address of one's own or it is none."""
    _is_own(feed)
    place = checked(address)
    own = desk.settings.get("feeds_own")
    own[feed.name] = {**own.get(feed.name, {}), place: parse_tlp(marking).word if marking else ""}
    desk.settings.set("feeds_own", own)


def remove_address(desk: Desk, feed: Feed, address: str) -> None:
    """Ask it there no more; what it brought stays. Refused where it was not asked there."""
    _is_own(feed)
    own = desk.settings.get("feeds_own")
    kept = own.get(feed.name, {})
    if address.strip() not in kept:
        places = ", ".join(kept) or "it has no address yet"
        raise Refused(f"The feed {feed.name} is not asked there ({places}).", "address")
    own[feed.name] = {one: marking for one, marking in kept.items() if one != address.strip()}
    desk.settings.set("feeds_own", own)


def switch(desk: Desk, feed: Feed, *, on: bool) -> None:
    """Whether one feed is among those that are asked."""
    off = {str(name) for name in desk.settings.get("feeds_off")} - {feed.name}
    desk.settings.set("feeds_off", sorted(off if on else {*off, feed.name}))


def pace(desk: Desk, feed: Feed, minutes: int) -> None:
    """Ask a feed every so many minutes; Refused below what its source asks for."""
    if minutes * 60 < feed.floor_s:
        raise Refused(f"The source of {feed.title} asks for {-(-feed.floor_s // 60)} minutes or more.", "minutes")
    desk.settings.set("feeds_minutes", {**desk.settings.get("feeds_minutes"), feed.name: minutes})


def ask_for(desk: Desk, state: str) -> None:
    """Ask for the warnings of a state, as the post writes it: CA; empty asks for none. Refused where it is none."""
    told = state.strip().upper()
    if told and not (len(told) == 2 and told.isascii() and told.isalpha()):  # noqa: PLR2004  as the post writes it
        raise Refused(f"“{state}” is no state. Write it as the post does, such as CA.", "state")
    desk.settings.set("feed_state", told)


def checked(address: str) -> str:
    """The address, if it is one; without https only within a house, where nobody on the way changes what is said."""
    place = address.strip()
    try:
        parts = urlsplit(place)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Refused(f"“{place}” is no address.", "address") from None
    if parts.scheme not in {"https", "http"} or not host or len(place) > _ROOM or not place.isprintable():
        raise Refused(f"“{place[:80]}” is no address such as https://example.org/feed.", "address")
    if parts.username or parts.password:
        raise Refused("An address holds no password. Give it with “eocdesk feed key”.", "address")
    if parts.scheme == "http" and not _is_near(host):
        raise Refused(f"{host} would be asked without protection on the way. Use https.", "address")
    return place


def _is_near(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


def _is_own(feed: Feed) -> None:
    if not feed.own:
        raise Refused(f"The feed {feed.name} has its own source; no address is added to it.", "feed")
