"""Ready to leave: everything a liaison must have on board, looked at, each with a sentence and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from eocdesk import __version__
from eocdesk.desk import backups, fetching, paths
from eocdesk.desk.ages import behind, span
from eocdesk.maps.packages import Package, Packages
from eocdesk.models import Refused, Unavailable
from eocdesk.models.clock import Moment
from eocdesk.store.keys import Kept
from eocdesk.store.queries import attachments, conflicts, meetings, readiness
from eocdesk.store.queries.linked import linked
from eocdesk.store.queries.meetings import Peer
from eocdesk.store.queries.readiness import Aboard
from eocdesk.store.tables import SCHEMA

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
FRESH, STALE = 15 * MINUTE, 12 * HOUR
"""A last contact older than the first is worth knowing, older than the second keeps one from leaving."""
ANEW = 30_000
"""A hub met so lately is not asked anew, unless something is unsent."""
SKEW, FAR = MINUTE, 10 * MINUTE
LITTLE, NONE_LEFT = 5_000_000_000, 500_000_000
"""Bytes of disk: less than the first is little, less than the second does not do."""


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `name` is stable, for scripts."""

    name: str
    title: str
    state: State
    sentence: str


async def ask_hub(desk: Desk, now: Moment) -> None:
    """Meet the hub before looking, where it may be met: how old what is known of it is, is one of the checks."""
    if await desk.read(_may_meet, now):
        with suppress(Refused, Unavailable):  # what came of it stands among the attempts, and in the checks
            await desk.link.meet()


def ask_hub_now(desk: Desk, now: Moment) -> None:
    """The same, blocking."""
    if desk.read_now(_may_meet, now):
        with suppress(Refused, Unavailable):
            desk.link.meet_now()


def _may_meet(connection: Any, now: Moment) -> bool:
    found = linked(connection)
    fresh = found.met is not None and 0 <= now - found.met < ANEW and not found.unsent
    return bool(found.hub) and not found.revoked and (found.cut is None or found.cut <= now) and not fresh


def look(desk: Desk, now: Moment) -> tuple[Check, ...]:
    """Every check, in the order of the page. Reads disk and database: not on the screen's thread."""
    return desk.read_now(checks, desk, now)


def checks(connection: Any, desk: Desk, now: Moment) -> tuple[Check, ...]:
    """The same on a connection of the reading pool."""
    hub = meetings.hub(connection)
    found = [
        _program(),
        _link(hub),
        _age(hub, now),
        _clock(hub),
        *_event(connection, desk, now),
        *_brought(connection, desk, hub),
    ]
    found += [
        _maps(Packages(paths.maps(desk.folder)).listed()),
        room(shutil.disk_usage(desk.folder).free),
        _key(desk),
        _backup(desk, now),
    ]
    return (*found, _conflicts(connection), _refused(connection), _officer(desk))


def verdict(found: Iterable[Check]) -> Check:
    """All of it in one sentence."""
    states = [one.state for one in found]
    fails, warns = states.count(State.FAIL), states.count(State.WARN)
    if fails:
        things = "1 thing has" if fails == 1 else f"{fails} things have"
        return Check("verdict", "Not ready", State.FAIL, f"{things} to be put right before this desk leaves.")
    if warns:
        things = "1 thing" if warns == 1 else f"{warns} things"
        return Check("verdict", "Ready", State.WARN, f"Ready to leave, with {things} to know.")
    return Check("verdict", "Ready", State.OK, "Ready to leave: everything is on board.")


def as_text(found: Iterable[Check], desk: Desk, when: str) -> str:
    """The page as plain text, to be saved or printed."""
    whole = tuple(found)
    marks = {State.OK: "[ok]  ", State.WARN: "[know]", State.FAIL: "[FAIL]"}
    who = ", ".join(part for part in (desk.person, desk.position) if part)
    head = [f"Ready to leave: desk {desk.code}", f"{when}{f', {who}' if who else ''}", "", verdict(whole).sentence, ""]
    return "\n".join([*head, *(f"{marks[one.state]} {one.title}: {one.sentence}" for one in whole), ""])


def _program() -> Check:
    return Check("program", "Program", State.OK, f"eocdesk {__version__}, records of version {SCHEMA}.")


