"""A report is known again by its number, its title and each sentence; short words find nothing."""

from __future__ import annotations

from eocdesk.commands.forms import OpenForm
from eocdesk.commands.reports import IssueSummary
from eocdesk.commands.threats import TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.store import purged
from eocdesk.store.queries import holding
from tests.kit.desks import EVENT


def test_it_is_known_by_its_number_its_title_and_each_line(desk: Desk) -> None:
    words = {"title": "Man  films the gate", "text": "He wore a red\tjacket. Twice!\n" + "long " * 30}
    record, number = desk.do_now(TakeReport(EVENT, words)).value
    known = desk.read_now(holding.known_by, record)
    assert known[:3] == (number.casefold(), "man films the gate", "he wore a red jacket")
    assert [len(one) for one in known[3:]] == [60]
    assert holding.says("Then HE wore a\nred jacket.", known)
    assert not holding.says("Twice he was seen.", known)


def test_letters_nobody_sees_hide_nothing(desk: Desk) -> None:
    record, number = desk.do_now(TakeReport(EVENT, {"title": "Man films\u200b the ga\u00adte"})).value
    known = desk.read_now(holding.known_by, record)
    assert known == (number.casefold(), "man films the gate")
    assert holding.says("A m\u200dan\u00a0fi\u00adlms the\u2060 gate", known)
    assert holding.says("Ｍａｎ ﬁlms the gate", known), "wide letters and ligatures are the same letters"
    assert not holding.says("A man films the fence", known)


def test_a_title_of_one_word_finds_nothing(desk: Desk) -> None:
    record, number = desk.do_now(TakeReport(EVENT, {"title": "Suitcase"})).value
    assert desk.read_now(holding.known_by, record) == (number.casefold(),)
    assert desk.read_now(holding.known_by, b"x" * 16) == ()


def test_blocks_that_say_it_are_named_with_their_form(desk: Desk) -> None:
    record, number = desk.do_now(TakeReport(EVENT, {"title": "Man films the gate"})).value
    blocks = {"3": f"After {number}: close it", "4": "Heat", "6[]": (("A man films the gate", "x"),)}
    desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, blocks))
    hits = desk.read_now(holding.blocks, record)
    assert [hit.title.partition(" of Objectives ")[0] for hit in hits] == ["Block 3", "Block 6"]


def test_papers_issued_since_are_told_with_what_they_say_beside(desk: Desk) -> None:
    before = desk.do_now(IssueSummary(EVENT, 1, 1, 5, "ab" * 32, "AMBER")).value
    record, _ = desk.do_now(TakeReport(EVENT, {"title": "Man films the gate"})).value
    since = desk.do_now(IssueSummary(EVENT, 1, 2, 5, "cd" * 32, "AMBER", highlights="Quiet", remarks="None")).value
    found = desk.read_now(holding.issued_since, record)
    assert before not in {one.id for one in found}
    assert [(one.id, one.name, one.said.strip()) for one in found] == [
        (since, "Situation Report 1, version 2", "Quiet None")
    ]


def test_what_a_purge_withdrew_says_so() -> None:
    assert holding.withdrawn(f"{purged.TAKEN_OUT}7KQ4-A1 on 2028-07-20 by L. Chen and K. Mori: why")
    assert holding.withdrawn("A word was misspelt") == ""
