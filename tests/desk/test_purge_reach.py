"""A purge says which entries, blocks and frozen papers hold words of the report; what is ticked goes for good."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import AddEvent
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.commands.purge import PurgeReport
from eocdesk.commands.reports import IssueSummary
from eocdesk.commands.threats import RaiseThreat, TakeReport
from eocdesk.desk import approving, exporting, papers
from eocdesk.desk.desk import Desk
from eocdesk.desk.proving import prove
from eocdesk.desk.purge_reach import Reach, reach
from eocdesk.models import Block, Document, Refused, Summary
from eocdesk.store import purged
from eocdesk.store.queries import events
from eocdesk.ui.pdf_words import words
from tests.kit.desks import EVENT, sound
from tests.store.test_withdraw import lies_in

WHOLE = {
    "title": "Nightingale Kingfisher",
    "text": "Goldfinch seen at gate 4\nTwice",
    "identifying": "Wheatear, the driver",
}
"""Words that test_withdraw looks for on the disk."""


def taken(desk: Desk) -> tuple[bytes, str]:
    record, number = desk.do_now(TakeReport(EVENT, WHOLE | {"predicate": "A court's order"})).value
    return bytes(record), str(number)


def approved(desk: Desk, said: str) -> approving.Approved:
    """An ICS 202 whose emphasis says so."""
    desk.settings.set("person", "L. Chen")
    form = desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"3": "Keep the gates open."})).value
    desk.do_now(FillBlock(form, "4", said))
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    made = asyncio.run(approving.approve(desk, form))
    desk.settings.set("person", "L. Chen")
    return made


def reached(desk: Desk, report: bytes) -> Reach:
    return desk.read_now(reach, report, desk.store.attachment)


def test_what_holds_words_of_it_is_found_by_number_title_and_what_was_seen(desk: Desk) -> None:
    report, number = taken(desk)
    clean = approved(desk, "Heat first.")
    by_number = approved(desk, f"See report {number}.")
    by_words = approved(desk, "He said: goldfinch  seen at gate 4, and left")
    desk.do_now(LogEntry(EVENT, f"Police asked about {number}"))
    desk.do_now(RaiseThreat(EVENT, {"title": "Drone", "summary": f"See {number}"}))
    found = reached(desk, report)
    assert [paper.id for paper in found.papers] == [by_words.id, by_number.id]
    assert clean.id not in found.goes
    assert {hit.title.partition(" of ")[0] for hit in found.blocks} == {"Block 4"}
    assert len(found.blocks) == 2
    assert {hit.kind for hit in found.others} == {"threat"}
    assert len(found.entries) == 2
    assert found.unread == ()


def test_a_paper_of_which_nobody_can_say_is_told_apart(desk: Desk) -> None:
    report, _ = taken(desk)
    pages_alone = desk.do_now(IssueSummary(EVENT, 1, 1, 5, "ab" * 32, "AMBER")).value
    away = desk.do_now(IssueSummary(EVENT, 2, 1, 5, "cd" * 32, "AMBER", content="ef" * 32)).value
    said = desk.do_now(IssueSummary(EVENT, 3, 1, 5, "aa" * 32, "AMBER", highlights="Nightingale  kingfisher")).value
    other = desk.do_now(AddEvent("WC26", "World Cup", "America/New_York", "2026-06-11", "2026-07-19")).value
    desk.do_now(IssueSummary(other, 1, 1, 5, "bb" * 32, "AMBER"))
    found = reached(desk, report)
    assert {paper.id for paper in found.unread} == {pages_alone, away}
    assert [paper.id for paper in found.papers] == [said]


@pytest.mark.parametrize(
    ("svg", "told"),
    [
        ("<svg><text>Goldfinch seen</text><text> at gate 4</text></svg>", "holds it"),
        ("<svg><text>Goldfinch <tspan>seen at</tspan> gate&#160;4</text></svg>", "holds it"),
        ("<svg><title>Nightingale &amp; owl</title><desc>nightingale kingfisher</desc></svg>", "holds it"),
        ('<svg><g aria-label="goldfinch seen at gate 4"/></svg>', "holds it"),
        ("<svg><text>Heat</text><path d='M0 0L1 1'/></svg>", "clean"),
        ("<svg><image href='data:image/png;base64,AAAA'/></svg>", "unread"),
        ("<svg><text>Heat", "unread"),
        ("", "clean"),
    ],
)
def test_words_that_stand_in_a_picture_alone_are_found_and_one_that_cannot_be_read_is_told(
    svg: str, told: str, desk: Desk
) -> None:
    report, _ = taken(desk)
    content = json.dumps({"document": {"sections": [{"svg": svg, "alt": "A map"}]}}).encode()
    kept = desk.store.keep_bytes(content).result()
    paper = desk.do_now(IssueSummary(EVENT, 1, 1, 5, "ab" * 32, "AMBER", content=kept.sha256)).value
    found = reached(desk, report)
    assert [one.id for one in found.papers] == [paper] * (told == "holds it")
    assert [one.id for one in found.unread] == [paper] * (told == "unread")


def test_what_goes_along_leaves_no_byte_and_the_paper_says_that_it_was_withdrawn(desk: Desk) -> None:
    report, number = taken(desk)
    clean, quoting = approved(desk, "Heat first."), approved(desk, "Goldfinch seen at gate 4")
    found = reached(desk, report)
    desk.do_now(PurgeReport(report, "A court ordered it", "K. Mori", found.goes))
    desk.wiped()
    assert lies_in(desk) == []
    paper = desk.read_now(events.record, Summary, quoting.id)
    assert paper is not None
    assert (paper.number, paper.digest, paper.sha256, paper.content) == (2, quoting.paper.digest, "", "")
    assert paper.changed.startswith(f"{purged.TAKEN_OUT}{number} on ")
    assert paper.changed.endswith("by L. Chen and K. Mori: A court ordered it")
    assert [block.text for block in desk.read_now(events.of_event, Block, EVENT) if block.key == "4"] == [
        "Heat first.",
        f"{purged.TAKEN_OUT}{number}.",
    ]
    beside = [one for one in desk.read_now(events.of_event, Document, EVENT) if one.sha256]
    assert [one.name for one in beside] == ["ics-202-1-v1.json"]
    assert list((desk.folder / "attachments").glob("??/*")).__len__() == 2, "pages and content of the other paper alone"
    assert asyncio.run(desk.kept_file(clean.paper.asked and sha_of(desk, clean))) == clean.paper.pdf
    assert sound(desk)
    assert reached(desk, report).papers == ()


def sha_of(desk: Desk, made: approving.Approved) -> str:
    found = desk.read_now(events.record, Summary, made.id)
    assert found is not None
    return found.sha256


def test_a_withdrawn_paper_is_known_by_its_digest_and_given_by_no_door(desk: Desk) -> None:
    report, number = taken(desk)
    made = approved(desk, f"See report {number}.")
    desk.do_now(PurgeReport(report, "A court ordered it", "K. Mori", reached(desk, report).goes))
    verdict = prove(desk, made.paper.pdf, words)
    assert verdict.same is None
    assert f"withdrawn: {purged.TAKEN_OUT}{number} on " in verdict.sentence
    assert "L. Chen and K. Mori" in verdict.sentence
    form = made.paper.asked.form or b""
    for release in ("", "GREEN"):
        with pytest.raises(Refused, match="withdrawn"):
            asyncio.run(approving.look(desk, form, release=release))
    with pytest.raises(Refused, match="withdrawn"):
        desk.read_now(papers.make, papers.wanted(desk, "ics-202"))
    with pytest.raises(Refused, match="withdrawn"):
        asyncio.run(exporting.issued(desk, made.id, "pdf"))


def test_what_was_not_ticked_stays(desk: Desk, tmp_path: Path) -> None:
    del tmp_path
    report, number = taken(desk)
    made = approved(desk, f"See report {number}.")
    desk.do_now(PurgeReport(report, "A court ordered it", "K. Mori"))
    assert prove(desk, made.paper.pdf, words).identical
    with pytest.raises(Refused, match="is none here"):
        desk.do_now(PurgeReport(taken(desk)[0], "A court ordered it", "K. Mori", (b"x" * 16,)))
