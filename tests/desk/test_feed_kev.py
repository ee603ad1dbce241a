"""CISA's list as a feed: what concerns the event comes, marked as the systems are; the rest is left, and said so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.records import Add, Amend
from eocdesk.desk import feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.exchange import Given as Beside
from eocdesk.desk.exchange import import_file
from eocdesk.desk.feed_kev import FEED, NEWEST
from eocdesk.desk.feeding import Took
from eocdesk.feeds import Given
from eocdesk.models import Entry, Indicator, ids
from eocdesk.store.queries import events, systems
from tests.desk.test_feeding import MINUTE, Watch
from tests.kit.desks import EVENT, bodies, make_desk, sound
from tests.kit.feed_server import Play, source


def row(number: int, vendor: str = "Ivanti", product: str = "Endpoint Manager", *, day: int = 1) -> dict[str, str]:
    return {
        "cveID": f"CVE-2028-{1000 + number}",
        "vendorProject": vendor,
        "product": product,
        "dateAdded": f"2028-{1 + day // 28:02}-{1 + day % 28:02}",
        "dueDate": "2028-12-22",
        "requiredAction": "Apply the update.",
    }


def catalogue(*rows: dict[str, str]) -> bytes:
    return json.dumps({"count": len(rows), "vulnerabilities": rows}).encode()


WHOLE = catalogue(*(row(n, day=n) for n in range(60)), *(row(n, "Fortinet", "FortiOS") for n in range(60, 63)))


def take(desk: Desk, data: bytes = WHOLE) -> Took:
    assert desk.event is not None
    return feeding.take(desk, desk.event, FEED, data)


def held(desk: Desk) -> dict[str, Indicator]:
    return {one.value: one for one in desk.read_now(events.of_event, Indicator, EVENT)}


def system(desk: Desk, vendor: str, product: str, **more: str) -> bytes:
    made: bytes = desk.do_now(
        Add("system", EVENT, {"name": product, "vendor": vendor, "product": product, **more})
    ).value
    return made


def test_where_no_system_is_listed_the_newest_come_and_it_is_said_why(desk: Desk) -> None:
    took = take(desk)
    assert (took.ok, took.read, took.changed, took.refused) == (True, 63, NEWEST, [])
    assert "No system of the event is listed" in took.sentence
    assert set(held(desk)) == {f"CVE-2028-{1000 + n}" for n in range(60 - NEWEST, 60)}
    assert {one.marking for one in held(desk).values()} == {"CLEAR"}
    before = bodies(desk)
    assert take(desk).changed == 0
    assert bodies(desk) == before
    assert desk.read_now(events.of_event, Entry, EVENT) == []
    assert sound(desk)


def test_what_may_be_in_a_system_comes_and_is_marked_as_the_system_is(desk: Desk) -> None:
    system(desk, "Fortinet", "FortiOS", marking="AMBER")
    took = take(desk)
    assert set(held(desk)) == {"CVE-2028-1060", "CVE-2028-1061", "CVE-2028-1062"}
    assert {one.marking for one in held(desk).values()} == {"AMBER"}
    assert "63 vulnerabilities read. 3 may be in the event's systems" in took.sentence
    assert "Import the catalogue" in took.sentence
    found = desk.read_now(systems.exposed, EVENT)
    assert [len(one.found) for one in found.values()] == [3]


def test_what_came_before_is_kept_up_and_never_marked_less_than_it_was(desk: Desk) -> None:
    take(desk)
    first = min(held(desk).values(), key=lambda one: one.value)
    desk.do_now(Amend("indicator", first.id, {"marking": "GREEN"}))
    known = set(held(desk))
    system(desk, "Fortinet", "FortiOS")
    mended = catalogue(
        *({**row(n, day=n), "requiredAction": "Unplug it."} for n in range(60)), row(60, "Fortinet", "FortiOS")
    )
    took = take(desk, mended)
    assert took.changed == NEWEST  # all but the one a person wrote since, and the new one
    assert f"1 may be in the event's systems, {NEWEST} more were here before." in took.sentence
    assert set(held(desk)) == known | {"CVE-2028-1060"}
    assert held(desk)[first.value].marking == "GREEN"
    notes = {one.note for one in held(desk).values() if one.vendor == "Ivanti" and one.id != first.id}
    assert notes == {"Unplug it."}


def test_a_system_for_a_named_audience_brings_nothing_that_others_would_see(desk: Desk) -> None:
    system(desk, "Fortinet", "FortiOS", audience="CISA")
    system(desk, "Nobody", "Nothing")
    take(desk)
    assert held(desk) == {}


def test_a_person_may_import_all_of_it_and_the_feed_keeps_that_up(desk: Desk, tmp_path: Path) -> None:
    system(desk, "Fortinet", "FortiOS")
    take(desk)
    assert desk.event is not None
    file = tmp_path / "kev.json"
    file.write_bytes(WHOLE)
    report = import_file(desk, desk.event, file, Beside())
    assert (report.read, report.added) == (63, 60)
    took = take(desk)
    assert (took.changed, took.sentence) == (0, "63 vulnerabilities read.")
    assert import_file(desk, desk.event, file, Beside()).changed == 0


def test_a_system_that_is_listed_later_is_looked_for_though_the_catalogue_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path)
    with source() as there:
        watch = Watch(desk, there, replace(FEED, addresses=lambda _: [f"{there.url}/kev"]))
        moment = [feeding.clock.now()]
        monkeypatch.setattr(feeding.clock, "now", lambda: moment[0])
        there.plays["/kev"] = Play(WHOLE, headers={"content-type": "application/json", "etag": '"1"'})
        system(desk, "Nobody", "Nothing")
        assert watch.poll().changed == 0
        moment[0] += 70 * MINUTE
        assert watch.poll().sentence == "Nothing new since it was last asked."
        system(desk, "Fortinet", "FortiOS")
        moment[0] += 70 * MINUTE
        assert watch.poll().changed == 3
        assert ["if-none-match" in headers for _, headers in there.asked] == [False, True, False]
    desk.close()


@pytest.mark.parametrize("data", [b"", b"<html>sign in</html>", b"\xff\xfe", b"[" * 100_000, b"{}"])
def test_an_answer_that_is_none_is_refused_whole_with_a_sentence(data: bytes) -> None:
    reading = FEED.read(data, Given(EVENT, 0))
    assert (reading.commands, reading.read, len(reading.refused), bool(reading.says)) == ([], 1, 1, True)


@given(data=st.data())
def test_bytes_of_an_answer_are_something_else(data: st.DataObject) -> None:
    whole = bytearray(catalogue(row(1), row(2)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=4))
    reading = FEED.read(bytes(whole), Given(EVENT, 0))
    assert len(reading.refused) <= reading.read
    assert all(at and reason for at, reason in reading.refused)


def test_it_is_the_same_record_as_the_files(desk: Desk) -> None:
    take(desk, catalogue(row(1)))
    assert [one.id for one in held(desk).values()] == [ids.source_id(EVENT, "indicator", "kev", "CVE-2028-1001")]
