"""Each deed of a gap, a recommendation, a capability and an agreement does what its button says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from eocdesk.commands.events import AddEvent
from eocdesk.commands.gaps import AddGap
from eocdesk.desk.desk import Desk
from eocdesk.models import Agreement, Capability, Gap, Recommendation
from eocdesk.store.queries import events, gaps
from eocdesk.store.queries.listed import listed
from eocdesk.ui.panes.gaps.pane import GapsPane
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import Asked
from tests.ui.panes.gaps.conftest import Story

Open = Callable[[], GapsPane]


def act(pane: GapsPane, qtbot: QtBot, what: tuple[str, bytes], deed: str, values: dict[str, Any] | None = None) -> None:
    """Do a deed to a record; where it asks, answer."""
    kind, record = what
    pane.show_record(kind, record)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == record and deed in pane.card.told.deeds)
    pane.act(deed)
    if values is None:
        return
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    form = pane.asking.dialog
    assert form is not None
    for name, value in values.items():
        form.form.editor(name).set_value(value)
    form.save()
    qtbot.waitUntil(lambda: pane.asking.dialog is None)
    pane.refresh(None)
    qtbot.waitUntil(lambda: pane.is_ready)


def read(desk: Desk, cls: Any, record: bytes) -> Any:
    return desk.read_now(events.record, cls, record)


def test_a_gap_is_worked_off_from_its_card(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane, gap = opened(), ("gap", story.gap)
    act(pane, qtbot, gap, "recommend", {"title": "Hire two more"})
    assert [row.title for row in desk.read_now(gaps.of_gap, story.gap)] == ["Borrow translators", "Hire two more"]
    act(pane, qtbot, gap, "evidence", {"words": "Seen at the gate"})
    assert desk.read_now(gaps.evidence, story.gap) == (("", b"", "Seen at the gate"),)
    act(pane, qtbot, gap, "risk", {"outcome": "Nobody can."})
    assert read(desk, Gap, story.gap).state == "accepted"
    act(pane, qtbot, gap, "reopen")
    qtbot.waitUntil(lambda: read(desk, Gap, story.gap).state == "open")
    pane.refresh(None)
    act(pane, qtbot, gap, "close", {"outcome": "Hired."})
    assert read(desk, Gap, story.gap).state == "closed"


def test_a_gap_is_carried_to_another_event(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    later = desk.do_now(AddEvent("WC26", "World Cup", zone="America/Los_Angeles")).value
    act(opened(), qtbot, ("gap", story.gap), "carry", {"event": later})
    assert [one["title"] for one in desk.read_now(listed, "gap", later, None, None)] == ["No translators at night"]


def test_a_recommendation_moves_and_takes_what_could_serve(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane, advice = opened(), ("recommendation", story.advice)
    act(pane, qtbot, advice, "accept")
    qtbot.waitUntil(lambda: read(desk, Recommendation, story.advice).state == "accepted")
    pane.refresh(None)
    act(pane, qtbot, advice, "take_up")
    qtbot.waitUntil(lambda: read(desk, Recommendation, story.advice).state == "in work")
    pane.refresh(None)
    act(pane, qtbot, advice, "progress", {"progress": 40})
    assert read(desk, Recommendation, story.advice).progress == 40
    assert pane.card.told is not None
    line = next(line for part in pane.card.told.parts if part.title == "Could serve" for line in part.lines)
    pane.card.acted_on.emit("serve", line)
    qtbot.waitUntil(lambda: read(desk, Recommendation, story.advice).resources == [story.resource.hex()])
    act(pane, qtbot, advice, "reject", {"note": "Too dear"})
    assert read(desk, Recommendation, story.advice).state == "rejected"


def test_levels_are_set_agreements_renewed_and_gaps_named_from_a_capability(
    opened: Open, story: Story, desk: Desk, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    act(pane, qtbot, ("capability", story.capability), "rate", {"present": 3})
    rated = read(desk, Capability, story.capability)
    assert (rated.present, rated.target) == (3, 4)
    act(pane, qtbot, ("capability", story.capability), "gap_of")
    assert navigator.calls[-1] == ("edit", "gap", None, {"capability": story.capability})
    act(pane, qtbot, ("agreement", story.agreement), "renew", {"expires": "2031-01-01"})
    assert read(desk, Agreement, story.agreement).expires == "2031-01-01"


def test_what_another_event_left_open_comes_here(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    before = desk.do_now(AddEvent("WC26", "World Cup", zone="America/Los_Angeles")).value
    desk.do_now(AddGap(before, {"title": "No shade"}))
    pane = opened()
    pane.acting.bring()
    form = pane.asking.dialog
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: "come from" in form.form._rows["event"].error)
    form.form.editor("event").set_value(before)
    form.save()
    qtbot.waitUntil(lambda: [one["title"] for one in desk.read_now(listed, "gap", EVENT, None, None)] == ["No shade"])
