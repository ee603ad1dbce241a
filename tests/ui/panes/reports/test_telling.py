"""A card offers what can be done now, and nothing that would be refused."""

from __future__ import annotations

from eocdesk.models.ids import NIL
from eocdesk.store import purged
from eocdesk.store.queries.access import TrailRow
from eocdesk.store.queries.forms import Written
from eocdesk.ui.panes.reports import telling
from eocdesk.ui.panes.reports.looks import Looks
from eocdesk.ui.panes.reports.papers_list import PaperRow
from tests.ui.panes.reports.test_looks import form, issued

LOOKS = Looks(lambda: 0, lambda: "UTC")


def seen(way: str) -> TrailRow:
    return TrailRow(
        1, NIL, way, "ICS 214", "ics-214", "GREEN", 3, 2, "ab" * 32, "hp-4", "L. Chen", "", 5, "AMBER", "", NIL, None
    )


def test_only_the_newest_version_is_corrected_and_the_old_one_says_so() -> None:
    assert "correct" in telling.tell_issued(issued(2, 1), (), LOOKS).deeds
    old = telling.tell_issued(issued(1, 0), (), LOOKS)
    assert "correct" not in old.deeds
    assert "later version" in old.warning


def test_a_form_offers_what_its_state_allows() -> None:
    assert telling.tell_form(form("draft"), (), LOOKS).deeds[:3] == ("fill", "preview", "submit")
    assert telling.tell_form(form("submitted"), (), LOOKS).deeds[0] == "approve"
    assert "submit" not in telling.tell_form(form("approved"), (), LOOKS).deeds
    assert "about" in telling.tell_form(form("draft"), (), LOOKS).deeds
    assert "about" not in telling.tell_form(form("submitted"), (), LOOKS).deeds
    assert "correct" in telling.tell_form(form("approved"), (), LOOKS).deeds
    assert "correct" not in telling.tell_form(form("approved")._replace(code="handover"), (), LOOKS).deeds


def test_what_stands_in_a_form_is_told_short_with_disputes_first_of_all() -> None:
    line = Written(NIL, "3", 0, "word " * 100, unchanged=False, marking="GREEN", audience="", disputed=True)
    card = telling.tell_form(form("draft", disputed=1), (line,), LOOKS)
    assert card.warning
    assert len(card.parts[0].lines[0].text) <= 160


def test_an_entry_says_how_much_was_left_out_and_leads_to_the_paper() -> None:
    card = telling.tell_entry(seen("printed"), LOOKS)
    assert ("Left out", "3 records") in card.facts
    assert card.parts[0].lines[0].kind == "summary"


def test_who_saw_a_paper_is_listed_and_the_rest_counted() -> None:
    part = next(one for one in telling.tell_issued(issued(1, 1), [seen("viewed")] * 14, LOOKS).parts if one.lines)
    assert part.lines[-1].text == "and 2 times before"


def test_a_paper_of_records_alone_is_not_begun() -> None:
    assert telling.tell_paper(PaperRow(1, "contacts", "Contacts", filled=False, blank=False, fills=False)).deeds == (
        "preview",
        "release",
    )
    assert "fill" in telling.tell_paper(PaperRow(1, "situation", "S", filled=True, blank=True, fills=True)).deeds


def test_a_paper_that_a_purge_withdrew_says_by_which_and_offers_nothing() -> None:
    gone = f"{purged.TAKEN_OUT}7KQ4-A1 on 2028-07-20 by L. Chen and K. Mori: a court ordered it"
    told = telling.tell_issued(issued(1, 1, "T. Baker")._replace(changed=gone, sha256=""), (), LOOKS)
    assert (told.warning, told.deeds) == (gone, ())
    assert [badge.words for badge in told.badges][1] == "Withdrawn"
    assert "What changed" not in {part.title for part in told.parts}
