"""How old what feeds said is, in the words of the strip, of its tip and of the banner."""

from __future__ import annotations

from collections.abc import Sequence

from eocdesk.desk.feeding import FeedAge
from eocdesk.models.clock import Moment
from eocdesk.ui.kit.moments import short
from eocdesk.ui.link_words import Told

_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000
_QUICK_S = 3_600
"""A feed asked once a day is a day old when all is well: it says nothing about the others."""
_ICON = "mdi6.rss"
NOTHING = Told("", "", "muted", _ICON)


def told(ages: Sequence[FeedAge], zone: str, now: Moment) -> Told:
    """`Feeds 4 min`; red with the oldest once one is older than three of its rhythms."""
    if not ages:
        return NOTHING
    detail = "\n".join([*(line(one, zone, now) for one in ages), "Press to ask now."])
    late = [one for one in ages if one.is_late(now)]
    if late:
        return Told(f"Feeds {_worst(late, now)}", detail, "bad", _ICON)
    quick = [one for one in ages if one.every_s <= _QUICK_S] or list(ages)
    return Told(f"Feeds {_worst(quick, now)}", detail, "muted", _ICON)


def line(one: FeedAge, zone: str, now: Moment) -> str:
    """One feed: since when it stands, how old that is, and what is wrong."""
    words = f"{one.title}: {came(one, zone, now)}.{f' {one.sentence}' if one.sentence else ''}"
    return words.replace("<", "‹")  # a tip must not take what a source answers for markup


def came(one: FeedAge, zone: str, now: Moment) -> str:
    """`as of 14:31 (4 min)`."""
    if one.last_good is None:
        return "nothing came in yet"
    return f"as of {short(one.last_good, zone, now)} ({age(now - one.last_good)})"


def age(ms: int) -> str:
    """`now`, `4 min`, `3 h`, `2 d`."""
    if ms < _MINUTE:
        return "now"
    if ms < 2 * _HOUR:
        return f"{ms // _MINUTE} min"
    return f"{ms // _HOUR} h" if ms < 2 * _DAY else f"{ms // _DAY} d"


def trouble(ages: Sequence[FeedAge]) -> str:
    """What the banner says of feeds that fail; empty where none does."""
    failing = [one for one in ages if one.sentence]
    if not failing:
        return ""
    if len(failing) == 1:
        return f"{failing[0].title}: {failing[0].sentence} It is tried again."
    titles = ", ".join(one.title for one in failing)
    return f"{len(failing)} feeds do not come in: {titles}. They are tried again; the strip says how old each is."


def _worst(ages: Sequence[FeedAge], now: Moment) -> str:
    if any(one.last_good is None for one in ages):
        return "silent"
    return age(max(now - one.last_good for one in ages if one.last_good is not None))
