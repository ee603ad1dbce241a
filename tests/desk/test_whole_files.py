"""STIX bundles kept whole: out again byte for byte, and never to whom a part of them is not for."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eocdesk.commands.imports import Report
from eocdesk.commands.reading import Reading, Whole
from eocdesk.desk import exchange, whole_files
from eocdesk.desk.desk import Desk
from eocdesk.desk.exchange import Given, Limit
from eocdesk.interchange.stix.marks import IDS
from eocdesk.models import Document, Indicator, Refused
from eocdesk.models.marking import Tlp
from eocdesk.store.queries import entries, events
from tests.interchange.stix.test_read import bundle, indicator
from tests.kit.desks import EVENT, bodies

CANARY = "canary-of-the-bundle"
CUSTOM = {"type": "x-centre-note", "id": "x-centre-note--1", "words": CANARY, "object_marking_refs": [IDS[Tlp.AMBER]]}
SIGN = indicator(1, object_marking_refs=[IDS[Tlp.GREEN]])


def bring(desk: Desk, folder: Path, data: bytes, name: str = "bundle.json", *, dry: bool = False) -> Report:
    file = folder / name
    file.write_bytes(data)
    assert desk.event is not None
    return exchange.import_file(desk, desk.event, file, Given(dry_run=dry))


def out(desk: Desk, name: str, marking: str | None) -> bytes:
    assert desk.event is not None
    return exchange.export(desk, desk.event, "stix", Limit(marking), name)


def held(desk: Desk) -> list[Any]:
    return list(desk.read_now(events.of_event, Document, EVENT))


def test_what_becomes_no_record_is_said_kept_and_out_again_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    data = bundle(SIGN, CUSTOM).replace(b": ", b" :\n ")
    report = bring(desk, tmp_path, data)
    assert (report.added, report.read) == (1, 1)
    assert "not made into records: 1 x-centre-note" in report.warnings
    assert any("is kept whole, TLP:AMBER" in one for one in report.warnings)
    (one,) = held(desk)
    assert (one.name, one.marking) == ("bundle.json", "AMBER")
    assert [known.name for known in desk.read_now(entries.documents, "entry", one.entry)] == ["bundle.json"]
    assert out(desk, "bundle.json", "AMBER") == data
    assert out(desk, one.sha256[:8], "RED") == data


@pytest.mark.parametrize("marking", [None, "CLEAR", "GREEN"])
def test_it_goes_out_at_no_lower_marking_and_no_export_of_records_holds_its_words(
    desk: Desk, tmp_path: Path, marking: str | None
) -> None:
    bring(desk, tmp_path, bundle(SIGN, CUSTOM))
    with pytest.raises(Refused, match="TLP:AMBER"):
        out(desk, "bundle.json", marking)
    with pytest.raises(Refused) as none:
        out(desk, "other.json", marking)
    assert "bundle.json" not in none.value.sentence
    assert desk.event is not None
    for form in ("stix", "cap", "ics", "geojson", "csv"):
        assert CANARY.encode() not in exchange.export(desk, desk.event, form, Limit("RED"))


def test_a_part_of_an_object_that_is_marked_counts_and_so_does_one_that_is_not_known(
    desk: Desk, tmp_path: Path
) -> None:
    part = {**SIGN, "granular_markings": [{"marking_ref": IDS[Tlp.RED], "selectors": ["name"]}]}
    bring(desk, tmp_path, bundle(part), "part.json")
    strange = {**CUSTOM, "object_marking_refs": ["marking-definition--00000000-0000-4000-8000-00000000abcd"]}
    bring(desk, tmp_path, bundle(SIGN, strange), "strange.json")
    bring(desk, tmp_path, bundle(SIGN), "green.json")
    assert {one.name: one.marking for one in held(desk)} == {
        "part.json": "RED",
        "strange.json": "RED",
        "green.json": "GREEN",
    }


def test_again_it_changes_nothing_and_a_rehearsal_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, bundle(SIGN, CUSTOM), dry=True)
    assert held(desk) == []
    bring(desk, tmp_path, bundle(SIGN, CUSTOM))
    before = bodies(desk)
    again = bring(desk, tmp_path, bundle(SIGN, CUSTOM))
    assert bodies(desk) == before
    assert any("kept already" in one for one in again.warnings)


def test_a_bundle_that_gives_no_record_is_refused_and_kept(desk: Desk, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, bundle(CUSTOM))
    assert (report.read, report.added, len(report.refused)) == (1, 0, 1)
    assert "1 x-centre-note" in report.refused[0].reason
    assert out(desk, "bundle.json", "AMBER") == bundle(CUSTOM)


def test_undone_the_import_takes_the_file_with_it(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, bundle(SIGN, CUSTOM))
    asyncio.run(desk.undo())
    assert held(desk) == []
    assert desk.read_now(events.of_event, Indicator, EVENT) == []
    with pytest.raises(Refused):
        out(desk, "bundle.json", "RED")


def test_two_of_one_name_are_told_apart_by_their_digest(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, bundle(SIGN))
    bring(desk, tmp_path, bundle(SIGN, CUSTOM))
    with pytest.raises(Refused, match="2 files"):
        out(desk, "bundle.json", "RED")
    with pytest.raises(Refused, match="Only STIX"):
        exchange.export(desk, desk.event, "ics", Limit("RED"), "bundle.json")  # type: ignore[arg-type]  it is open


def test_one_that_was_changed_meanwhile_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_bytes(bundle(SIGN))
    reading = Reading("stix", "stix", whole=Whole("00" * 32, 1, "application/stix+json"))
    with whole_files.kept(desk, file, reading) as told:
        assert told.whole is None
        assert "changed while it was read" in told.warnings[0]
    assert not desk.holds(hashlib.sha256(bundle(SIGN)).hexdigest())
    with whole_files.kept(desk, file, replace(reading, whole=None)) as told:
        assert told.warnings == ()


def test_of_an_import_that_is_stopped_no_bytes_are_left(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_bytes(bundle(SIGN, CUSTOM))
    stopped: list[bool] = []

    def progress(_done: int, _total: int) -> None:
        stopped.append(True)

    assert desk.event is not None
    report = exchange.import_file(desk, desk.event, file, Given(), progress, lambda: bool(stopped))
    assert "Stopped by a person" in report.refused[0].reason
    assert stopped
    assert not desk.holds(hashlib.sha256(file.read_bytes()).hexdigest())
    bring(desk, tmp_path, bundle(SIGN, CUSTOM))
    assert desk.holds(hashlib.sha256(file.read_bytes()).hexdigest())


def test_a_document_somebody_attached_is_no_kept_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({"x": 1}))
    asyncio.run(desk.attach(file))
    with pytest.raises(Refused, match="No file is kept"):
        out(desk, "plan.json", "RED")
