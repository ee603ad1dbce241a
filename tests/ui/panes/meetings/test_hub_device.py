"""A desk of the hub: rights taken and given with a reason, shut out when pressed twice, never without a word why."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.desk.leading import Device, Leading
from eocdesk.store.hub import people
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.hub_device import DeviceSection
from tests.kit.hubs import PARTNER
from tests.kit.servers import Caller, Server


def test_rights_and_revocation_from_the_screen(
    context: Context, desk: Desk, leading: Leading, led: Server, qtbot: QtBot
) -> None:
    laptop = Caller(led, PARTNER, "Laptop")
    noted: list[str] = []
    context.messages.noted.connect(noted.append)
    section = DeviceSection(context, leading)
    qtbot.addWidget(section)
    section.resize(800, 700)
    section.show()
    shown: list[Device] = []

    async def show() -> None:
        shown[:] = [one for one in await leading.devices() if one.id == laptop.dev]
        section.show_device(shown[0], [])

    def act(press: str) -> None:
        getattr(section, press).click()
        qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)
        context.start(show())
        qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)

    act("take_button")
    assert section.rights.rows[0].title == "Partner in all events"
    act("take_button")
    assert section.error.startswith("Say why it is taken")
    section.form.role.set_value("analyst")
    act("give_button")
    assert section.error.startswith("Say why")
    section.form.why.set_value("counts spectators")
    act("give_button")
    assert [row.title for row in section.rights.rows] == ["Partner in all events", "Analyst in all events"]
    section.rights.go_to(section.rights.rows[1].key)
    section.take_why.setText("went home")
    act("take_button")
    assert [row.title for row in section.rights.rows] == ["Partner in all events"]
    act("revoke_button")
    assert section.error.startswith("Say why it is shut out")
    section.revoke_why.setText("left in a taxi")
    act("revoke_button")
    assert section.revoke_button.text().startswith("Press again")
    assert shown[0].revoked is None
    act("revoke_button")
    with led.hub.reading() as connection:
        found = people.device(connection, laptop.dev)
    assert found is not None
    assert found.why == "left in a taxi"
    assert not section.revoke_button.isVisible()
    assert noted[-1] == "“Laptop” is revoked."


def test_another_desk_is_asked_anew(context: Context, leading: Leading, qtbot: QtBot) -> None:
    section = DeviceSection(context, leading)
    qtbot.addWidget(section)
    one, other = (Device(bytes([n]) * 16, f"Desk {n}", (), None, None, None, "") for n in (1, 2))
    section.show_device(one, [])
    section.revoke_why.setText("lost")
    section.revoke_button.click()
    section.show_device(one, [])
    assert section.revoke_button.text().startswith("Press again"), "read again it is still the same desk"
    section.show_device(other, [])
    assert section.revoke_button.text() == "Revoke this desk"
    assert section.revoke_why.text() == ""
    section.take_button.click()
    assert section.error == "This desk holds no right."
