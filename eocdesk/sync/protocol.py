"""What copies say to each other: heads, push and pull, as frozen values and as bytes on the wire."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

import msgspec
import zstandard

from eocdesk.models.card import Signed, Vouched
from eocdesk.models.change import Few, Piece
from eocdesk.models.errors import Unavailable
from eocdesk.models.right import Labels
from eocdesk.models.snapshot import Snapshot

SPOKEN = (1,)
"""The versions of the protocol this program speaks; a hub speaks the last two."""
MAX_PIECES = 5_000
MAX_BYTES = 4 * 1024 * 1024
"""What one page holds at most, before compression. One act larger than that travels alone."""
MAX_LEAVING = 10_000
"""So many records at most are asked for at once, whether their words are to be given up."""
MAX_MESSAGE = 32 * 1024 * 1024
"""What a message may unpack to at most: more is refused unread, whatever its sender says of its size."""

S = TypeVar("S", bound=msgspec.Struct)


class MalformedError(ValueError):
    """Bytes that are no message of this protocol, in a sentence."""


class Hello(msgspec.Struct, array_like=True, frozen=True):
    """How a copy begins: who it is and what it speaks."""

    speaks: tuple[int, ...]
    dev: bytes
    app: str
    schema: int
    clock: int  # its wall clock, moments


class Fed(msgspec.Struct, array_like=True, frozen=True):
    """What a hub that asks the outside itself says of one feed for one event; moments by its clock."""

    event: bytes
    name: str
    title: str
    good: int | None  # when it last brought an answer
    tried: int | None
    every: int  # seconds between two questions
    sentence: str = ""  # what is wrong

    def by_clock(self, ahead: int) -> Fed:
        """The same by a clock that is so many milliseconds ahead."""
        good, tried = (None if one is None else one + ahead for one in (self.good, self.tried))
        return msgspec.structs.replace(self, good=good, tried=tried)


class Welcome(msgspec.Struct, array_like=True, frozen=True):
    """The answer: which version both speak, who answers, its clock."""

    speaks: int
    id: bytes  # the hub's, or the other desk's device
    name: str
    epoch: bytes  # changes where the hub was restored from an older state
    app: str
    schema: int
    least: int  # the lowest schema whose writes are taken
    clock: int
    feeds: Few[Fed] = []  # what the hub asks the outside, so that its desks need not


class Standing(msgspec.Struct, array_like=True, frozen=True):
    """One scope as a copy holds it."""

    labels: Labels
    digest: bytes  # over every chain's device, length and hash: equal, and both hold the same log
    seq: int = 0  # how far the hub's sequence goes; 0 where there is none
    chains: dict[bytes, int] = {}  # length of each device's chain; left out by a hub, which counts by seq


class Heads(msgspec.Struct, array_like=True, frozen=True):
    """Everything a copy may show the asking one, scope by scope."""

    scopes: dict[bytes, Standing]


class Page(msgspec.Struct, array_like=True, frozen=True):
    """Changes on their way: contiguous in each chain, no act cut in two, every chain's end signed by its device."""

    pieces: Few[Piece]
    signed: Few[Signed]
    cards: Few[Vouched] = []  # of the devices that signed, for those who may not know them
    sealed: Few[bytes] = []  # a page the hub alone can open (store/handing): read instead of this one


class Reach(msgspec.Struct, array_like=True, frozen=True):
    """How far a device's chain in a scope goes somewhere."""

    scope: bytes
    dev: bytes
    n: int


class Refusal(msgspec.Struct, array_like=True, frozen=True):
    """A change that was not let in. Its place in the chain is taken by a stub; its words wait for a person."""

    scope: bytes
    dev: bytes
    n: int
    sentence: str


class Stands(msgspec.Struct, array_like=True, frozen=True):
    """Where all that a page held of a scope stands in the hub's sequence, nothing of others between."""

    scope: bytes
    first: int  # the number of the first of them
    hash: bytes  # the hub's chain after the last


