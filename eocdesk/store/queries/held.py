"""What any ICS form begins with: the event, its period, the incident, what people wrote in the form's blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Connection

from eocdesk.models import Event, Incident, Period, Record, Refused
from eocdesk.models.clock import Moment
from eocdesk.models.marking import highest
from eocdesk.store.queries import approved, events, forms
from eocdesk.store.queries.approved import Kept
from eocdesk.store.queries.forms import Blocks, Cells, FormLine
from eocdesk.store.queries.referred import Referred
from eocdesk.store.queries.situation import Labels

R = TypeVar("R", bound=Record)
SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Held:
    """What a form stands on. Blank: the event alone, and every block empty. `since`, `until` in ms UTC."""

    event: Event
    labels: Labels
    named: Referred
    now: Moment
    blank: bool = False
    period: Period | None = None
    since: Moment | None = None
    until: Moment | None = None
    incident: Incident | None = None
    form: FormLine | None = None
    chosen: bool = False  # this form was asked for, it is not the newest that fits
    blocks: Blocks = field(default_factory=dict)
    kept: Kept | None = None  # reads what was kept of approved forms

    def text(self, key: str, otherwise: str = "") -> str:
        """What people wrote in a block, else what the records say; nothing on a blank form. Keys know no spaces."""
        if self.blank:
            return ""
        said = self.blocks.get("".join(key.split()), "")
        return said if isinstance(said, str) and said.strip() else otherwise

    def rows(self, key: str, width: int) -> tuple[Cells, ...]:
        """The rows of a block, each as wide as the table; none on a blank form."""
        said = self.blocks.get(key, ()) if not self.blank else ()
        rows = said if isinstance(said, tuple) else ()
        return tuple((*row[:width], *("",) * (width - len(row))) for row in rows)

    def ticked(self, key: str) -> bool:
        """Whether a square is ticked: its block says yes or x."""
        return self.text(key).strip().casefold() in {"yes", "x", "true", "1"}

    @property
    def marking(self) -> str:
        """The strictest of all that was read so far."""
        return highest(self.labels.markings).word

    @property
    def audience(self) -> str:
        """The lists all that was read so far is for."""
        return " & ".join(sorted(self.labels.audiences))


@dataclass(frozen=True, slots=True)
class Sought:
    """Which form of which event is wanted; what is not named takes the period that runs."""

    code: str
    event: bytes
    now: Moment
    period: bytes | None = None
    since: Moment | None = None
    until: Moment | None = None
    form: bytes | None = None
    incident: bytes | None = None
    blank: bool = False
    kept: Kept | None = None


def held(connection: Connection, sought: Sought) -> Held:
    """What the form stands on. Refused where the event may not be seen here."""
    event = events.one(connection, sought.event)
    if event is None:
        raise Refused("This event is not on this desk, or is marked more strictly than the paper asked for.")
    labels = Labels([event.marking], {event.audience} - {""})
    named = Referred(connection, labels)
    if sought.blank:
        return Held(event, labels, named, sought.now, blank=True)
    form = form_of(connection, sought)
    incident = _one(connection, Incident, sought.incident or (form.incident if form else None), labels)
    period = _period(connection, sought, form, labels)
    blocks: Blocks = {}
    if form is not None:
        blocks = approved.blocks(connection, form, sought.kept, labels)
    since, until = _span(sought, form, period)
    return Held(
        event,
        labels,
        named,
        sought.now,
        period=period,
        since=since,
        until=until,
        incident=incident,
        form=form,
        chosen=sought.form is not None,
        blocks=blocks,
        kept=sought.kept,
    )


def of_period(connection: Connection, event: bytes, code: str, period: bytes | None) -> tuple[FormLine, ...]:
    """The forms of a kind that stand for a period, the first made first."""
    found = (one for one in forms.forms_of(connection, event, code) if one.period in {period, None})
    return tuple(reversed([one for one in found if one.state != SUPERSEDED]))


def form_of(connection: Connection, sought: Sought) -> FormLine | None:
    """The form asked for; else the newest of its kind for this period and this incident.

    Refused where the one asked for may not be seen here.
    """
    if sought.form is not None:
        found = forms.one(connection, sought.form)
        if found is None or found.event != sought.event:
            raise Refused("This form is not on this desk, or is marked more strictly than the paper asked for.")
        return found
    running = events.period_at(connection, sought.event, sought.now)
    period = sought.period or (running.id if running else None)
    fitting = (
        one
        for one in reversed(of_period(connection, sought.event, sought.code, period))
        if one.incident == sought.incident and one.code == sought.code
    )
    return next(fitting, None)


def _period(connection: Connection, sought: Sought, form: FormLine | None, labels: Labels) -> Period | None:
    if sought.period is None and (form is None or form.period is None):
        if sought.since is not None or sought.until is not None:
            return None
        running = events.period_at(connection, sought.event, sought.now)
        if running is not None:
            labels.take([(running.marking, running.audience)])
        return running
    return _one(connection, Period, sought.period or (form.period if form else None), labels)


def _one(connection: Connection, kind: type[R], record: bytes | None, labels: Labels) -> R | None:
    found = None if record is None else events.record(connection, kind, record)
    if found is None or found.struck:
        return None
    labels.take([(found.marking, found.audience)])
    return found


def _span(sought: Sought, form: FormLine | None, period: Period | None) -> tuple[Moment | None, Moment | None]:
    if sought.since is not None or sought.until is not None:
        return sought.since, sought.until
    if period is not None:
        return period.starts, period.ends
    return (None, None) if form is None else (form.since, form.until)
