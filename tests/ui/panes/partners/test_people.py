"""The people's page on a real desk: read in the pool, in step with what changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.command import Work
from eocdesk.commands.partners import AddContact, AmendContact, EndDuty
from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.partners import PartnersPane
from eocdesk.ui.panes.partners.people import PeoplePage
from tests.kit.desks import EVENT
from tests.kit.partners import Cast
from tests.ui.panes.conftest import Asked

Open = Callable[..., PartnersPane]


class Crowd:
    """Three hundred people at once."""

    title = "Import contacts"

    def do(self, work: Work) -> None:
        for number in range(300):
            work.add("contact", event=EVENT, name=f"Person {number:03}")


def names(page: PeoplePage) -> list[str]:
    rows = [page.table.row_at(row) for row in range(page.table.rowCount())]
    return [row.name if row is not None else "…" for row in rows]


def test_those_on_duty_come_first_and_are_counted(cast: Cast, opened: Open) -> None:
    page = opened().people
    assert names(page) == ["Maria Ruiz", "Daniel Okafor", "Sara Kim", "Tom Baker"]
    assert page.counts == "4 people · 1 on duty"


def test_a_person_added_elsewhere_appears_and_the_current_one_stays(
    cast: Cast, desk: Desk, opened: Open, qtbot: QtBot
) -> None:
    page = opened().people
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.row is not None and page.row.name == "Tom Baker")
    desk.do_now(AddContact(EVENT, {"name": "Ada Adams"}))
    qtbot.waitUntil(lambda: page.table.rowCount() == 5)
    assert page.row is not None
    assert page.row.name == "Tom Baker"


def test_changed_words_and_duties_show_without_asking(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    page = opened().people
    desk.do_now(AmendContact(cast.baker, {"name": "Thomas Baker"}))
    qtbot.waitUntil(lambda: names(page)[-1] == "Thomas Baker")
    desk.do_now(EndDuty(cast.now_on))
    qtbot.waitUntil(lambda: names(page)[0] == "Daniel Okafor")
    assert page.counts == "4 people · 0 on duty"


def test_nobody_is_known_yet_offers_to_add_somebody(desk: Desk, opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    page = opened().people
    assert page.either.is_empty
    assert page.empty.button.text() == "Add a contact"
    qtbot.keyClick(page.empty.button, Qt.Key.Key_Space)
    assert navigator.calls == [("edit", "contact", None, {})]


def test_nobody_found_offers_everybody_again(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.head.set_words("zzqqxx")
    qtbot.waitUntil(lambda: pane.people.either.is_empty)
    assert pane.people.record is None
    qtbot.keyClick(pane.people.empty.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: pane.people.table.rowCount() == 4)
    assert pane.head.line.text() == ""


def test_without_an_event_it_says_so_and_offers_nothing(desk: Desk, opened: Open) -> None:
    desk.event = None
    page = opened().people
    assert page.either.is_empty
    assert not page.empty.button.isVisible()


def test_a_long_list_is_read_page_by_page(desk: Desk, opened: Open, qtbot: QtBot) -> None:
    desk.do_now(Crowd())
    desk.do_now(AddContact(EVENT, {"name": "Zoe Last"}))
    page = opened().people
    assert page.table.rowCount() == 301
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.row is not None and page.row.name == "Zoe Last")
    assert page.about == ("contact", page.row.id if page.row else b"")
