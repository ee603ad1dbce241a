"""Each deed of the exchange does what its button says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from eocdesk.commands.events import AddEvent
from eocdesk.desk.desk import Desk
from eocdesk.models import Engagement, Gap, Lesson
from eocdesk.store.queries import events, exchange_board, threat_board
from eocdesk.store.queries.listed import listed
from eocdesk.ui.panes.exchange.pane import ExchangePane
from tests.ui.panes.conftest import Asked
from tests.ui.panes.exchange.conftest import Story

Open = Callable[[], ExchangePane]


def act(pane: ExchangePane, qtbot: QtBot, page: str, deed: str, values: dict[str, Any] | None = None) -> None:
    """Do a deed to the first of a page; where it asks, answer."""
    pane.show_page(page)
    pane.refresh(None)
    kind = pane.list.page.kind
    qtbot.waitUntil(lambda: (told := pane.card.told) is not None and told.kind == kind and deed in told.deeds)
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


def read(desk: Desk, cls: Any, record: bytes) -> Any:
    return desk.read_now(events.record, cls, record)


def test_a_meeting_gets_its_minutes_and_lessons(
    opened: Open, story: Story, desk: Desk, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    act(pane, qtbot, "engagements", "minutes", {"minutes": "Agreed."})
    held = read(desk, Engagement, story.engagement)
    assert (held.minutes, held.shared) == ("Agreed.", "Gate counts")
    act(pane, qtbot, "engagements", "learn", {"title": "Count at the gate"})
    assert len(desk.read_now(exchange_board.lessons_of, story.engagement)) == 2
    act(pane, qtbot, "engagements", "gap_at")
    assert navigator.calls[-1] == ("edit", "gap", None, {"engagement": story.engagement})


def test_a_lesson_is_decided_with_its_reason_and_becomes_a_gap(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    act(pane, qtbot, "lessons", "adapt", {"reason": "Smaller here"})
    assert read(desk, Lesson, story.lesson).adoption == "adapted"
    act(pane, qtbot, "lessons", "adopt")
    qtbot.waitUntil(lambda: read(desk, Lesson, story.lesson).adoption == "adopted")
    act(pane, qtbot, "lessons", "gap_of")
    qtbot.waitUntil(lambda: read(desk, Lesson, story.lesson).gap is not None)
    assert read(desk, Gap, read(desk, Lesson, story.lesson).gap).title == "One number to call"


def test_a_document_is_shared_and_acknowledged(
    opened: Open, story: Story, desk: Desk, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    act(pane, qtbot, "documents", "share", {"agencies": [story.partner.hex()]})
    act(pane, qtbot, "documents", "acknowledge", {"agency": story.partner, "acknowledged_by": "A. Petit"})
    row = desk.read_now(threat_board.product, story.document)
    assert row is not None
    assert (row.told, row.acknowledged) == (1, 1)
    act(pane, qtbot, "documents", "at_products")
    assert navigator.calls[-1][:2] == ("record", "product")


def test_a_lesson_is_carried_to_another_event(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    later = desk.do_now(AddEvent("NEXT", "The next one", zone="America/Los_Angeles")).value
    act(opened(), qtbot, "lessons", "carry", {"event": later})
    assert story.lesson
    assert [one["title"] for one in desk.read_now(listed, "lesson", later, None, None)] == ["One number to call"]
