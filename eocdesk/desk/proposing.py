"""Which plans propose themselves, and why: a trigger is crossed. Nothing here acts; a person does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from eocdesk.maps.counties import Areas, county_of
from eocdesk.models import clock
from eocdesk.models.plan import LEVELS
from eocdesk.store.queries import proposals
from eocdesk.store.queries.exposures import Line, World
from eocdesk.store.queries.plans import ACTIVE, DECLINED, STOOD_DOWN, TriggerRow

if TYPE_CHECKING:
    from eocdesk.maps.exposure import Exposure
    from eocdesk.models.clock import Moment
    from eocdesk.store.queries.proposals import Before, Told, Watch, Watched

AHEAD_MS = 24 * 3_600_000
"""What begins later than this proposes nothing yet."""
QUIET_MS = 6 * 3_600_000
"""So long after a stand-down the same reasons do not propose the plan again."""
_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000
_LEVELS = tuple(level for level, _ in LEVELS)
_NATURES = {"outage": {"cyber", "ai"}, "health": {"cbrne"}, "hazmat": {"cbrne"}}
"""Which classes of threat speak for a plan's hazard; for the others every class does."""
_SAID = 3
"""So many reasons are said in a sentence."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One trigger is crossed at one place. The key stays while it lasts; the height grows as it grows worse."""

    key: str
    height: int
    reason: str
    begins: Moment
    ends: Moment | None
    kind: str
    """alert, observation or threat."""
    record: bytes
    venue: bytes | None = None
    session: bytes | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that proposes itself; the gravest and earliest crossing first."""

    plan: bytes
    row: int
    name: str
    version: str
    hazard: str
    marking: str
    crossings: tuple[Crossing, ...]

    @property
    def id(self) -> bytes:
        """The plan's: a plan proposes itself once."""
        return self.plan

    @property
    def keys(self) -> tuple[str, ...]:
        """What Activate and Decline note, so that the same is not asked again."""
        return tuple(f"{one.key}@{one.height}" for one in self.crossings)

    @property
    def begins(self) -> Moment:
        """From when the first of it holds."""
        return min(one.begins for one in self.crossings)

    @property
    def venues(self) -> tuple[bytes, ...]:
        """Where."""
        return tuple(dict.fromkeys(one.venue for one in self.crossings if one.venue is not None))

    @property
    def reason(self) -> str:
        """In a sentence or two, as it is written into the log."""
        said = self.reasons
        more = len(said) - _SAID
        return "; ".join(said[:_SAID]) + (f"; and {more} more" if more > 0 else "") + "."

    @property
    def reasons(self) -> tuple[str, ...]:
        """One sentence for each hazard or threat, however many venues it reaches."""
        alike: dict[bytes, list[Crossing]] = {}
        for one in self.crossings:
            alike.setdefault(one.record, []).append(one)
        return tuple(one[0].reason + _and_more(len(one) - 1) for one in alike.values())


def proposed(connection: Any, event: bytes, now: Moment, area_of: Areas = county_of) -> tuple[Proposal, ...]:
    """What proposes itself in an event; runs in the reading pool."""
    return crossings(proposals.watch(connection, event, now), now, area_of)


def crossings(watch: Watch, now: Moment, area_of: Areas = county_of) -> tuple[Proposal, ...]:
    """The plans whose triggers are crossed, that are not at work, were not left for now, or for what is no worse."""
    made: list[Proposal] = []
    for plan in watch.plans:
        before = [one for one in watch.before if one.plan == plan.id]
        if any(one.state == ACTIVE for one in before):
            continue
        answered = _answered(before, now)
        found: dict[str, Crossing] = {}
        for trigger in watch.triggers:
            if trigger.plan != plan.id:
                continue
            for one in _crossed(watch, plan, trigger, now, area_of):
                held = found.get(one.key)
                if held is None or (-one.height, one.begins) < (-held.height, held.begins):
                    found[one.key] = one
        if any(one.height > answered.get(one.key, -1) for one in found.values()):
            order = sorted(found.values(), key=lambda one: (-one.height, one.session is None, one.begins, one.key))
            made.append(Proposal(plan.id, plan.row, plan.name, plan.version, plan.hazard, plan.marking, tuple(order)))
    return tuple(sorted(made, key=lambda one: (-one.crossings[0].height, one.begins, one.row)))


