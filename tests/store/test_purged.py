"""A copy remembers which records were purged, and what of them may still come."""

from __future__ import annotations

from msgspec import structs

from eocdesk.commands.threats import TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.models.change import Stub, Why, decode
from eocdesk.store import changelog, purged
from tests.kit.desks import EVENT, bodies


def test_a_purged_record_is_remembered_once_however_often_it_is_noted(desk: Desk) -> None:
    assert desk.read_now(purged.records) == set()
    for record in (b"r" * 16, b"s" * 16, b"r" * 16):
        desk.store.writer.local(lambda c, record=record: purged.note(c, record)).result()  # type: ignore[misc]
    assert desk.read_now(purged.records) == {b"r" * 16, b"s" * 16}


def test_only_a_report_that_says_it_is_purged_is_what_stays(desk: Desk) -> None:
    desk.do_now(TakeReport(EVENT, {"title": "Man with a camera"}))
    (taken,) = [one for one in map(decode, bodies(desk)) if one.kind == "report"]
    assert not purged.stays(taken)
    said = structs.replace(taken, fields={**taken.fields, "state": purged.PURGED})
    assert purged.stays(said)
    assert not purged.stays(structs.replace(said, kind="entry"))


def test_of_what_goes_along_what_stays_says_so_in_its_own_words(desk: Desk) -> None:
    desk.do_now(TakeReport(EVENT, {"title": "Man with a camera"}))
    change = decode(bodies(desk)[-1])
    for kind, name in (("entry", "text"), ("block", "text"), ("summary", "changed"), ("document", "caption")):
        told = structs.replace(change, kind=kind, fields={name: f"{purged.TAKEN_OUT}7KQ4-A1."})
        assert purged.stays(told)
        assert not purged.stays(structs.replace(told, fields={name: "Man with a camera"}))
        assert not purged.stays(structs.replace(told, kind="venue"))


def test_its_place_bears_the_digest_of_the_words(desk: Desk) -> None:
    body = bodies(desk)[-1]
    change = decode(body)
    digest = changelog.digest_of(body)
    due = Stub(change.scope, change.dev, change.n, change.prev, digest, int(Why.REDACTED))
    assert purged.place_of(change, digest) == due
