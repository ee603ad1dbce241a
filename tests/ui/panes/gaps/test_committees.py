"""A committee's card says what is overdue and when it meets; meetings, members and gaps are added from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.committees import AddMeeting
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Engagement, Gap
from eocdesk.store.queries import committees, events
from eocdesk.ui.board import Told
from eocdesk.ui.panes.gaps.pane import GapsPane
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import Asked
from tests.ui.panes.gaps.conftest import Story

Open = Callable[[], GapsPane]


def told_of(pane: GapsPane, qtbot: QtBot, committee: bytes) -> Told:
    pane.show_record("committee", committee)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == committee)
    assert pane.card.told is not None
    return pane.card.told


def lines(told: Told, title: str) -> dict[str, str]:
    return {line.text: line.detail for part in told.parts if part.title == title for line in part.lines}


def answer(pane: GapsPane, qtbot: QtBot, values: dict[str, Any]) -> None:
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    form = pane.asking.dialog
    assert form is not None
    for name, value in values.items():
        form.form.editor(name).set_value(value)
    form.save()
    qtbot.waitUntil(lambda: pane.asking.dialog is None)


def test_a_committee_warns_of_its_overdue_gaps_and_asks_for_minutes(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    chen = desk.do_now(Add("contact", EVENT, {"name": "L. Chen", "role": "Chief"})).value
    seats = {"chair": chen, "members": [chen.hex()], "purpose": "Advises the policy group."}
    desk.do_now(Amend("committee", story.committee, seats))
    desk.do_now(AddMeeting(story.committee, {"starts": 1, "title": "First"}))
    told = told_of(opened(), qtbot, story.committee)
    assert told.warning.startswith("Overdue: ")
    assert [badge.words for badge in told.badges] == ["1 open gap", "1 gap overdue", "1 without minutes"]
    assert lines(told, "Members") == {"L. Chen": "Chair · Chief"}
    assert "no minutes yet" in lines(told, "Meetings")["First"]
    assert "overdue" in next(iter(lines(told, "Gaps it owns").values()))


def test_meeting_members_and_minutes_are_added_from_the_card(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    fire = desk.do_now(Add("agency", EVENT, {"name": "Fire department"})).value
    pane = opened()
    told_of(pane, qtbot, story.committee)
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_M)
    answer(pane, qtbot, {"starts": 1})
    (met,) = desk.read_now(committees.meetings, story.committee)
    assert met.title == "Advisory committee: meeting"
    pane.act("seat")
    answer(pane, qtbot, {"agencies": [fire.hex()]})
    pane.refresh(None)
    qtbot.waitUntil(lambda: pane.card.told is not None and "Fire department" in lines(pane.card.told, "Partners"))
    pane.card.acted_on.emit("minutes", next(iter(told_of(pane, qtbot, story.committee).parts[1].lines)))
    answer(pane, qtbot, {"minutes": "Two gaps named."})
    whole = desk.read_now(events.record, Engagement, met.id)
    assert whole is not None
    assert whole.minutes == "Two gaps named."


def test_a_gap_is_given_to_a_committee_by_one_key_and_leads_to_it(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    other = desk.do_now(Add("committee", EVENT, {"name": "Policy office"})).value
    pane = opened()
    pane.show_record("gap", story.gap)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == story.gap)
    assert pane.card.told is not None
    assert lines(pane.card.told, "Committee") == {"Advisory committee": ""}
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_O)
    form = pane.asking.dialog
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: "Choose" in form.form._rows["committee"].error)
    answer(pane, qtbot, {"committee": other})
    whole = desk.read_now(events.record, Gap, story.gap)
    assert whole is not None
    assert whole.committee == other


def test_a_gap_named_from_its_card_is_the_committees(
    opened: Open, story: Story, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    told_of(pane, qtbot, story.committee)
    pane.act("gap_of")
    assert navigator.calls[-1] == ("edit", "gap", None, {"committee": story.committee})