def _and_more(count: int) -> str:
    return f", and {count} more venue{'s' if count > 1 else ''}" if count else ""


def _answered(before: Iterable[Before], now: Moment) -> Mapping[str, int]:
    """How high each key was when a person said not now, or stood the plan down."""
    heights: dict[str, int] = {}
    for one in before:
        left = one.state == DECLINED and one.until is not None and now < one.until
        over = one.state == STOOD_DOWN and one.ended is not None and now < one.ended + QUIET_MS
        for words in one.crossed if left or over else ():
            key, _, height = words.rpartition("@")
            heights[key] = max(heights.get(key, -1), int(height) if height.isdecimal() else -1)
    return heights


def _crossed(watch: Watch, plan: Watched, trigger: TriggerRow, now: Moment, area_of: Areas) -> Iterator[Crossing]:
    if trigger.kind == "threat":
        yield from _threats(watch, plan, trigger, now)
    elif trigger.kind == "alert":
        yield from _alerts(watch, plan, trigger, now, area_of)
    elif trigger.kind == "fire" and trigger.distance:
        yield from _fires(watch, plan, trigger, now)
    elif trigger.kind == "threshold" and trigger.value is not None:
        yield from _measures(watch, plan, trigger, now)


def _measures(watch: Watch, plan: Watched, trigger: TriggerRow, now: Moment) -> Iterator[Crossing]:
    """A measure at a venue in the hours of a session there."""
    part = _world(watch.world, plan, measure=trigger.measure, line=trigger.value or 0.0)
    titles = {run.id: run.title for run in watch.world.sessions}
    for one in _exposed(part, now).exposures:
        if one.venue is None or one.session is None or not _soon(one, now):
            continue
        what, _, _ = one.reason.partition(" (counts")
        when = _from(one.begins, now, watch.zone)
        reason = (
            f"{what} {when}, during {titles.get(one.session, 'a session')} {_aged(watch.told.get(one.hazard), now)}"
        )
        yield _crossing(trigger, one.venue, one, one.severity, reason)


def _fires(watch: Watch, plan: Watched, trigger: TriggerRow, now: Moment) -> Iterator[Crossing]:
    """A fire within a distance of a venue; each fire counts once, at its nearest venue."""
    within = trigger.distance or 0.0
    part = _world(watch.world, plan, measure="fire", line=within)
    for one in sorted(_exposed(part, now).exposures, key=lambda each: each.km or 0.0):
        if one.venue is None or one.session is not None or one.feature is not None or not _soon(one, now):
            continue
        km = one.km or 0.0
        height = 3 if km == 0 else 2 if km <= within / 2 else 1
        what, _, _ = one.reason.partition(" (counts")
        yield _crossing(trigger, one.hazard, one, height, f"{what} {_aged(watch.told.get(one.hazard), now)}")


