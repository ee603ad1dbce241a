"""A parcel is written for the desks this one knows and read by them; what came of it is said with a mark."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from eocdesk.commands.records import Amend
from eocdesk.desk import parcels
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.sync.parcel_reading import Report
from tests.kit.pairs import PARTNER, RoomHub, log, pair


def test_a_stick_goes_from_desk_to_desk_with_progress_and_words(
    desks: Callable[[int], list[Desk]], tmp_path: Path
) -> None:
    one, other = desks(2)
    pair(one, other)
    log(one, "Gate 4 closed")
    steps: list[tuple[int, int]] = []
    written = parcels.write(one, tmp_path / "stick.parcel", told=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (written.changes, written.changes)
    (line,) = parcels.of_written(written)
    assert line.state == "ok"
    assert f"for {other.person}. Nobody else can read it." in line.words
    report = parcels.read(other, tmp_path / "stick.parcel")
    lines = parcels.of_read(report)
    assert (lines[0].state, report.writer) == ("ok", one.person)
    assert "1 entry" in lines[1].words
    with pytest.raises(Refused, match="nothing new"):
        parcels.write(one, tmp_path / "second.parcel", new=True)


def test_a_parcel_that_takes_a_record_away_takes_its_file_too(
    desks: Callable[[int], list[Desk]], tmp_path: Path
) -> None:
    officer, partner = desks(2)
    pair(officer, partner, gives=PARTNER)
    record = asyncio.run(officer.attach_bytes("Gate 4.jpg", b"a gate")).value
    officer.do_now(Amend("document", record, {"marking": "GREEN"}))
    parcels.write(officer, tmp_path / "one.parcel")
    parcels.read(partner, tmp_path / "one.parcel")
    kept = partner.store.keep_bytes(b"a gate").result()  # as its hub gave it
    officer.do_now(Amend("document", record, {"marking": "RED"}))
    parcels.write(officer, tmp_path / "two.parcel")
    assert parcels.read(partner, tmp_path / "two.parcel").withdrawn == 1
    assert not partner.holds(kept.sha256)


def test_what_was_refused_waits_or_is_missing_is_marked() -> None:
    report = Report(writer="Liaison", changes=2, refused=["It is forged."], waiting=["One more."], missing=["A sheet."])
    marks = {line.words: line.state for line in parcels.of_read(report)}
    assert (marks["It is forged."], marks["One more."], marks["A sheet."]) == ("fail", "warn", "warn")
    assert marks["2 changes taken in, 0 were here already."] == ""


def test_a_desk_is_called_as_its_hub_calls_it(desk: Desk) -> None:
    assert parcels.called(desk) == f"Desk {desk.code}"
    hub = RoomHub()
    hub.cards[desk.device] = hub.vouch(desk, name="Watch desk 1")
    hub.tell(desk, *hub.cards.values())
    assert parcels.called(desk) == "Watch desk 1"
