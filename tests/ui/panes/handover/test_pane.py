"""The handover in the window: notes saved and kept as a draft, given, taken by who comes, printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.command import Work
from eocdesk.commands.forms import block_id
from eocdesk.commands.handover import HandOver, WriteNotes
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.tasks import AddTask
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Form
from eocdesk.store.queries import approved, events, forms
from eocdesk.ui.panes.handover.pane import HandoverPane
from tests.kit.desks import EVENT, make_desk, meet
from tests.ui.panes.conftest import Asked

Open = Callable[[], HandoverPane]


@pytest.fixture
def opened(shown_pane: Callable[[type[HandoverPane]], HandoverPane]) -> Open:
    def make() -> HandoverPane:
        return shown_pane(HandoverPane)

    return make


def newest(desk: Desk) -> Form | None:
    line = desk.read_now(forms.latest, EVENT, "handover")
    return None if line is None else desk.read_now(events.record, Form, line.id)


def state(desk: Desk) -> str:
    found = newest(desk)
    return "" if found is None else found.state


def titles(pane: HandoverPane) -> list[str]:
    return [part.title for part in pane.view.told.parts] if pane.view.told is not None else []


def test_notes_are_written_and_the_shift_is_handed_over(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    pane.notes.text.setPlainText("Gate 7 stays shut.")
    pane.notes.give_button.click()
    qtbot.waitUntil(lambda: state(desk) == "submitted")
    found = newest(desk)
    assert found is not None
    assert desk.read_now(forms.blocks_of, found.id) == {"notes": "Gate 7 stays shut."}
    qtbot.waitUntil(pane.notes.again_button.isVisible)
    qtbot.waitUntil(lambda: not desk.drafts("handover"))
    kept = "SELECT form FROM summary WHERE code = 'handover' AND number = 1"
    qtbot.waitUntil(lambda: desk.read_now(lambda one: one.exec_driver_sql(kept).scalar()) == found.id, timeout=15_000)
    pane.notes.again_button.click()
    qtbot.waitUntil(lambda: state(desk) == "draft")
    qtbot.waitUntil(lambda: not pane.notes.text.isReadOnly())


def test_who_comes_takes_it_and_what_comes_late_does_not_change_its_pages(
    opened: Open, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    form = desk.do_now(WriteNotes(EVENT, "Gate 7 stays shut.")).value
    desk.do_now(HandOver(form))
    desk.settings.set("person", "K. Ito")
    pane = opened()
    qtbot.waitUntil(pane.notes.take_button.isVisible)
    assert pane.notes.words == "Gate 7 stays shut."
    pane.notes.take_button.click()
    qtbot.waitUntil(lambda: state(desk) == "approved")
    qtbot.waitUntil(lambda: titles(pane)[:1] == ["Notes of the last shift"])
    qtbot.waitUntil(lambda: pane.notes.words == "" and pane.notes.give_button.isVisible())
    qtbot.waitUntil(lambda: desk.read_now(approved.paper_of, form) is not None, timeout=20_000)
    other = make_desk(tmp_path / "other")
    meet(desk, other)
    other.store.writer.do(Late(form), other.who()).result()
    meet(desk, other)
    other.close()
    asked = papers.wanted(desk, "handover", form=form)
    paper = desk.read_now(papers.make, asked)
    issued = desk.read_now(approved.paper_of, form)
    assert issued is not None
    assert paper.pdf == desk.store.attachment(issued.sha256)
    assert desk.read_now(forms.blocks_of, form)["notes"] == "Written late."
    assert b"Written late" not in paper.content


class Late:
    """Notes that come after the shift was taken over, from a desk that did not know."""

    title = "Fill in a block"

    def __init__(self, form: bytes) -> None:
        self._form = form

    def do(self, work: Work) -> None:
        work.put("block", block_id(EVENT, self._form, "notes"), text="Written late.")


def test_what_is_typed_survives_and_is_not_saved_by_itself(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    first = opened()
    first.notes.text.setPlainText("Half a sentence")
    qtbot.waitUntil(lambda: bool(desk.drafts("handover")))
    first.close()
    assert newest(desk) is None
    assert opened().notes.words == "Half a sentence"


def test_who_may_not_is_told_why_beside_the_notes(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    desk.settings.set("person", "")
    pane = opened()
    pane.notes.text.setPlainText("Gate 7.")
    pane.hand_over()
    qtbot.waitUntil(lambda: "Say who sits here" in pane.notes._error.text())
    pane.take_over()
    qtbot.waitUntil(lambda: state(desk) == "draft")


def test_the_brief_follows_what_happens_and_its_lines_lead_there(
    opened: Open, desk: Desk, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    task = desk.do_now(AddTask(EVENT, "Call the vendor", due=1_000)).value[0]
    desk.do_now(ReportIncident(EVENT, "Smoke"))
    qtbot.waitUntil(lambda: "Overdue · 1" in titles(pane))
    qtbot.waitUntil(lambda: "New incidents · 1" in titles(pane))
    assert pane.view.told is not None
    pane.view.went.emit(pane.view.told.parts[0].lines[0])
    assert navigator.calls == [("record", "task", task)]
    pane.spans._buttons["24"].click()
    qtbot.waitUntil(lambda: pane.view.told is not None and "the moment asked for" in pane.view.told.facts[0][1])


def test_another_position_writes_apart(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    desk.settings.set("position", "Planning")
    first = desk.do_now(WriteNotes(EVENT, "Plans.")).value
    desk.settings.set("person", "K. Ito")
    desk.settings.set("position", "Watch officer")
    pane = opened()
    qtbot.waitUntil(pane.notes.own_button.isVisible)
    pane.notes.own_button.click()
    qtbot.waitUntil(lambda: not pane.notes.text.isReadOnly())
    pane.notes.text.setPlainText("Watch.")
    pane.notes.save_button.click()
    qtbot.waitUntil(lambda: len(desk.read_now(forms.forms_of, EVENT, "handover")) == 2)
    assert desk.read_now(forms.blocks_of, first) == {"notes": "Plans."}


def test_it_is_printed_and_the_trail_says_so(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    pane.notes.print_button.click()
    qtbot.waitUntil(lambda: bool(pane.previews.shown) and pane.previews.shown[0].isVisible(), timeout=15_000)
    asked = "SELECT code, way FROM access"
    assert desk.read_now(lambda one: one.exec_driver_sql(asked).fetchall()) == [("handover", "viewed")]
    pane.previews.shown[0].close()
    assert [action.name for action in pane.pane_actions()] == ["handover.give", "handover.take", "handover.print"]