def _link(hub: Peer | None) -> Check:
    title = "Hub"
    if hub is None:
        words = "This desk has joined no hub: only a stick or a desk nearby brings its words to others."
        return Check("link", title, State.WARN, words)
    if hub.revoked:
        return Check("link", title, State.FAIL, f"{hub.name} has put this desk out. It takes nothing from it any more.")
    if hub.met is None:
        return Check("link", title, State.FAIL, f"This desk joined {hub.name} and has not met it yet. Meet it now.")
    if hub.unsent:
        changes = "1 change has" if hub.unsent == 1 else f"{hub.unsent:,} changes have"
        return Check("link", title, State.FAIL, f"{changes} not reached {hub.name} yet. Meet it before you leave.")
    return Check("link", title, State.OK, f"Everything written here has reached {hub.name}.")


def _age(hub: Peer | None, now: Moment) -> Check:
    title = "Last contact"
    if hub is None or hub.met is None:
        return Check("age", title, State.WARN, "Never: what others write does not come here by itself.")
    age = max(0, now - hub.met)
    if age <= FRESH:
        return Check("age", title, State.OK, f"Met {hub.name} {behind(age)}.")
    words = f"Met {hub.name} {behind(age)}. What others wrote since is not here."
    return Check("age", title, State.WARN if age <= STALE else State.FAIL, words)


def _clock(hub: Peer | None) -> Check:
    title = "Clock"
    if hub is None or hub.skew is None:
        return Check("clock", title, State.WARN, "Not compared with another clock yet.")
    if abs(hub.skew) < SKEW:
        return Check("clock", title, State.OK, f"Goes with the clock of {hub.name}.")
    state = State.WARN if abs(hub.skew) < FAR else State.FAIL
    return Check("clock", title, state, f"{skewed(hub.skew, hub.name)} Set the clock of this machine.")


def skewed(skew: int, name: str) -> str:
    """`This desk is 61 minutes ahead of Hub.`; empty where the clocks go together."""
    if abs(skew) < SKEW:
        return ""
    return f"This desk is {span(abs(skew))} {'ahead of' if skew > 0 else 'behind'} {name}."


def _event(connection: Any, desk: Desk, now: Moment) -> list[Check]:
    event = desk.event
    if event is None:
        return [Check("event", "Event", State.FAIL, "No event is open on this desk.")]
    found = readiness.aboard(connection, event.id, now)
    name = event.name or event.code
    aged = f", the newest change {behind(max(0, now - found.newest))}" if found.newest is not None else ""
    places = f"{found.venues:,} venues" if found.venues != 1 else "1 venue"
    about = Check("event", "Event", State.OK if found.venues else State.WARN, f"{name}: {places}{aged}.")
    return [about, _sessions(found), _contacts(found), _attachments(connection, desk, found)]


def _sessions(found: Aboard) -> Check:
    if not found.sessions:
        words = "No session begins in the next three days. Is the calendar on this desk?"
        return Check("sessions", "Sessions ahead", State.WARN, words)
    counted = "1 session" if found.sessions == 1 else f"{found.sessions:,} sessions"
    return Check("sessions", "Sessions ahead", State.OK, f"{counted} in the next three days.")


def _contacts(found: Aboard) -> Check:
    title = "Contacts"
    if not found.contacts:
        return Check("contacts", title, State.FAIL, "Nobody to call is on this desk. Import contacts, or meet the hub.")
    silent = found.contacts - found.reachable
    words = f"{found.contacts:,} people" if found.contacts != 1 else "1 person"
    more = f", {silent:,} of them with neither phone nor radio" if silent else ""
    return Check("contacts", title, State.WARN if silent * 2 > found.contacts else State.OK, f"{words}{more}.")


