"""Pairing this desk with another that no hub vouches for: cards that go by hand, a number that people compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eocdesk.desk import parcels
from eocdesk.models import ids
from eocdesk.models.right import Right

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.models.card import Card
    from eocdesk.sync.pairing import Introduction

READ_IT = (
    "Read this number aloud to the other desk, which shows one too once it has this desk's card. "
    "If theirs is another, somebody is between you: stop."
)


@dataclass(frozen=True, slots=True)
class Own:
    """This desk's own card: no secret, to be handed over."""

    card: Introduction
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Another desk's card, read and sound, and the number both desks must show."""

    card: Introduction
    number: str

    @property
    def name(self) -> str:
        """What the other desk is called."""
        return self.card.name or f"Desk {self.code}"

    @property
    def code(self) -> str:
        """Its letters."""
        return ids.desk_code(self.card.dev)


def own(desk: Desk, name: str = "") -> Own:
    """This desk's card, under that name or the one it goes by. Blocks a moment."""
    from eocdesk.sync import pairing  # noqa: PLC0415  a desk that is not paired loads nothing of this

    return Own(*pairing.mine(desk.store, name or parcels.called(desk), exercise=desk.exercise))


def compare(desk: Desk, text: str, mine: Own | None = None) -> Compared:
    """The other desk's card from its text. Refused where it is none, mistyped, or the two must not be paired."""
    from eocdesk.sync import pairing  # noqa: PLC0415  likewise

    other, here = pairing.read(text), (mine or own(desk)).card
    pairing.check(desk.store, here, other)
    return Compared(other, pairing.number(here, other))


def pair(desk: Desk, other: Compared, right: Right, days: int) -> Card:
    """Take the other desk on for so many days; whoever calls has heard the same number there."""
    from eocdesk.sync import pairing  # noqa: PLC0415  likewise

    return pairing.pair(desk.store, other.card, (right,), days)


def paired(desk: Desk) -> list[Card]:
    """The desks that were paired here, by name."""
    from eocdesk.sync import pairing  # noqa: PLC0415  likewise

    return sorted(pairing.paired(desk.store), key=lambda card: (card.name.casefold(), card.dev))


def forget(desk: Desk, words: str) -> Card:
    """Take a pairing back; the desk by its name or letters. Refused where they name none, or several."""
    from eocdesk.sync import pairing  # noqa: PLC0415  likewise

    return pairing.unpair(desk.store, words)
