"""A hub's devices: let in by a one-time code, given rights and cards, revoked; each step in the trail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from eocdesk.models import Refused, clock, enrolment, ids
from eocdesk.models.card import Card, Vouched, encode_card
from eocdesk.models.clock import Moment
from eocdesk.models.marking import audience, parse_tlp
from eocdesk.models.right import ANY, Right, role_of
from eocdesk.store import signing
from eocdesk.store.hub import people_lines, people_trail
from eocdesk.store.hub.people_tables import CODE, DEVICE
from eocdesk.store.hub.people_trail import Line, trail

__all__ = [
    "HubDevice",
    "Line",
    "card",
    "device",
    "devices",
    "enrol",
    "follow",
    "grant",
    "known",
    "make_code",
    "named",
    "news",
    "redeem",
    "revoke",
    "roster",
    "saw",
    "trail",
    "withdraw_right",
]

HOUR = 3_600_000
LIFETIME = 24 * HOUR
"""How long a code may be redeemed unless its maker says otherwise."""
LEASE = 14 * 24 * HOUR
"""How long a card is believed where the hub cannot be asked: the longest blackout a room is to get through alone."""
_KEPT = 30 * 24 * HOUR  # how long a code that is over is still known as one
_NAME = 80
_NO_CODE = "The hub knows no such enrolment code. Ask for a new one."
_RIGHTS = msgspec.msgpack.Decoder(tuple[Right, ...])
_RIGHT = msgspec.msgpack.Decoder(Right)
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class HubDevice:
    """A desk as the hub knows it."""

    dev: bytes
    key: bytes  # Ed25519
    box: bytes  # X25519
    name: str
    rights: tuple[Right, ...]
    since: Moment
    seen: Moment | None
    revoked: Moment | None
    why: str
    """Why it was revoked."""
    heir: bytes | None = None
    """The device that goes on as this one, proven when it joined."""
    serial: int = 0
    """How often its rights or its end were decided on: of two cards the higher one holds."""


_OF_DEVICE = select(DEVICE).where(DEVICE.c.dev == bindparam("asked"))
"""Made once: it is asked several times at each call of each desk."""


def device(c: Connection, dev: bytes) -> HubDevice | None:
    """The device of that id, revoked ones too; None where the hub knows none."""
    found = c.execute(_OF_DEVICE, {"asked": dev}).first()
    return None if found is None else _device(found)


def devices(c: Connection) -> list[HubDevice]:
    """Every device that was ever let in, by name."""
    return [_device(row) for row in c.execute(select(DEVICE).order_by(DEVICE.c.name, DEVICE.c.dev))]


def news(c: Connection, moment: Moment) -> list[HubDevice]:
    """Those that were let in or shut out since."""
    asked = select(DEVICE).where(or_(DEVICE.c.since > moment, DEVICE.c.revoked > moment))
    return [_device(row) for row in c.execute(asked.order_by(DEVICE.c.dev))]


def _device(r: Any) -> HubDevice:
    rights = _RIGHTS.decode(r.rights)
    known = bytes(r.dev), bytes(r.key), bytes(r.box), r.name, rights, r.since, r.seen, r.revoked, r.why
    return HubDevice(*known, None if r.heir is None else bytes(r.heir), r.serial)


def named(c: Connection, words: str) -> HubDevice:
    """The device a person means: its name, the beginning of its id, or the desk code said aloud. Refused otherwise."""
    asked = words.strip()
    folded = asked.casefold()
    all_ = devices(c)
    found = [d for d in all_ if d.name.casefold() == folded]
    found = found or [d for d in all_ if ids.desk_code(d.dev).casefold() == folded]
    if not found and len(folded) >= 4:  # noqa: PLR2004  fewer digits of an id name nobody in particular
        found = [d for d in all_ if d.dev.hex().startswith(folded.replace("-", ""))]
    if len(found) > 1:
        which = ", ".join(d.dev.hex()[:8] for d in found)
        raise Refused(f"“{words}” names {len(found)} devices. Use the beginning of an id: {which}.", "device")
    if not found:
        raise Refused(f"The hub knows no device “{words}”. See “eocdesk devices”.", "device")
    return found[0]


def sound(right: Right) -> Right:
    """The right with its words in canonical spelling; Refused where one is none."""
    return Right(
        role_of(right.role).value,
        right.event,
        parse_tlp(right.ceiling).word if right.ceiling else "",
        right.audiences if right.audiences == ANY else audience(right.audiences),
        right.until,
        right.why.strip(),
        right.lease,
    )


def told(right: Right) -> str:
    """A right in words, for the trail and for lists."""
    words = [right.role, "in one event" if right.event else "in all events"]
    if right.event:
        words.append(f"({right.event.hex()[:8]})")
    if right.ceiling:
        words.append(f"up to {right.ceiling}")
    if right.audiences:
        words.append("for all audiences" if right.audiences == ANY else f"for {right.audiences}")
    if right.until is not None:
        words.append(f"until {clock.iso(right.until)}")
    if right.lease:
        words.append(f"for {right.lease / HOUR:g} hours after each meeting")
    return " ".join(words) + (f": {right.why}" if right.why else "")


def make_code(c: Connection, right: Right, lifetime: int = LIFETIME, *, by: str, name: str = "") -> str:
    """A new one-time code for a desk with that right: the secret of a models.enrolment.Code, told this once.

    `lifetime` in milliseconds; `name` names the desk beforehand. Refused where the right makes no sense.
    """
    right, now = sound(right), clock.now()
    c.execute(delete(CODE).where(CODE.c.until < now - _KEPT))
    secret = enrolment.new_secret()
    row = {"hash": _hash(secret), "right_": _encode(right), "name": name.strip()[:_NAME], "maker": by}
    c.execute(insert(CODE).values(**row, made=now, until=now + lifetime))
    people_trail.note(c, "code made", f"A code was made: {told(right)}.", who=by)
    return secret


def redeem(c: Connection, code: str, dev: bytes, key: bytes, box: bytes, name: str = "") -> HubDevice:
    """Let in the device that shows this code (its secret, or its whole text). Once; Refused otherwise.

    The same device with the same key may show it again: its first answer may have been lost.
    """
    found = c.execute(select(CODE).where(CODE.c.hash == _hash(_secret_of(code))).with_for_update()).first()
    if found is None:
        raise Refused(_NO_CODE, "code")
    held = device(c, dev)
    if found.used is not None:
        if held is not None and found.dev == dev and held.key == key and held.revoked is None:
            return held
        raise Refused("This enrolment code was used already. Each serves one desk, once; ask for a new one.", "code")
    if found.until <= clock.now():
        raise Refused("This enrolment code is too old. Ask for a new one.", "code")
    let_in = enrol(c, dev, key, box, found.name or name, _RIGHT.decode(found.right_), by=found.maker)
    c.execute(update(CODE).where(CODE.c.hash == found.hash).values(used=clock.now(), dev=dev))
    return let_in


def known(c: Connection, code: str) -> None:
    """Refused where nobody made such a code; to be asked before `redeem` by a reader, who holds nobody up."""
    if c.execute(select(CODE.c.hash).where(CODE.c.hash == _hash(_secret_of(code)))).first() is None:
        raise Refused(_NO_CODE, "code")


def _secret_of(code: str) -> str:
    return code if len(code) == enrolment.SECRET else enrolment.parse(code).secret


def _hash(secret: str) -> bytes:
    """What is kept of a code. Its 53 random bits need no slow hash: nobody tries them all within its lifetime."""
    return hashlib.sha256(b"eocdesk code 1" + secret.encode()).digest()


def enrol(c: Connection, dev: bytes, key: bytes, box: bytes, name: str, right: Right, *, by: str) -> HubDevice:
    """Let a device in with one right; one that was let in before gets the right besides.

    Refused where the device was revoked, or stands in the list with another key.
    """
    if (len(dev), len(key), len(box)) != (16, 32, 32):
        raise Refused("This is no device: its id has 16 bytes and each of its keys 32.")
    held = _held(c, dev)
    if held is not None:
        if held.revoked is not None:
            raise Refused(f"This desk was revoked: {held.why}. It can join again as a new desk only, with empty hands.")
        if (held.key, held.box) != (key, box):
            raise Refused("A desk of this id was let in with another key. Revoke it first, if it is the same machine.")
        return grant(c, dev, right, by=by)
    right = sound(right)
    title = " ".join(name.split())[:_NAME] or f"Desk {ids.desk_code(dev)}"
    row = {"dev": dev, "key": key, "box": box, "name": title, "rights": _encode((right,)), "why": ""}
    c.execute(insert(DEVICE).values(**row, since=clock.now()))
    people_trail.note(c, "enrolled", f"“{title}” was let in: {told(right)}.", who=by, dev=dev)
    return _known(c, dev)


def grant(c: Connection, dev: bytes, right: Right, *, by: str) -> HubDevice:
    """Give a device one more right. Refused where the hub does not know it or it was revoked."""
    held, right = _known(c, dev, lock=True), sound(right)
    if held.revoked is not None:
        raise Refused(f"“{held.name}” was revoked. It gets no rights any more.")
    if right not in held.rights:
        _decide(c, _and_before(c, dev), rights=_encode((*held.rights, right)))
        people_trail.note(c, "granted", f"“{held.name}” was given: {told(right)}.", who=by, dev=dev)
    return _known(c, dev)


def withdraw_right(c: Connection, dev: bytes, right: Right, *, why: str, by: str) -> HubDevice:
    """Take one right from a device, with a written reason. What it lets the desk see leaves it at the next meeting."""
    held, right, why = _known(c, dev, lock=True), sound(right), _reason(why)
    if right not in held.rights:
        raise Refused(f"“{held.name}” does not hold that right.")
    left = tuple(one for one in held.rights if one != right)
    _decide(c, _and_before(c, dev), rights=_encode(left))
    people_trail.note(c, "withdrawn", f"“{held.name}” lost: {told(right)}. {why}", who=by, dev=dev)
    return _known(c, dev)


def revoke(c: Connection, dev: bytes, why: str, *, by: str) -> HubDevice:
    """Shut a machine out for good under all the names it had, with a written reason. Once more changes nothing.

    A desk that is at work elsewhere stays, though this machine was copied from it (`people_lines`); the trail says so.
    """
    held, why = _known(c, dev, lock=True), _reason(why)
    if held.revoked is None:
        meant = people_lines.machine(c, dev)
        _decide(c, meant.names, revoked=clock.now(), why=why)
        people_trail.note(c, "revoked", f"“{held.name}” was revoked: {why}", who=by, dev=dev)
        for one in sorted(meant.at_work):
            stays = (
                f"“{_known(c, one).name}” stays, for it was heard of since “{held.name}” joined; that one had its key."
            )
            people_trail.note(c, "stays", f"{stays} Revoke it too if it is not in your hands.", who=by, dev=one)
    return _known(c, dev)


def _decide(c: Connection, devs: Iterable[bytes], **said: Any) -> None:
    """What was decided before about one that is revoked stays."""
    c.execute(
        update(DEVICE)
        .where(DEVICE.c.dev.in_(list(devs)), DEVICE.c.revoked.is_(None))
        .values(serial=DEVICE.c.serial + 1, **said)
    )


def _and_before(c: Connection, dev: bytes) -> set[bytes]:
    """A device and the names it had, which have its rights; not one that is at work beside it."""
    heirs = c.execute(select(DEVICE.c.dev).where(DEVICE.c.heir == dev)).scalars()
    return {dev, *map(bytes, heirs)} - people_lines.machine(c, dev).at_work


def follow(c: Connection, heir: HubDevice, dev: bytes, key: bytes) -> None:
    """Let in a device that a desk wrote as before it became `heir`, so that what it wrote then is taken too.

    One that was let in before keeps its rights, and is of the same machine from now on: who revokes the one revokes
    the other. One of another key is somebody else's.
    """
    held = _held(c, dev)
    if dev == heir.dev or (len(dev), len(key)) != (16, 32):
        return
    if held is None:
        title = f"{heir.name} before"[:_NAME]
        row = {"dev": dev, "key": key, "box": heir.box, "name": title, "rights": _encode(heir.rights), "why": ""}
        c.execute(insert(DEVICE).values(**row, since=clock.now(), heir=heir.dev))
        people_trail.note(c, "enrolled", f"“{title}” was let in: what it wrote before.", who=heir.name, dev=dev)
    elif held.key != key or held.revoked is not None:
        return
    elif held.heir != heir.dev:
        c.execute(update(DEVICE).where(or_(DEVICE.c.dev == dev, DEVICE.c.heir == dev)).values(heir=heir.dev))
        words = f"“{held.name}” goes on as “{heir.name}”: revoked with it."
        people_trail.note(c, "followed", words, who=heir.name, dev=dev)
    people_lines.join(c, dev, heir.dev)


def _reason(why: str) -> str:
    said = " ".join(why.split())
    if not said:
        raise Refused("Say why: it stands in the trail for those who come after.", "why")
    return said[:300]


def saw(c: Connection, dev: bytes) -> None:
    """Note that a device was heard of just now."""
    c.execute(update(DEVICE).where(DEVICE.c.dev == dev).values(seen=clock.now()))


def _held(c: Connection, dev: bytes) -> HubDevice | None:
    found = c.execute(select(DEVICE).where(DEVICE.c.dev == dev).with_for_update()).first()
    return None if found is None else _device(found)


def _known(c: Connection, dev: bytes, *, lock: bool = False) -> HubDevice:
    found = _held(c, dev) if lock else device(c, dev)
    if found is None:
        raise Refused("The hub does not know this desk. Join with an enrolment code.")
    return found


def card(_c: Connection | None, hub_key: bytes, hub_id: bytes, of: HubDevice, now: Moment) -> Vouched:
    """The device as the hub vouches for it. Within an hour the same bytes, so that nobody keeps it twice."""
    issued = now - now % HOUR
    rights = () if of.revoked is not None else of.rights
    gone = of.revoked is not None
    body = encode_card(
        Card(hub_id, of.dev, of.key, of.box, of.name, rights, issued, issued + LEASE, revoked=gone, serial=of.serial)
    )
    made = Vouched(body, b"")
    return Vouched(body, signing.sign(hub_key, made.message))


def roster(
    c: Connection, hub_key: bytes, hub_id: bytes, now: Moment, devs: Iterable[bytes] | None = None
) -> list[Vouched]:
    """The cards of these devices, or of all; revoked ones say so."""
    wanted = None if devs is None else set(devs)
    return [card(c, hub_key, hub_id, one, now) for one in devices(c) if wanted is None or one.dev in wanted]
