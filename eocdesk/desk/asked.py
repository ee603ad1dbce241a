"""A blackout drill asked of all desks of an event: by whom it may be, who takes part, and the reports together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eocdesk.commands.drills import AnswerDrill, AskDrill
from eocdesk.commands.entries import StrikeEntry
from eocdesk.desk import drill, leading
from eocdesk.models import Refused, clock, ids
from eocdesk.models.clock import Moment
from eocdesk.models.right import Role
from eocdesk.store import peers
from eocdesk.store.queries import drill_asks, meetings
from eocdesk.store.queries.drill_asks import DECLINED, Ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eocdesk.desk.desk import Desk
    from eocdesk.desk.drill import Drill
    from eocdesk.models.card import Card

MAY_ASK = frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Told:
    """What one desk answered; `state` as in drill_asks."""

    name: str
    state: str
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask as it stands: who answered what, who has not, and whether this desk has."""

    ask: Ask
    told: tuple[Told, ...]
    silent: tuple[str, ...]
    mine: str
    """What this desk answered; empty: nothing yet."""

    def waits(self, now: Moment) -> bool:
        """Whether this desk takes part unless somebody declines: nobody is cut off by what comes after it began."""
        heard = self.ask.received <= self.ask.begins
        return heard and not self.mine and not self.ask.struck and now < self.ask.ends


def asked(connection: Any, device: bytes, event: bytes, now: Moment) -> tuple[Asked, ...]:
    """The asks of those who may ask, the newest first. An entry of anybody else that looks like one is only that."""
    found = drill_asks.asks(connection, event, now)
    may = {one: bool(MAY_ASK & leading.roles(connection, one, now)) for one in {ask.device for ask in found}}
    cards = peers.cards(connection) if found else {}
    return tuple(_standing(connection, ask, device, event, cards) for ask in found if may[ask.device])


def _standing(connection: Any, ask: Ask, device: bytes, event: bytes, cards: Mapping[bytes, Card]) -> Asked:
    answers = {one.device: one for one in drill_asks.answers(connection, ask.id, event)}
    told = tuple(Told(_name(dev, cards), one.state, one.text, one.author) for dev, one in answers.items())
    silent = sorted(_name(dev, cards) for dev, card in cards.items() if dev not in answers and _takes_part(card))
    mine = answers[device].state if device in answers else ""
    return Asked(ask, told, tuple(silent), mine)


def _takes_part(card: Card) -> bool:
    """A partner's desk and the one that asks feeds write no entry: nobody waits for their word."""
    return not card.revoked and any(right.role not in {Role.PARTNER, Role.FEEDS} for right in card.rights)


def _name(device: bytes, cards: Mapping[bytes, Card]) -> str:
    card = cards.get(device)
    return card.name if card is not None and card.name else f"Desk {ids.desk_code(device)}"


def may_ask(connection: Any, device: bytes, now: Moment) -> bool:
    """Whether this desk's card lets it ask all."""
    return bool(MAY_ASK & leading.roles(connection, device, now))


async def ask(desk: Desk, begins: Moment, minutes: int, why: str) -> bytes:
    """Ask all desks of the open event; the entry's id. Refused where this desk may not."""
    if desk.event is None:
        raise Refused("Open an event first: all its desks are asked.")
    if not await desk.read(may_ask, desk.device, clock.now()):
        raise Refused("Only an administrator's or a supervisor's desk asks all desks.")
    return bytes((await desk.do(AskDrill(desk.event.id, begins, minutes, why))).value)


async def call_off(desk: Desk, one: Ask, why: str) -> None:
    """It does not take place; the entry is struck, with the reason."""
    await desk.do(StrikeEntry(one.id, why))


async def decline(desk: Desk, one: Ask, why: str) -> None:
    """This desk takes no part; with the reason, which all desks see."""
    if not " ".join(why.split()):
        raise Refused("Say why this desk takes no part.", "why")
    await desk.do(AnswerDrill(one.id, DECLINED, why))


async def begin_due(desk: Desk, now: Moment) -> Drill | None:
    """Begin the drill whose time has come, until it is over for all; None where there is none."""
    if desk.event is None:
        return None
    found = await desk.read(due, desk.device, desk.event.id, now)
    if found is None or (await desk.read(drill.stand, now)).drill is not None:
        return None
    left = -(-(found.ends - now) // drill.MINUTE)
    return await drill.begin(desk, max(1, left), found.id)


def due(connection: Any, device: bytes, event: bytes, now: Moment) -> Ask | None:
    """The ask whose time it is, if this desk belongs to a hub and has not answered."""
    hub = meetings.hub(connection)
    if hub is None or hub.revoked or peers.reading_at(connection, device, {"entry"}):
        return None
    found = asked(connection, device, event, now)
    return next((one.ask for one in found if one.waits(now) and one.ask.begins <= now), None)