def _attachments(connection: Any, desk: Desk, found: Aboard) -> Check:
    """What is wanted and not here: small, or asked for. Larger ones that nobody asked for are no fault."""
    title = "Attachments"
    missing = [one for one in found.attached if not desk.store.attachments.holds(one.sha256)]
    asked, most = attachments.asked_for(connection), fetching.up_to(desk.settings)
    wanted = [one for one in missing if one.sha256 in asked or one.size <= most]
    left = len(missing) - len(wanted)
    larger = "1 larger one comes" if left == 1 else f"{left:,} larger ones come"
    later = f" {larger} when somebody opens {'it' if left == 1 else 'them'}." if left else ""
    if wanted:
        counted = "1 attachment is" if len(wanted) == 1 else f"{len(wanted):,} attachments are"
        size = sum(one.size for one in wanted) / fetching.MB
        names = ", ".join(one.name for one in wanted[:3]) + (", …" if len(wanted) > 3 else "")  # noqa: PLR2004  a few
        return Check("attachments", title, State.WARN, f"{counted} not here ({size:,.1f} MB): {names}.{later}")
    if left:
        here = len(found.attached) - left
        return Check("attachments", title, State.OK, f"{here:,} of {len(found.attached):,} are here.{later}")
    return Check(
        "attachments", title, State.OK, f"All {len(found.attached):,} are here." if found.attached else "None."
    )


def _brought(connection: Any, desk: Desk, hub: Peer | None) -> list[Check]:
    """What was attached here and is nowhere else; nothing to say where there is no such file or no hub."""
    if hub is None or hub.revoked:
        return []
    left = [one for one in attachments.unbrought(connection, hub.id) if desk.holds(one)]
    if not left:
        return []
    counted = "1 attachment of this desk has" if len(left) == 1 else f"{len(left):,} attachments of this desk have"
    words = f"{counted} not reached {hub.name} yet. Stay linked a while, or run: eocdesk sync --once"
    return [Check("brought", "Attachments made here", State.WARN, words)]


def _maps(packages: tuple[Package, ...]) -> Check:
    title = "Maps"
    wrong = [one for one in packages if one.told is None]
    if wrong:
        return Check("maps", title, State.FAIL, f"{wrong[0].title} cannot be used: {wrong[0].refusal}")
    if not packages:
        words = "No map package was added: the desk's own outline of the coast and the venues is all there is."
        return Check("maps", title, State.WARN, words)
    return Check("maps", title, State.OK, f"{', '.join(one.title for one in packages)}.")


def room(free: int) -> Check:
    """Whether so many bytes free will do."""
    words = f"{free / 1_000_000_000:,.1f} GB free."
    state = State.OK if free >= LITTLE else State.WARN if free >= NONE_LEFT else State.FAIL
    return Check("disk", "Disk", state, words if state is State.OK else f"Only {words} Make room before you leave.")


def _key(desk: Desk) -> Check:
    kept = desk.store.key.kept
    if kept is Kept.FILE:
        words = "Kept beside the data: whoever takes this laptop can read it. Set a passphrase."
        return Check("key", "Key", State.WARN, words)
    where = "a passphrase" if kept is Kept.PASSPHRASE else "the keyring of this machine"
    return Check("key", "Key", State.OK, f"The data is encrypted; the key is kept by {where}.")


def _backup(desk: Desk, now: Moment) -> Check:
    made = backups.kept(desk.folder, desk.settings)
    if not made:
        return Check("backup", "Backup", State.WARN, "None has been made yet.")
    age = max(0, now - made[0].made)
    state = State.OK if age <= DAY else State.WARN
    return Check("backup", "Backup", state, f"The newest was made {behind(age)}.")


def _conflicts(connection: Any) -> Check:
    count = conflicts.count(connection)
    if not count:
        return Check("conflicts", "Conflicts", State.OK, "Nothing to settle.")
    waits = "1 field waits" if count == 1 else f"{count:,} fields wait"
    return Check("conflicts", "Conflicts", State.WARN, f"{waits} for somebody to settle.")


def _refused(connection: Any) -> Check:
    count = len(meetings.refusals(connection))
    if not count:
        return Check("refused", "Refused", State.OK, "The hub has refused nothing.")
    changes = "1 change" if count == 1 else f"{count:,} changes"
    return Check("refused", "Refused", State.WARN, f"The hub did not let in {changes}. Their words are kept here.")


def _officer(desk: Desk) -> Check:
    if not desk.person:
        return Check("officer", "Officer", State.WARN, "Nobody is signed in.")
    who = ", ".join(part for part in (desk.person, desk.position) if part)
    return Check("officer", "Officer", State.OK, f"{who}.")
