"""Whatever goes out by another door is noted with the digest of its bytes, marked as what may be in it."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import OpenForm
from eocdesk.commands.records import Add
from eocdesk.desk import approving, exchange, papers, trail
from eocdesk.desk.desk import Desk
from eocdesk.desk.exchange import Limit
from eocdesk.models import Refused
from eocdesk.models.marking import Tlp
from eocdesk.store.queries import access, paper_board
from tests.kit.desks import EVENT


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """With a venue of each of two markings."""
    for name, marking in (("Rose Bowl", "GREEN"), ("Vault", "RED")):
        desk.do_now(Add("venue", EVENT, {"name": name, "lat": 34.16, "lon": -118.17, "marking": marking}))
    return desk


def test_every_file_of_records_is_in_the_trail(marked: Desk, tmp_path: Path) -> None:
    assert marked.event is not None
    whole, green = tmp_path / "whole.geojson", tmp_path / "green.geojson"
    exchange.write(marked, marked.event, "geojson", whole)
    exchange.write(marked, marked.event, "geojson", green, Limit("GREEN"))
    second, first = marked.read_now(access.trail, EVENT)
    assert (first.way, first.released, first.marking, first.sent_to) == ("exported", "RED", "RED", "file whole.geojson")
    assert (second.released, second.marking, second.code) == ("GREEN", "GREEN", "geojson")
    assert first.digest == hashlib.sha256(whole.read_bytes()).hexdigest()
    assert second.digest == hashlib.sha256(green.read_bytes()).hexdigest()


def test_what_is_refused_is_not_noted(marked: Desk, tmp_path: Path) -> None:
    assert marked.event is not None
    with pytest.raises(Refused):
        exchange.write(marked, marked.event, "nothing", tmp_path / "a")
    assert marked.read_now(access.trail, EVENT) == ()


def test_an_event_with_nothing_in_it_lets_out_nothing_above_clear(desk: Desk) -> None:
    assert trail.strictest(desk, EVENT, ("venue",), None) is Tlp.CLEAR


def test_pages_are_counted_of_pdf_alone() -> None:
    assert trail.pages_of(b"hello") == 0
    assert trail.pages_of(b"%PDF-1.7 <</Type/Pages/Count 12>>") == 12
    assert trail.noted(EVENT, trail.EXPORTED, "Aid", b"a,b", "file a.csv", Tlp.GREEN).pages == 0


def test_a_paper_is_noted_by_its_kind_and_number_never_by_what_people_called_it(desk: Desk) -> None:
    titled = {"title": "Nightingale Kingfisher \x1b[31m"}
    form = desk.do_now(OpenForm(EVENT, "ics-202", titled, {"3": "Keep the gates open."})).value
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    issued = asyncio.run(approving.approve(desk, form))
    row = desk.read_now(paper_board.issued, issued.id)
    assert row is not None
    desk.do_now(trail.of_issued(row, trail.VIEWED, "screen"))
    papers.let_out_now(desk, issued.paper, trail.PRINTED, "Canon")
    found = desk.read_now(access.trail, EVENT)
    assert [one.way for one in found] == ["printed", "viewed", "issued"]
    assert found[1].what == "Incident Objectives (ICS 202) 1"
    assert not any("Nightingale" in one.what for one in found)
    unknown = row._replace(code="of-a-newer-version", version=2)
    assert trail.of_issued(unknown, trail.VIEWED, "screen").what == "of-a-newer-version 1, version 2"