def _alerts(watch: Watch, plan: Watched, trigger: TriggerRow, now: Moment, area_of: Areas) -> Iterator[Crossing]:
    """A warning of a kind over a venue; one whose area has no shape here is said too, never dropped."""
    from eocdesk.maps.exposure import SEVERITIES  # noqa: PLC0415  a desk starts without it

    least = SEVERITIES.index(trigger.severity)
    fitting = tuple(
        one
        for one in watch.world.alerts
        if (told := watch.told.get(one.id)) is not None
        and told.hazard == trigger.hazard
        and SEVERITIES.index(told.severity or "unknown") >= least
    )
    part = replace(_world(watch.world, plan), alerts=fitting)
    exposed = _exposed(part, now, area_of)
    for one in exposed.exposures:
        if one.venue is None or one.session is not None or one.feature is not None or not _soon(one, now):
            continue
        when = f"{_from(one.begins, now, watch.zone)}{_until(one.ends, watch.zone)}"
        reason = f"{one.reason}, {when} {_aged(watch.told.get(one.hazard), now)}"
        yield _crossing(trigger, one.venue, one, one.severity, reason)
    for alert in fitting:
        if alert.id in exposed.unplaced and alert.begins <= now + AHEAD_MS:
            words = f"{alert.title}: its area has no shape here, so see whether it holds for a venue"
            reason = f"{words} {_aged(watch.told.get(alert.id), now)}"
            key, height = f"{trigger.id.hex()}/unplaced", SEVERITIES.index(alert.severity or "unknown")
            yield Crossing(key, height, reason, alert.begins, alert.ends, "alert", alert.id)


def _threats(watch: Watch, plan: Watched, trigger: TriggerRow, now: Moment) -> Iterator[Crossing]:
    for one in watch.dangers:
        height = _LEVELS.index(one.level) if one.level in _LEVELS else 0
        other = one.nature not in _NATURES.get(plan.hazard, {one.nature})
        apart = other or (plan.venues and one.venues and not plan.venues & one.venues)
        if height < _LEVELS.index(trigger.level) or apart:
            continue
        level = dict(LEVELS).get(one.level, one.level)
        reason = f"Threat {one.number} at {level}: {one.title} (assessed {_age(one.assessed, now)})"
        venues = sorted(one.venues & plan.venues if plan.venues else one.venues)
        venue = venues[0] if len(venues) == 1 else None
        key = f"{trigger.id.hex()}/{one.id.hex()}"
        yield Crossing(key, height, reason, one.assessed, None, "threat", one.id, venue)


def _world(world: World, plan: Watched, *, measure: str = "", line: float = 0.0) -> World:
    """What concerns a plan: its venues, one measure with the trigger's line, no alerts."""
    venues = tuple(one for one in world.venues if not plan.venues or one.id in plan.venues)
    seen = tuple(one for one in world.observations if measure and one.measure == measure)
    lines = (Line(None, measure, line),) if measure else ()
    return World(venues, world.sessions, (), (), seen, lines)


def _exposed(world: World, now: Moment, area_of: Areas = county_of) -> Any:
    from eocdesk.maps.exposure import Exposed, exposed  # noqa: PLC0415  a desk starts without it

    return exposed(world, now, area_of) if world.alerts or world.observations else Exposed()


def _crossing(trigger: TriggerRow, what: bytes, one: Exposure, height: int, reason: str) -> Crossing:
    key = f"{trigger.id.hex()}/{what.hex()}"
    return Crossing(key, height, reason, one.begins, one.ends, one.kind, one.hazard, one.venue, one.session)


def _soon(one: Exposure, now: Moment) -> bool:
    return one.begins <= now + AHEAD_MS and (one.ends is None or one.ends > now)


def _from(when: Moment, now: Moment, zone: str) -> str:
    there, today = clock.at(when, zone), clock.at(now, zone).date()
    day = "" if there.date() == today else f"{there:%Y-%m-%d} "
    return f"{'since' if when <= now else 'from'} {day}{there:%H:%M}"


def _until(when: Moment | None, zone: str) -> str:
    return "" if when is None else f" until {clock.at(when, zone):%H:%M}"


def _aged(told: Told | None, now: Moment) -> str:
    """From which source, and how old it is: a value nobody renewed must not look fresh."""
    return "" if told is None else f"({told.source}, {_age(told.at, now)})"


def _age(when: Moment, now: Moment) -> str:
    away = max(0, now - when)
    if away < _HOUR:
        return f"{away // _MINUTE} min ago"
    return f"{away // _HOUR} h ago" if away < 2 * _DAY else f"{away // _DAY} days ago"
