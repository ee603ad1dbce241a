"""Files in and out of a real desk: counted, moved, kept, cancelled whole, and out again the same."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eocdesk.commands.command import Work
from eocdesk.commands.imports import Report
from eocdesk.commands.records import Add, Amend
from eocdesk.desk import exchange
from eocdesk.desk.desk import Desk
from eocdesk.desk.exchange import Given
from eocdesk.interchange import FORMATS
from eocdesk.interchange.stix.marks import IDS
from eocdesk.interchange.stix.read import MIME
from eocdesk.models import Event, Indicator, Refused, Session, Venue
from eocdesk.models.marking import Tlp, parse_tlp
from eocdesk.store.queries import access, events
from tests.kit.desks import EVENT, bodies, make_desk, meet, sound

HEAD = "Title,Start,End,Venue\n"
ROWS = "Opening,2028-07-14 20:00,23:00,SoFi Stadium\nHeats,2028-07-15 09:00,12:00,Atlantis\n"
LA = Given(zone="America/Los_Angeles")


@dataclass(frozen=True)
class Put:
    """A record as it would stand after all its acts."""

    kind: str
    values: dict[str, Any]
    title = "Put"

    def do(self, work: Work) -> bytes:
        return work.add(self.kind, event=EVENT, **self.values)


def event(desk: Desk) -> Event:
    assert desk.event is not None
    return desk.event


def file(tmp_path: Path, text: str, name: str = "sessions.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def sessions(desk: Desk) -> dict[str, Session]:
    return {session.title: session for session in desk.read_now(events.of_event, Session, EVENT)}


def test_a_file_comes_in_and_the_same_file_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, HEAD + ROWS)
    report = exchange.import_file(desk, event(desk), path, LA)
    assert (report.format, report.read, report.added) == ("csv", 2, 2)
    before = bodies(desk)
    again = exchange.import_file(desk, event(desk), path, LA)
    assert (again.unchanged, again.added, again.changed) == (2, 0, 0)
    assert bodies(desk) == before
    assert sound(desk)


def test_a_dry_run_counts_the_same_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    before = bodies(desk)
    report = exchange.import_file(
        desk, event(desk), file(tmp_path, HEAD + ROWS), Given(zone="America/Los_Angeles", dry_run=True)
    )
    assert (report.read, report.added) == (2, 2)
    assert bodies(desk) == before


def test_a_newer_file_moves_what_moved_and_keeps_what_a_person_changed(desk: Desk, tmp_path: Path) -> None:
    key = "Id in the source," + HEAD
    exchange.import_file(desk, event(desk), file(tmp_path, key + "A,Opening,2028-07-14 20:00,23:00,SoFi\n"), LA)
    desk.do_now(Amend("session", sessions(desk)["Opening"].id, {"title": "Opening ceremony"}))
    newer = file(tmp_path, key + "A,Opening,2028-07-14 20:30,23:30,SoFi\n")
    report = exchange.import_file(desk, event(desk), newer, LA)
    moved = sessions(desk)["Opening ceremony"]
    assert (report.changed, moved.starts) == (1, 1_847_244_600_000)
    assert report.kept == ["row 2: Title was changed by a person and stays; the file says “Opening”"]


def test_an_end_before_its_start_comes_in_with_a_warning(desk: Desk, tmp_path: Path) -> None:
    row = "Opening,2028-07-14 20:00,2028-07-13 20:00,SoFi\n"
    report = exchange.import_file(desk, event(desk), file(tmp_path, HEAD + row), LA)
    assert (report.added, report.refused) == (1, [])
    assert "row 2: ends before it starts" in report.warnings


def test_a_session_that_moves_to_a_place_nobody_knows_is_no_longer_where_it_was(desk: Desk, tmp_path: Path) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium"})).value
    key = "Id in the source,Title,Venue\nA,Opening,{}\n"
    moves = (("SoFi Stadium", venue), ("Atlantis", None), ("SoFi Stadium", venue), ("", None))
    for words, there in moves:
        exchange.import_file(desk, event(desk), file(tmp_path, key.format(words)), Given(profile="session"))
        opening = sessions(desk)["Opening"]
        assert (opening.venue, opening.venue_words) == (there, "" if there else words)


def test_what_a_file_does_not_speak_of_is_left_as_it_is(desk: Desk, tmp_path: Path) -> None:
    asked = Given(profile="venue")
    exchange.import_file(desk, event(desk), file(tmp_path, "Name,City,Capacity\nSoFi,Inglewood,70240\n"), asked)
    exchange.import_file(desk, event(desk), file(tmp_path, "Name,Capacity\nSoFi,70000\n"), asked)
    (venue,) = desk.read_now(events.of_event, Venue, EVENT)
    assert (venue.city, venue.capacity) == ("Inglewood", 70000)


def test_what_the_content_does_not_say_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    report = exchange.import_file(desk, event(desk), file(tmp_path, HEAD + ROWS), Given())
    assert (report.read, report.added) == (2, 0)
    assert "has no time zone" in report.refused[0].reason


@pytest.mark.parametrize("beats", [0, 1, 3])
def test_a_cancel_leaves_nothing_wherever_it_comes(desk: Desk, tmp_path: Path, beats: int) -> None:
    rows = "".join(f"Session {number},2028-07-14 20:00,21:00,SoFi\n" for number in range(600))
    left = iter([False] * beats)
    before = bodies(desk)
    report = exchange.import_file(
        desk, event(desk), file(tmp_path, HEAD + rows), LA, cancelled=lambda: next(left, True)
    )
    assert [refusal.reason for refusal in report.refused] == ["Stopped by a person; nothing of it came in."]
    assert bodies(desk) == before
    assert sound(desk)


def test_progress_is_told_to_the_end(desk: Desk, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(f"Session {number},2028-07-14 20:00,21:00,SoFi\n" for number in range(2500))
    exchange.import_file(
        desk, event(desk), file(tmp_path, HEAD + rows), LA, lambda done, total: told.append((done, total))
    )
    assert told[-1] == (2500, 2500)


def test_a_hostile_file_is_a_sentence_and_the_desk_works_on(desk: Desk, tmp_path: Path) -> None:
    before = bodies(desk)
    report = exchange.import_file(desk, event(desk), file(tmp_path, "[" * 100_000, "deep.json"), LA)
    assert (report.read, report.refused[0].at) == (1, "file")
    assert "nested too deep" in report.refused[0].reason
    assert len(bodies(desk)) == len(before) + 1  # the entry that says so
    assert exchange.import_file(desk, event(desk), file(tmp_path, HEAD + ROWS), LA).added == 2


def test_a_format_or_profile_that_is_not_there_is_refused_before_anything_is_read() -> None:
    with pytest.raises(Refused, match=r"no format “docx” to read.*stix.*nws-alerts"):
        exchange.check(Given(format="docx"))
    with pytest.raises(Refused, match="no profile “la29”"):
        exchange.check(Given(profile="la29"))
    exchange.check(Given(format="csv", profile="la28-sessions"))


def test_a_venue_is_matched_by_hand_as_the_import_would_have(desk: Desk, tmp_path: Path) -> None:
    exchange.import_file(desk, event(desk), file(tmp_path, HEAD + ROWS), LA)
    outcome = asyncio.run(exchange.match_venue(desk, event(desk), "Atlantis", None))
    assert outcome.value[1] == 1
    assert outcome.notice.act.origin == "import:review"
    assert sessions(desk)["Heats"].venue == outcome.value[0]


@pytest.mark.parametrize("name", [one.name for one in FORMATS if one.writes])
def test_what_one_desk_writes_another_reads_without_a_loss(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "lat": 33.953, "lon": -118.339}))
    exchange.import_file(desk, event(desk), file(tmp_path, HEAD + ROWS), LA)
    desk.do_now(Add("agency", EVENT, {"name": "LAPD", "phone": "+12134733231"}))
    desk.do_now(Add("contact", EVENT, {"name": "L. Chen", "phones": [["work", "911"]]}))
    data = exchange.export(desk, event(desk), name)
    other = make_desk(tmp_path / "other")
    path = tmp_path / "out"
    path.write_bytes(data)
    report = exchange.import_file(other, event(other), path, Given())
    own = exchange.import_file(desk, event(desk), path, Given())
    other.close()
    assert (report.refused, own.refused) == ([], []) or name in {
        "csv-features",
        "stix",
        "cap",
    }  # nothing of theirs is there
    assert (own.added, own.changed) == (0, 0)
    assert own.unchanged == own.read - len(own.refused)


def test_what_is_only_read_cannot_be_written(desk: Desk) -> None:
    with pytest.raises(Refused, match="can be read but not written"):
        exchange.export(desk, event(desk), "xlsx")


@pytest.mark.parametrize("name", [one.name for one in FORMATS if one.writes])
@pytest.mark.parametrize(("marking", "names"), [(None, ""), ("GREEN", ""), ("AMBER", "LAPD"), ("RED", "")])
def test_no_word_above_the_marking_or_of_another_audience_goes_out(
    desk: Desk, name: str, marking: str | None, names: str
) -> None:
    words: dict[str, tuple[str, str]] = {}
    values = {"venue": "name", "agency": "name", "indicator": "value", "threat": "title", "session": "title"}
    values |= {"alert": "title", "product": "title"}
    for kind, field in values.items():
        for mark in Tlp:
            for seen in ("", "LAPD", "FBI,LAPD"):
                word = f"canary{kind}{mark.name}{seen.replace(',', '')}x"
                words[word] = (mark.word, seen)
                more = {"indicator": {"kind": "url"}, "product": {"kind": "warning", "state": "sent"}}.get(kind, {})
                desk.do_now(Put(kind, {field: word, "marking": mark.word, "audience": seen, **more}))
    data = exchange.export(desk, event(desk), name, exchange.Limit(marking, names))
    if marking is None and name not in {"stix", "cap"}:
        return
    most = parse_tlp(marking or "CLEAR")
    for word, (mark_word, seen) in words.items():
        if word.encode() in data:
            assert parse_tlp(mark_word) <= most
            assert set(seen.split(",")) - {""} <= set(names.split(","))
    if name == "stix":
        assert b"canaryindicatorCLEARx" in data
    if name == "cap":
        assert b"canaryalertCLEARx" in data
        assert b"canaryproductCLEARx" in data


def test_an_audience_without_a_marking_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="which marking"):
        exchange.export(desk, event(desk), "ics", exchange.Limit(None, "LAPD"))


def test_a_bundle_read_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    key = "indicator--00000000-0000-4000-8000-000000000001"
    sign = {"type": "indicator", "id": key, "pattern": "[url:value = 'http://a.example']"}
    path = file(tmp_path, json.dumps({"type": "bundle", "id": "bundle--1", "objects": [sign]}), "b.json")
    first = exchange.import_file(desk, event(desk), path, Given())
    before = bodies(desk)
    again = exchange.import_file(desk, event(desk), path, Given())
    assert (first.added, again.unchanged, again.read) == (1, 1, 1)
    assert bodies(desk) == before


def test_no_later_bundle_lowers_what_another_marked(desk: Desk, tmp_path: Path) -> None:
    key = "indicator--00000000-0000-4000-8000-000000000001"

    def bring(tlp: Tlp, name: str) -> Report:
        refs = [IDS[tlp]]
        sign = {
            "type": "indicator",
            "id": key,
            "pattern": "[url:value = 'a']",
            "name": name,
            "object_marking_refs": refs,
        }
        text = json.dumps({"type": "bundle", "id": "bundle--1", "objects": [sign]})
        return exchange.import_file(desk, event(desk), file(tmp_path, text, "b.json"), Given())

    bring(Tlp.AMBER, "one")
    lower = bring(Tlp.CLEAR, "two")
    (held,) = desk.read_now(events.of_event, Indicator, EVENT)
    assert (held.name, held.marking) == ("two", "AMBER")
    assert lower.kept == ["object 1: it stays TLP:AMBER; the file says TLP:CLEAR"]
    bring(Tlp.RED, "two")
    assert [one.marking for one in desk.read_now(events.of_event, Indicator, EVENT)] == ["RED"]


def test_of_two_bundles_the_newer_version_stays_whichever_is_read_last(desk: Desk, tmp_path: Path) -> None:
    key = "indicator--00000000-0000-4000-8000-000000000001"

    def bring(year: int, name: str, tlp: Tlp) -> Report:
        sign = {"type": "indicator", "id": key, "pattern": "[url:value = 'a']", "name": name}
        more = {"modified": f"{year}-01-01T00:00:00Z", "object_marking_refs": [IDS[tlp]]}
        text = json.dumps({"type": "bundle", "id": "bundle--1", "objects": [{**sign, **more}]})
        return exchange.import_file(desk, event(desk), file(tmp_path, text, f"{year}.json"), Given())

    def held() -> list[tuple[str, str]]:
        return [(one.name, one.marking) for one in desk.read_now(events.of_event, Indicator, EVENT)]

    bring(2027, "new", Tlp.GREEN)
    before = bodies(desk)
    older = bring(2026, "old", Tlp.CLEAR)
    assert (older.read, older.unchanged, older.changed) == (1, 1, 0)
    assert older.kept == ["object 1: a newer version of it is held; this one is older"]
    assert len(bodies(desk)) == len(before) + 1  # the file itself is kept
    bring(2025, "oldest", Tlp.RED)  # a stricter marking counts, whatever its age
    assert held() == [("new", "RED")]
    bring(2028, "newest", Tlp.RED)
    assert held() == [("newest", "RED")]


@pytest.mark.parametrize("field", ["marking", "audience"])
def test_while_two_values_of_a_marking_are_unsettled_the_stricter_bounds_a_file(field: str, tmp_path: Path) -> None:
    here, there = make_desk(tmp_path / "here"), make_desk(tmp_path / "there", "M. Ruiz")
    venue = here.do_now(Add("venue", EVENT, {"name": "Kestrel", "marking": "GREEN"})).value
    meet(here, there)
    strict, open_ = {"marking": ("RED", "CLEAR"), "audience": ("MEDICAL", "POLICE")}[field]
    here.do_now(Amend("venue", venue, {field: strict}))
    there.do_now(Amend("venue", venue, {field: open_}))
    meet(here, there)
    limit = exchange.Limit("GREEN", "POLICE")
    assert [getattr(one, field) for one in here.read_now(events.of_event, Venue, EVENT)] == [open_]
    assert b"Kestrel" not in exchange.export(here, event(here), "csv-venues", limit)
    assert b"Kestrel" in exchange.export(here, event(here), "csv-venues", exchange.Limit("RED", "MEDICAL,POLICE"))
    here.close()
    there.close()


@pytest.mark.parametrize(("name", "said", "noted"), [("geojson", "green", "GREEN"), ("stix", None, "CLEAR")])
def test_the_trail_says_the_marking_a_file_was_bounded_by(
    name: str, said: str | None, noted: str, desk: Desk, tmp_path: Path
) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "Kestrel", "marking": "RED"}))
    exchange.write(desk, event(desk), name, tmp_path / "out.json", exchange.Limit(said))
    assert [one.released for one in desk.read_now(access.trail, EVENT)] == [noted]


def test_the_trail_of_a_file_kept_whole_says_the_files_own_marking(desk: Desk, tmp_path: Path) -> None:
    kept = asyncio.run(_keep(desk))
    put = Put("document", {"name": "kept.json", "sha256": kept, "mime": MIME, "marking": "AMBER"})
    desk.do_now(put)
    exchange.write(desk, event(desk), "stix", tmp_path / "out.json", exchange.Limit("RED"), "kept.json")
    assert [one.released for one in desk.read_now(access.trail, EVENT)] == ["AMBER"]


async def _keep(desk: Desk) -> str:
    return (await asyncio.wrap_future(desk.store.keep_bytes(b"{}"))).sha256
