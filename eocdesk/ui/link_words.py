"""How this desk stands with its hub, in the words of the strip: linked, since when not, cut, put out; and the clock."""

from __future__ import annotations

from dataclasses import dataclass

from eocdesk.desk.ages import span
from eocdesk.desk.link import LinkStanding, LinkState
from eocdesk.models.clock import Moment
from eocdesk.ui.kit.moments import clock, short

MINUTE = 60_000
LONGEST = 28
"""Letters of a hub's name that the strip has room for."""


@dataclass(frozen=True, slots=True)
class Told:
    """A few words, what they mean, the token they are coloured with, the icon."""

    words: str
    detail: str
    part: str
    icon: str


ALONE = Told(
    "Not linked",
    "This desk stands alone: nothing is sent to others, everything is kept here.",
    "muted",
    "mdi6.lan-disconnect",
)


def told(link: LinkStanding, zone: str, now: Moment) -> Told:
    """The link in the strip; never more than is known."""
    name = link.peer if len(link.peer) <= LONGEST else f"{link.peer[: LONGEST - 1]}…"
    last = f"Last contact {short(link.met, zone, now)}." if link.met is not None else "Not met yet."
    if link.history is not None:
        last = f"{last} {history(link)}"
    if link.ending:
        return _ending(link, last)
    if link.state is LinkState.LINKED:
        ahead = skewed(link)
        words = f"Linked to {name}" + (f" · {ahead}" if ahead else "")
        return Told(words, f"{last} {clock_words(link)}".strip(), "warn" if ahead else "ok", "mdi6.cloud-check-outline")
    if link.state is LinkState.TRYING:
        since = f"No link since {short(link.met, zone, now)}" if link.met is not None else f"{name} not reached yet"
        coming = f"{link.sentence} {history(link)}".rstrip() if link.sentence else last
        detail = f"{coming} It is tried again; everything is kept here."
        return Told(since, detail, "warn", "mdi6.cloud-off-outline")
    if link.state is LinkState.PAUSED:
        words = f"Cut off until {clock(link.until, zone)}"
        return Told(words, f"On purpose: a blackout drill. {last}", "warn", "mdi6.cloud-off-outline")
    if link.state is LinkState.REVOKED:
        detail = (
            "What came from it was taken off this desk; what was unsent waits there for review. Ask whoever runs it."
        )
        return Told(f"Put out by {name}", detail, "bad", "mdi6.cloud-cancel-outline")
    return ALONE


def _ending(link: LinkStanding, last: str) -> Told:
    """Said before all else, linked or not: a link that is there puts it off by itself."""
    return Told("A right ends soon", f"{link.ending} {last}", "warn", "mdi6.timer-sand")


def unsent(link: LinkStanding) -> str:
    """`12 unsent`; `All sent` where the hub has everything; empty while there is nobody to send to."""
    if link.unsent is None or link.state is LinkState.REVOKED:
        return ""
    return f"{link.unsent:,} unsent" if link.unsent else "All sent"


def history(link: LinkStanding) -> str:
    """What a new desk does not hold yet; empty where nothing is coming."""
    return "" if link.history is None else f"History is still coming: {link.history} %."


def skewed(link: LinkStanding) -> str:
    """`61 minutes ahead`; empty where the clocks go together."""
    if abs(link.skew) < MINUTE:
        return ""
    return f"{span(abs(link.skew))} {'ahead' if link.skew > 0 else 'behind'}"


def clock_words(link: LinkStanding) -> str:
    """`This desk is 61 minutes ahead of Room hub.`; empty where the clocks go together."""
    if not skewed(link):
        return ""
    way = "ahead of" if link.skew > 0 else "behind"
    return f"This desk is {span(abs(link.skew))} {way} {link.peer}."
