"""What a feed is: where it is asked, how often, and the pure function that reads its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from eocdesk.commands.command import Command
from eocdesk.models import System
from eocdesk.models.clock import Moment

Spot = tuple[bytes, str, float, float]
"""A venue with a place: its id, its name, latitude, longitude."""


@dataclass(frozen=True, slots=True)
class Where:
    """What an address may depend on. `state` as the post writes it (CA), `own` the addresses of the settings."""

    venues: tuple[Spot, ...] = ()
    state: str = ""
    own: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader is told beside the answer. `zone`, `marking` and `days` (YYYY-MM-DD or "") are the event's.

    For a feed `by_systems` also the event's systems, and the vulnerabilities held of this source with their markings.
    """

    event: bytes
    now: Moment
    zone: str = "UTC"
    marking: str = "AMBER"
    venues: tuple[Spot, ...] = ()
    address: str = ""
    exercise: bool = False
    days: tuple[str, str] = ("", "")
    systems: tuple[System, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer as read: `read` rows, of which `refused` (where, why) were not taken; `says` is it in one sentence."""

    commands: list[Command] = field(default_factory=list)
    read: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    says: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed. Seconds for rhythms, bytes for the longest answer; `needs_key` says what the keyring must hold for it.

    With `own` it is asked at the addresses somebody added (Where.own), and there a key is used only where there is one.
    `more` gives the address of an answer's next page, "" at the end; `headers` what a key adds to the question;
    `since` the address that leaves out what was added up to a date its source said (as it wrote it).
    """

    name: str
    title: str
    floor_s: int
    every_s: int
    longest: int
    kinds: tuple[str, ...]
    addresses: Callable[[Where], list[str]]
    read: Callable[[bytes, Given], Reading]
    needs_key: str = ""
    own: bool = False
    more: Callable[[bytes, str], str] | None = None
    headers: Callable[[str], dict[str, str]] | None = None
    since: Callable[[str, str], str] | None = None
    links: Callable[[bytes], list[str]] | None = None
    """Where the messages are that an answer only names; each is asked once, at the same host."""
    by_systems: bool = False
    """Whether what it brings depends on the systems that are listed: once they change all of it is read anew."""
    signs: tuple[str, ...] = ()
    """Patterns all of which a saved answer of it shows, letter case ignored; none where files do not tell."""
