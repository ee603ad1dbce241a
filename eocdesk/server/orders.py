"""What people who lead can order of a hub: lists, codes, rights, revocation, what to do with refused words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from eocdesk.models import Refused, clock
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.models.ids import event_id, parse_id
from eocdesk.models.right import Right, Role
from eocdesk.store.hub import people, people_accounts, quarantine
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice

Told: TypeAlias = dict[str, Any] | list[dict[str, Any]]
LONGEST_H = 24 * 30
LONGEST_LEASE_H = 24 * 365


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person asks, as JSON: who it is, and what the call needs of the rest."""

    account: str
    passphrase: str
    device: str = ""
    why: str = ""
    role: str = ""
    event: str = ""  # the event's code, or its id as lists tell it; empty: all events
    ceiling: str = ""
    audiences: str = ""
    until: int | None = None
    hours: float = 24.0
    name: str = ""
    scope: str = ""
    n: int = 0
    limit: int = 200
    lease: float = 0.0  # hours that the desk may go without meeting the hub; 0: no end
    records: tuple[str, ...] = ()  # the ids of what is to be purged
    second: str = ""  # who orders it beside the first, and that account's passphrase
    second_passphrase: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One thing to order."""

    do: Callable[[Order, str], Told]
    """(order, name of who orders) to what is answered, ready for JSON. Blocks."""
    of_a_supervisor: bool = False
    of_two: bool = False
    """Two accounts must order it; the name says both."""


class Orders:
    """All calls by name."""

    def __init__(self, hub: Hub, certificate: Callable[[], bytes]) -> None:
        self._hub = hub
        self._certificate = certificate
        self.calls = {
            "devices": Call(self._devices, of_a_supervisor=True),
            "trail": Call(self._trail, of_a_supervisor=True),
            "quarantine": Call(self._quarantine, of_a_supervisor=True),
            "release": Call(self._release, of_a_supervisor=True),
            "dismiss": Call(self._dismiss, of_a_supervisor=True),
            "purge": Call(self._purge, of_a_supervisor=True, of_two=True),
            "code": Call(self._code),
            "grant": Call(self._grant),
            "withdraw": Call(self._withdraw),
            "revoke": Call(self._revoke),
            "account": Call(self._account),
        }

    def _devices(self, _order: Order, _who: str) -> Told:
        with self._hub.reading() as c:
            return [plain(device) for device in people.devices(c)]

    def _trail(self, order: Order, _who: str) -> Told:
        with self._hub.reading() as c:
            dev = people.named(c, order.device).dev if order.device else None
            lines = people.trail(c, dev=dev, limit=max(1, min(order.limit, 5000)))
        return [
            {
                "at": clock.iso(line.at),
                "what": line.what,
                "who": line.who,
                "device": line.dev.hex() if line.dev is not None else None,
                "from": line.place,
                "sentence": line.sentence,
                "times": line.times,
            }
            for line in lines
        ]

    def _code(self, order: Order, who: str) -> Told:
        if not 0 < order.hours <= LONGEST_H:
            raise Refused(f"A code is good for up to {LONGEST_H} hours.", "hours")
        with self._hub.writing() as c:
            secret = people.make_code(c, right_of(order), int(order.hours * people.HOUR), by=who, name=order.name)
        until = clock.now() + int(order.hours * people.HOUR)
        return {"code": Code(secret, pin_of(self._certificate())).text, "until": clock.iso(until)}

    def _grant(self, order: Order, who: str) -> Told:
        with self._hub.writing() as c:
            return plain(people.grant(c, people.named(c, order.device).dev, right_of(order), by=who))

    def _withdraw(self, order: Order, who: str) -> Told:
        with self._hub.writing() as c:
            device = people.named(c, order.device)
            event = event_of(order)
            found = [right for right in device.rights if (right.role, right.event) == (right_of(order).role, event)]
            if not found:
                raise Refused(f"“{device.name}” does not hold that right.")
            for right in found:
                device = people.withdraw_right(c, device.dev, right, why=order.why, by=who)
            return plain(device)

    def _revoke(self, order: Order, who: str) -> Told:
        with self._hub.writing() as c:
            return plain(people.revoke(c, people.named(c, order.device).dev, order.why, by=who))

    def _account(self, order: Order, who: str) -> Told:
        phrase = people_accounts.new_phrase()
        kept = people_accounts.hashed(phrase)
        with self._hub.writing() as c:
            people_accounts.set_account(c, order.name, order.role or Role.ADMINISTRATOR, kept, by=who)
        return {"account": order.name, "passphrase": phrase}

    def _quarantine(self, order: Order, _who: str) -> Told:
        with self._hub.reading() as c:
            waiting = quarantine.waiting(c, max(1, min(order.limit, 1000)))
            names = {device.dev: device.name for device in people.devices(c)}
        return [
            {
                "scope": kept.scope.hex(),
                "device": kept.dev.hex(),
                "name": names.get(kept.dev, ""),
                "n": kept.n,
                "at": clock.iso(kept.at),
                "sentence": kept.sentence,
                "kind": kept.change.kind,
                "title": kept.change.act.title,
                "person": kept.change.act.person,
                "fields": {name: str(value) for name, value in kept.change.fields.items()},
            }
            for kept in waiting
        ]

    def _release(self, order: Order, who: str) -> Told:
        self._hub.release(*_waiting(order), order.n, who)
        return {"released": True}

    def _dismiss(self, order: Order, who: str) -> Told:
        self._hub.dismiss(*_waiting(order), order.n, who)
        return {"dismissed": True}

    def _purge(self, order: Order, who: str) -> Told:
        """Take records out for good. An order given once more changes nothing and is answered alike."""
        records = [parse_id(one) for one in order.records]
        if None in records:
            raise Refused("Name what is purged by its ids.", "records")
        return {"changes": self._hub.purge([one for one in records if one is not None], who, order.why)}


def _waiting(order: Order) -> tuple[bytes, bytes]:
    """(scope, device) of what waits."""
    scope, dev = parse_id(order.scope), parse_id(order.device)
    if scope is None or dev is None:
        raise Refused("Name the scope and the device by their ids, as the list of what waits does.")
    return scope, dev


def event_of(order: Order) -> bytes:
    """The event an order speaks of; empty: all of them."""
    return parse_id(order.event) or event_id(order.event) if order.event else b""


def right_of(order: Order) -> Right:
    """The right an order speaks of; Refused where its words make none."""
    role = order.role or Role.WATCH_OFFICER.value
    if order.lease and not 1 <= order.lease <= LONGEST_LEASE_H:
        raise Refused(f"A lease is of 1 to {LONGEST_LEASE_H:,} hours.", "lease")
    lease = int(order.lease * people.HOUR)
    return people.sound(Right(role, event_of(order), order.ceiling, order.audiences, order.until, order.why, lease))


def plain(device: HubDevice) -> dict[str, Any]:
    """A device as JSON lists it; without its keys."""
    return {
        "id": device.dev.hex(),
        "name": device.name,
        "rights": [people.told(right) for right in device.rights],
        "grants": [_grant_of(right) for right in device.rights],
        "since": clock.iso(device.since),
        "seen": clock.iso(device.seen),
        "revoked": clock.iso(device.revoked),
        "why": device.why,
    }


def _grant_of(right: Right) -> dict[str, Any]:
    """A right part by part, for programs."""
    return {
        "role": right.role,
        "event": right.event.hex(),
        "ceiling": right.ceiling,
        "audiences": right.audiences,
        "until": right.until,
        "why": right.why,
        "lease": right.lease / people.HOUR,
    }
