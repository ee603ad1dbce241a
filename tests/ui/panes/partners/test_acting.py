"""What is done about somebody: nothing is called unasked, what is copied is said, forms and log know who is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.store.queries import calldown
from eocdesk.ui.panes.partners import PartnersPane
from tests.kit.desks import EVENT
from tests.kit.partners import Cast
from tests.ui.panes.conftest import Asked

Open = Callable[..., PartnersPane]


class Phone(QObject):
    """What this machine calls with."""

    def __init__(self) -> None:
        super().__init__()
        self.called: list[str] = []

    @Slot(QUrl)
    def call(self, url: QUrl) -> None:
        self.called.append(url.toString())


@pytest.fixture
def phone() -> Iterator[Phone]:
    made = Phone()
    QDesktopServices.setUrlHandler("tel", made, "call")
    yield made
    QDesktopServices.unsetUrlHandler("tel")


def shown(pane: PartnersPane) -> str:
    return pane.card.told.title if pane.card.told is not None and pane.card.isVisible() else ""


def test_the_number_is_copied_from_the_list(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("people", 300, 400)
    said: list[str] = []
    pane.context.messages.noted.connect(said.append)
    qtbot.keyClick(pane.people.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(said))
    assert QGuiApplication.clipboard().text() == "+1 213 555 0143"
    assert said == ["Copied: +1 213 555 0143 (Maria Ruiz)"]


def test_nothing_is_called_unless_a_person_asks(cast: Cast, opened: Open, phone: Phone, qtbot: QtBot) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: shown(pane) == "Maria Ruiz")
    qtbot.keyClick(pane.people.list, Qt.Key.Key_Return)
    qtbot.keyClick(pane.card.ways.rows[2].copy, Qt.Key.Key_Space)
    assert phone.called == []
    qtbot.keyClick(pane.card.ways.rows[2].open, Qt.Key.Key_Space)
    assert phone.called == ["tel:+12135550143"]
    pane.acting.call()
    qtbot.waitUntil(lambda: len(phone.called) == 2)


def test_somebody_without_a_number_is_said_to_have_none(cast: Cast, opened: Open, phone: Phone, qtbot: QtBot) -> None:
    pane = opened()
    said: list[str] = []
    pane.context.messages.noted.connect(said.append)
    pane.head.set_words("baker")
    qtbot.waitUntil(lambda: shown(pane) == "Tom Baker")
    pane.acting.call()
    qtbot.waitUntil(lambda: len(said) == 1)
    pane.acting.copy()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == ["No number of Tom Baker can be dialled.", "No way to reach Tom Baker is known."]
    assert phone.called == []


def test_the_card_leads_to_the_log_the_form_and_the_roster(
    cast: Cast, opened: Open, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: shown(pane) == "Maria Ruiz")
    for name in ("log", "edit", "duty"):
        qtbot.keyClick(pane.card.button(name), Qt.Key.Key_Space)
    assert navigator.calls == [
        ("entry", {"text": "Maria Ruiz (Medical branch · LA County Fire (LACoFD)): "}),
        ("edit", "contact", cast.ruiz, {}),
        ("edit", "duty", None, {"contact": cast.ruiz}),
    ]


def test_the_card_takes_somebody_off_the_call_down_and_puts_them_last(
    cast: Cast, desk: Desk, opened: Open, qtbot: QtBot
) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: shown(pane) == "Maria Ruiz")
    qtbot.keyClick(pane.card.button("list"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.read_now(calldown.order, EVENT) == [cast.okafor, cast.kim])
    qtbot.waitUntil(lambda: pane.card.told is not None and not pane.card.told.listed)
    qtbot.keyClick(pane.card.button("list"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.read_now(calldown.order, EVENT) == [cast.okafor, cast.kim, cast.ruiz])