class Taken(msgspec.Struct, array_like=True, frozen=True):
    """The answer to a page pushed: all of it durable, except what is named here."""

    durable: list[Reach]
    refused: list[Refusal]
    wanted: list[Reach]  # chains that do not follow: what is held here; send from n + 1
    clock: int
    order: str = ""  # "purge": this device was revoked; forget everything
    stands: list[Stands] = []  # what need not be read back by who had read up to it


class Cursor(msgspec.Struct, array_like=True, frozen=True):
    """How far one has read a hub's sequence of a scope, and its hash there."""

    seq: int
    hash: bytes


class Since(msgspec.Struct, array_like=True, frozen=True):
    """What the asker holds. To a hub by cursors; to another desk, and in a parcel, by the lengths of chains."""

    cursors: dict[bytes, Cursor] = {}
    chains: dict[bytes, dict[bytes, int]] = {}
    limit: int = MAX_PIECES
    roster: int = 0  # when the asker last had the cards of all desks from this hub, by the hub's clock
    leaving: list[bytes] = []  # records that left, as far as the asker knows: has it to give their words up?
    early: dict[bytes, bytes] | None = None  # from where snapshots of scopes are asked on; None: none are wanted


class Stream(msgspec.Struct, array_like=True, frozen=True):
    """The next changes of one scope."""

    scope: bytes
    labels: Labels
    pieces: list[Piece]
    first: int = 0  # the sequence number of the first piece at the hub; 0 where there is no sequence
    hash: bytes = b""  # the hub's chain after the last piece
    more: bool = False


class Pulled(msgspec.Struct, array_like=True, frozen=True):
    """The answer to a pull."""

    streams: list[Stream]
    signed: list[Signed]
    cards: list[Vouched]
    revoked: list[bytes]  # scopes the asker named and may not see any more: to be withdrawn
    rewound: list[bytes]  # scopes whose cursor is not of this hub's sequence: read from the start
    epoch: bytes
    clock: int
    order: str = ""
    gone: list[tuple[bytes, bytes]] = []  # (record, scope it left) of those asked for that are out of sight
    early: list[Snapshot] = []  # how a scope stands of which the asker has nothing; ask on, its history follows


class Peer(Protocol):
    """A copy that can be met. Each call raises Unavailable where it cannot be reached, Refused where it says no."""

    name: str
    by_seq: bool
    """Whether it counts by a sequence of its own (a hub) rather than by chains (a desk, a parcel)."""

    async def hello(self, hello: Hello) -> Welcome:
        """Begin."""

    async def heads(self) -> Heads:
        """What it holds that this device may see."""

    async def push(self, page: Page) -> Taken:
        """Give it a page; what the answer calls durable is on its disk."""

    async def pull(self, since: Since) -> Pulled:
        """Ask for what one has not."""


_ENCODER = msgspec.msgpack.Encoder()


def pack(message: msgspec.Struct) -> bytes:
    """A message as it is sent: msgpack in one zstd frame."""
    return zstandard.ZstdCompressor(level=3).compress(_ENCODER.encode(message))


def unpack(data: bytes, kind: type[S], limit: int = MAX_MESSAGE) -> S:
    """A message read; MalformedError where it is none, is another, or would unpack to more than the limit."""
    try:
        plain = _inflate(data, limit)
        return msgspec.msgpack.decode(plain, type=kind)
    except (zstandard.ZstdError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedError(f"this is no {kind.__name__.lower()} message ({error})") from error


def _inflate(data: bytes, limit: int) -> bytes:
    """At most `limit` bytes, never believing the size a frame claims."""
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(data, read_across_frames=False)
    plain = reader.read(limit + 1)
    if len(plain) > limit:
        raise MalformedError(f"a message of more than {limit} bytes")
    return plain


def chosen(speaks: Iterable[int]) -> int:
    """The newest version both speak; Unavailable with what to do where there is none."""
    both = set(SPOKEN) & set(speaks)
    if not both:
        mine, theirs = max(SPOKEN), max(speaks, default=0)
        which = "this desk" if mine < theirs else "the other side"
        raise Unavailable(f"The two sides speak no common version ({mine} here, {theirs} there). Update {which}.")
    return max(both)
