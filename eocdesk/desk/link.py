"""What the rest of the desk sees of its link: how it stands, join, meet now, pause; the work is done elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from eocdesk.models.clock import Moment


class LinkState(StrEnum):
    """In one word."""

    ALONE = "not linked"  # has joined no hub
    LINKED = "linked"  # the last meeting went well
    TRYING = "trying"  # the last meeting failed, or none was yet: it is tried again
    PAUSED = "paused"  # cut on purpose, until a moment
    REVOKED = "revoked"  # the hub has put this desk out; its copy was withdrawn


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """How this desk stands with its hub. Read from the store or absent; nothing is guessed."""

    state: LinkState = LinkState.ALONE
    peer: str = ""  # the hub's name
    url: str = ""
    met: Moment | None = None  # the last contact that went well
    unsent: int | None = None  # changes the hub has not acknowledged; None while alone
    skew: int = 0  # how far this desk's clock is ahead of the hub's, milliseconds; behind: negative
    refused: int = 0  # changes the hub did not let in; their words are kept here
    conflicts: int = 0  # fields that people must settle
    sentence: str = ""  # why it does not go at the moment
    until: Moment | None = None  # PAUSED: until then
