"""What is this copy's own: its device, its numbers, its drafts."""

from __future__ import annotations

from sqlalchemy import Connection

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.store import local
from tests.kit.desks import EVENT, bodies, sound


def test_drafts_come_back_oldest_first_and_are_forgotten_when_they_are_sent(desk: Desk) -> None:
    for key, value in (("compose/2", {"text": "smoke"}), ("compose/1", {"text": "ärger ☂"}), ("search/1", "gate")):
        desk.store.writer.local(lambda c, k=key, v=value: local.save_draft(c, k, v)).result()
    assert desk.drafts("compose/") == {"compose/2": {"text": "smoke"}, "compose/1": {"text": "ärger ☂"}}
    desk.store.writer.local(lambda c: local.save_draft(c, "compose/2", None)).result()
    assert list(desk.drafts("compose/")) == ["compose/1"]
    assert list(desk.drafts()) == ["compose/1", "search/1"]


def test_a_prefix_is_taken_letter_by_letter(desk: Desk) -> None:
    for key in ("a%b/1", "axb/1", "a_b/1"):
        desk.store.writer.local(lambda c, k=key: local.save_draft(c, k, "x")).result()
    assert list(desk.drafts("a%b/")) == ["a%b/1"]
    assert list(desk.drafts("a_b/")) == ["a_b/1"]


def test_a_draft_is_no_act_and_never_travels(desk: Desk) -> None:
    before = bodies(desk)
    desk.store.writer.local(lambda c: local.save_draft(c, "compose/1", {"text": "not sent"})).result()
    assert bodies(desk) == before
    assert sound(desk)


def test_numbers_count_by_kind_and_by_device(desk: Desk) -> None:
    def numbers(connection: object) -> list[str]:
        asked = (("incident", "7KQ4"), ("incident", "7KQ4"), ("entry", "7KQ4"), ("task", "7KQ4"), ("incident", "9BCD"))
        return [local.next_number(connection, kind, code) for kind, code in asked]  # type: ignore[arg-type]

    made = desk.store.writer.local(numbers).result()
    assert made == ["7KQ4-1", "7KQ4-2", "7KQ4-L1", "7KQ4-T1", "9BCD-1"]


def test_a_copy_that_stands_where_it_stood_keeps_its_device_and_elsewhere_takes_another(desk: Desk) -> None:
    def stand(place: str) -> bytes:
        return desk.store.writer.local(lambda c: local.stand(c, place)).result()

    first = stand("here")
    assert stand("here") == first
    second = stand("there")
    assert second != first
    assert stand("there") == second
    assert first in desk.read_now(local.get, "devices before")
    assert desk.do_now(LogEntry(EVENT, "still works")).value


def test_what_was_never_noted_is_the_default(desk: Desk) -> None:
    assert desk.read_now(local.get, "nothing", 7) == 7
    assert desk.read_now(local.get, "nothing") is None


def test_a_device_keeps_its_keys_and_a_renewed_one_gets_others(desk: Desk) -> None:
    def keys() -> tuple[bytes, bytes]:
        return desk.store.writer.local(lambda c: (local.own_key(c), local.own_box(c))).result()

    first, old = keys(), desk.device
    assert keys() == first
    assert len(set(first)) == 2
    new = desk.store.writer.local(local.renew).result()
    second = keys()
    assert set(first).isdisjoint(second)
    assert desk.read_now(local.own_devices) == {old, new}
    assert desk.read_now(local.keys_made) == {old: first[0], new: second[0]}
    assert desk.store.writer.local(lambda c: local.key_as(c, old)).result() == first[0]


def test_notes_are_found_by_how_their_keys_begin_and_forgotten_one_by_one(desk: Desk) -> None:
    def write(connection: Connection) -> None:
        for key in ("feed/a", "feed/b", "fee%/c"):
            local.put(connection, key, key.upper())
        local.forget(connection, "feed/b")

    desk.store.writer.local(write).result()
    assert desk.read_now(local.noted, "feed/") == {"feed/a": "FEED/A"}
    assert desk.read_now(local.noted, "fee%") == {"fee%/c": "FEE%/C"}
