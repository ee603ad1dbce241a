"""What the hub holds back is read whole and decided by two buttons; each decision is the hub's at once."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from eocdesk.desk.leading import Leading
from eocdesk.store.hub.log_rows import DISMISSED, RELEASED
from eocdesk.store.hub.tables import QUARANTINE
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.hub_waiting import WaitingSection
from tests.kit.hubs import PARTNER
from tests.kit.servers import Caller, Server


def test_words_are_let_in_or_kept_out(context: Context, leading: Leading, led: Server, qtbot: QtBot) -> None:
    laptop = Caller(led, PARTNER, "Fire dispatch")
    laptop.sign_in()
    for text in ("Engine 12 is at the gate", "Engine 9 is late"):
        assert laptop.say(text=text).status_code == 200
    section = WaitingSection(context, leading)
    qtbot.addWidget(section)
    section.show()
    assert section._none.isVisible()

    async def show() -> None:
        section.show_waiting(await leading.waiting())

    def shown() -> int:
        context.start(show())
        qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)
        return len(section.list.rows)

    assert shown() == 2
    row = section.list.rows[0]
    assert row.title == "Engine 12 is at the gate"
    assert row.detail.startswith("Entry · Fire dispatch · ")
    section.list.go_to(row.key)
    assert "has no right to write" in section._why.text()
    for press, left in ((section.let_in_button, 1), (section.keep_button, 0)):
        with qtbot.waitSignal(section.changed, timeout=20_000):
            press.click()
            press.click()
        assert shown() == left
    with led.hub.reading() as connection:
        states = connection.execute(select(QUARANTINE.c.state).where(QUARANTINE.c.dev == laptop.dev)).scalars()
        assert sorted(states) == sorted([RELEASED, DISMISSED])
    assert section._none.isVisible()
    assert not section.keep_button.isVisible()
