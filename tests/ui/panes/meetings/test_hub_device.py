"""A desk of the hub: rights taken and given with a reason, shut out when pressed twice, never without a word why."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.desk.leading import Device, Leading
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.hub_device import DeviceSection
from tests.kit.hubs import PARTNER
from tests.kit.servers import Caller, Server


class Shown:
    """The section on a device that a test let in; read again after each press."""

    def __init__(self, context: Context, leading: Leading, dev: bytes, qtbot: QtBot) -> None:
        self.section = DeviceSection(context, leading)
        self.device: Device | None = None
        self._leading, self._dev, self._qtbot = leading, dev, qtbot
        qtbot.addWidget(self.section)
        self.section.resize(800, 700)
        self.section.show()
        self.read()

    def read(self) -> None:
        self._qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)
        self.section.context.start(self._read())
        self._qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)

    async def _read(self) -> None:
        (self.device,) = [one for one in await self._leading.devices() if one.id == self._dev]
        self.section.show_device(self.device, [])

    def press(self, button: QPushButton) -> str:
        """What is refused; empty where nothing is."""
        button.click()
        self.read()
        return self.section.error

    @property
    def rights(self) -> list[str]:
        return [row.title for row in self.section.rights.rows]


def test_rights_are_taken_and_given_with_a_reason(
    context: Context, leading: Leading, led: Server, qtbot: QtBot
) -> None:
    shown = Shown(context, leading, Caller(led, PARTNER, "Laptop").dev, qtbot)
    section = shown.section
    assert shown.rights == ["Partner in all events"]
    assert shown.press(section.take_button).startswith("Say why it is taken")
    section.form.role.set_value("analyst")
    assert shown.press(section.give_button).startswith("Say why")
    section.form.why.set_value("counts spectators")
    assert shown.press(section.give_button) == ""
    assert shown.rights == ["Partner in all events", "Analyst in all events"]
    section.rights.go_to(section.rights.rows[1].key)
    section.take_why.setText("went home")
    assert shown.press(section.take_button) == ""
    assert shown.rights == ["Partner in all events"]


def test_a_lost_desk_is_shut_out_by_pressing_twice(
    context: Context, leading: Leading, led: Server, qtbot: QtBot
) -> None:
    noted: list[str] = []
    context.messages.noted.connect(noted.append)
    shown = Shown(context, leading, Caller(led, PARTNER, "Laptop").dev, qtbot)
    button = shown.section.revoke_button
    assert shown.press(button).startswith("Say why it is shut out")
    shown.section.revoke_why.setText("left in a taxi")
    shown.press(button)
    assert button.text().startswith("Press again")
    assert shown.device is not None
    assert shown.device.revoked is None
    shown.press(button)
    assert shown.device.why == "left in a taxi"
    assert shown.device.revoked is not None
    assert not button.isVisible()
    assert noted == ["“Laptop” is revoked."]


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
