"""A TAXII collection: all its pages come in once, a page of other things is no failure, nothing hostile raises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.desk import feed_rules
from eocdesk.desk.feed_taxii import FEED, more, read, since
from eocdesk.feeds import Given
from eocdesk.models import Entry, Indicator, clock
from eocdesk.store.queries import events
from tests.desk.test_feeding import MINUTE, Watch
from tests.kit.desks import EVENT, bodies, make_desk
from tests.kit.feed_server import Play, source

HERE = "https://taxii.example.org/api/collections/1/objects/"


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    desk = make_desk(tmp_path)
    with source() as there:
        yield Watch(desk, there, replace(FEED, addresses=lambda _: [f"{there.url}/objects/"]))
    desk.close()


def indicator(count: int) -> dict[str, Any]:
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--00000000-0000-4000-8000-{count:012d}",
        "created": "2028-07-01T00:00:00.000Z",
        "modified": "2028-07-01T00:00:00.000Z",
        "name": f"Phishing {count}",
        "pattern": f"[domain-name:value = 'bad{count}.example.org']",
        "pattern_type": "stix",
        "valid_from": "2028-07-01T00:00:00Z",
    }


def page(*objects: dict[str, Any], following: str = "") -> bytes:
    return json.dumps({"more": bool(following), "next": following, "objects": list(objects)}).encode()


def test_all_pages_come_in_and_asked_again_nothing_changes(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    headers = {"content-type": "application/taxii+json;version=2.1"}
    other = {"type": "identity", "id": "identity--00000000-0000-4000-8000-000000000001", "name": "x"}
    watch.there.plays["/objects/"] = Play(page(other, following="2"), headers=headers)
    watch.there.plays["/objects/?next=2"] = Play(page(indicator(1), indicator(2), following="3 a"), headers=headers)
    watch.there.plays["/objects/?next=3+a"] = Play(page(indicator(3)), headers=headers)
    took = watch.poll()
    assert (took.ok, took.read, took.changed) == (True, 3, 3)
    assert len(watch.there.asked) == 3
    assert "application/taxii+json;version=2.1" in watch.there.asked[0][1]["accept"]
    before = bodies(watch.desk)
    moment[0] += 60 * MINUTE
    assert watch.poll().changed == 0
    assert bodies(watch.desk) == before
    assert watch.desk.read_now(events.of_event, Entry, EVENT) == []
    assert len(watch.desk.read_now(events.of_event, Indicator, EVENT)) == 3


def test_only_what_was_added_since_is_asked_for(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    watch.feed = replace(watch.feed, addresses=lambda _: [f"{watch.there.url}/objects/?match%5Btype%5D=indicator"])
    first = "/objects/?match%5Btype%5D=indicator"
    kind = {"content-type": "application/taxii+json;version=2.1"}
    told = {**kind, "x-taxii-date-added-last": "2024-07-01T00:00:01.000001Z"}
    watch.there.plays[first] = Play(page(indicator(1), following="2"), headers=told)
    watch.there.plays[f"{first}&next=2"] = Play(status=500)
    assert not watch.poll().ok
    moment[0] += 60 * MINUTE
    later = f"{first}&added_after=2024-07-01T00%3A00%3A01.000001Z"
    newer = {**kind, "x-taxii-date-added-last": "2024-07-02T00:00:01Z"}
    watch.there.plays[later] = Play(page(indicator(2)), headers=newer)
    took = watch.poll()
    assert (took.ok, took.read, took.changed) == (True, 1, 1)
    last = f"{first}&added_after=2024-07-02T00%3A00%3A01Z"
    watch.there.plays[last] = Play(b"{}", headers=kind)
    for _ in range(2):
        moment[0] += 60 * MINUTE
        assert watch.poll().ok
    assert [path for path, _ in watch.there.asked] == [first, f"{first}&next=2", later, last, last]


def test_once_the_marking_of_its_address_is_another_all_of_it_is_read_again(watch: Watch) -> None:
    place = f"{watch.there.url}/objects/"
    watch.feed = replace(watch.feed, floor_s=0)
    told = {"content-type": "application/taxii+json", "x-taxii-date-added-last": "2024-07-01T00:00:01Z"}
    watch.there.plays["/objects/"] = Play(page(indicator(1)), headers=told)
    feed_rules.add_address(watch.desk, watch.feed, place, "GREEN")
    watch.poll()
    feed_rules.add_address(watch.desk, watch.feed, place, "AMBER")
    watch.poll()
    assert [one.marking for one in watch.desk.read_now(events.of_event, Indicator, EVENT)] == ["AMBER"]


def test_a_time_that_is_none_or_is_to_come_is_not_asked_with() -> None:
    assert since(f"{HERE}?added_after=2020-01-01T00:00:00Z&limit=9", "2024-07-01T00:00:01Z") == (
        f"{HERE}?limit=9&added_after=2024-07-01T00%3A00%3A01Z"
    )
    for added in ("", "yesterday", "2024-13-01T00:00:01Z", "2999-07-01T00:00:01Z", "2024-07-01T00:00:01Z\r\nx: y"):
        assert since(HERE, added) == HERE


def test_the_next_page_is_the_same_address_with_its_mark() -> None:
    assert more(page(following="2"), HERE + "?limit=9") == HERE + "?limit=9&next=2"
    assert more(page(following="3"), HERE + "?next=2") == HERE + "?next=3"
    assert more(page(following="2"), HERE + "?next=2") == ""
    assert more(page(), HERE) == ""
    assert [more(data, HERE) for data in (b"[1", b"[]", b'{"more": true}', b'{"more": 1, "next": "2"}')] == [""] * 4
    assert more(b'{"more": true, "next": "\\ud800"}', HERE) == ""


def test_an_empty_page_is_no_failure_and_another_answer_is_one() -> None:
    for data in (b"{}", b'{"more": false}', page()):
        assert (read(data, Given(EVENT, 0)).refused, read(data, Given(EVENT, 0)).read) == ([], 0)
    assert read(b'{"objects": [{"type": []}, 7, null]}', Given(EVENT, 0)).commands == []
    for data in (b"<html>", b"[]", b'{"title": "Collection"}', b'{"objects": 7}', b"[" * 100_000):
        assert len(read(data, Given(EVENT, 0)).refused) == 1


def test_a_key_is_a_token_or_a_name_with_a_password() -> None:
    assert FEED.headers is not None
    assert FEED.headers("abc") == {"authorization": "Bearer abc"}
    assert FEED.headers("u:p") == {"authorization": "Basic dTpw"}


@given(data=st.data())
def test_bytes_of_a_page_are_something_else(data: st.DataObject) -> None:
    whole = bytearray(page(indicator(1), following="2"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=4))
    reading = read(bytes(whole), Given(EVENT, 0))
    assert len(reading.refused) <= reading.read
    assert isinstance(more(bytes(whole), HERE), str)
