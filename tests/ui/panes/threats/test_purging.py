"""A report is purged from its card: why, by whom, and what goes with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.commands.access import NoteAccess
from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import OpenForm
from eocdesk.commands.gaps import AddGap
from eocdesk.commands.reports import IssueSummary
from eocdesk.commands.threats import TakeReport
from eocdesk.desk import approving
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Report, Summary
from eocdesk.store import purged
from eocdesk.store.queries import events, forms
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.threats.pane import ThreatsPane
from eocdesk.ui.panes.threats.purging import PurgeDialog
from tests.kit.desks import EVENT
from tests.kit.joined import joined
from tests.ui.panes.threats.conftest import Story
from tests.ui.panes.threats.test_acting import show

Open = Callable[[], ThreatsPane]


def report(desk: Desk, record: bytes) -> Report:
    found = desk.read_now(events.record, Report, record)
    assert found is not None
    return found


def asked(pane: ThreatsPane, qtbot: QtBot, record: bytes) -> PurgeDialog:
    show(pane, qtbot, "report", record)
    pane.act("purge")
    qtbot.waitUntil(lambda: pane.acting.purging is not None)
    assert pane.acting.purging is not None
    return pane.acting.purging


def said(dialog: PurgeDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if not label.isHidden())


def texts(desk: Desk) -> list[str]:
    return [entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)]


def test_two_persons_and_a_reason_and_it_is_gone_with_what_named_it(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    number = report(desk, story.report).number
    pane = opened()
    dialog = asked(pane, qtbot, story.report)
    assert len(dialog.entries) == len(dialog.along()) == 1
    assert "cannot be undone" in said(dialog)
    dialog.go()
    qtbot.waitUntil(lambda: "Say why" in said(dialog))
    dialog.reason.setText("Its day has come")
    dialog.go()
    qtbot.waitUntil(lambda: "Name the person" in said(dialog))
    dialog.second.setText("K. Mori")
    with qtbot.waitSignal(dialog.purged):
        dialog.go()
    assert report(desk, story.report).state == "purged"
    assert f"{purged.TAKEN_OUT}{number}." in texts(desk)
    assert not any("Drone over" in text for text in texts(desk))
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.title == f"Purged report {number}")
    assert pane.card.told is not None
    assert pane.card.told.deeds == ()
    desk.wiped()


def test_an_entry_that_is_not_ticked_stays(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    dialog = asked(opened(), qtbot, story.report)
    dialog.entries[0][0].click()
    assert dialog.along() == ()
    dialog.reason.setText("Its day has come")
    dialog.second.setText("K. Mori")
    with qtbot.waitSignal(dialog.purged):
        dialog.go()
    assert any("Drone over" in text for text in texts(desk))
    desk.wiped()


def test_what_is_no_entry_is_named_to_be_put_right_by_hand(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    number = report(desk, story.report).number
    _, gap = desk.do_now(AddGap(EVENT, {"title": f"Nobody answered {number}"})).value
    dialog = asked(opened(), qtbot, story.report)
    assert f"put right by hand: gap {gap}." in said(dialog)


async def approve(desk: Desk, form: bytes) -> None:
    await approving.approve(desk, form)


def test_papers_and_blocks_that_hold_its_words_are_named_and_go_where_they_are_ticked(
    opened: Open, story: Story, context: Context, desk: Desk, qtbot: QtBot
) -> None:
    number = report(desk, story.report).number
    said_so = {"3": f"After {number}: close the plaza."}
    form = bytes(desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, said_so)).value)
    desk.do_now(SubmitForm(form))
    desk.do_now(IssueSummary(EVENT, 7, 1, 5, "ab" * 32, "AMBER"))
    desk.settings.set("person", "T. Baker")
    context.start(approve(desk, form))
    qtbot.waitUntil(lambda: desk.read_now(forms.forms_of, EVENT)[0].state == "approved", timeout=20_000)
    dialog = asked(opened(), qtbot, story.report)
    assert [box.text().partition(",")[0].partition(" of ")[0] for box, _ in dialog.entries][:2] == [
        "Objectives 1",
        "Block 3",
    ]
    assert "nobody can say here whether they hold it: Situation Report 7." in said(dialog)
    dialog.reason.setText("A court ordered it")
    dialog.second.setText("K. Mori")
    with qtbot.waitSignal(dialog.purged):
        dialog.go()
    (paper,) = [one for one in desk.read_now(events.of_event, Summary, EVENT) if one.code == "ics-202"]
    assert (paper.sha256, paper.changed.startswith(purged.TAKEN_OUT)) == ("", True)
    desk.wiped()


def test_at_a_hub_two_accounts_prove_it_and_one_that_is_away_is_said_in_the_form(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    hub = joined(desk)
    dialog = asked(opened(), qtbot, story.report)
    assert f"out of {hub.name} and of every desk" in said(dialog)
    dialog.reason.setText("Its day has come")
    for one, words in (
        (dialog.account, "administrator"),
        (dialog.phrase, "x"),
        (dialog.second, "A. Diaz"),
        (dialog.second_phrase, "y"),
    ):
        one.setText(words)
    dialog.go()
    qtbot.waitUntil(lambda: not dialog.error_label.isHidden(), timeout=10_000)
    assert report(desk, story.report).state == "new"


def test_of_a_report_whose_day_has_come_the_purge_stands_first(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    record, _ = desk.do_now(TakeReport(EVENT, {"title": "Man films the gate", "purge": "2020-01-01"})).value
    pane = opened()
    show(pane, qtbot, "report", record)
    assert pane.card.told is not None
    assert pane.card.told.deeds[0] == "purge"


def test_the_trail_is_said_to_name_it_for_good(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    title = report(desk, story.report).title
    for person in ("L. Chen", "T. Baker"):
        desk.settings.set("person", person)
        desk.do_now(NoteAccess(EVENT, "viewed", f"{title} 1", "RED"))
    told = said(asked(opened(), qtbot, story.report))
    assert f"stands for good and goes on to name it: {title} 1." in told
    assert "by hand" not in told
