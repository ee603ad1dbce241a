"""The palette reaches each page; empty pages say what to do first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pytestqt.qtbot import QtBot

from eocdesk.commands.products import WriteProduct
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import access
from eocdesk.ui.panes.threats.pane import ThreatsPane
from eocdesk.ui.panes.threats.telling import UNSEEN
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import Asked
from tests.ui.panes.threats.conftest import Story

Open = Callable[[], ThreatsPane]


def test_empty_pages_say_what_to_do_first(opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened()
    kinds = {"picture": "threat", "products": "product", "systems": "system", "indicators": "indicator"}
    for name, kind in kinds.items():
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
        pane.list.empty.button.click()
        assert navigator.calls[-1] == ("edit", kind, None, {})
    for name in ("reports", "questions"):
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
        pane.list.empty.button.click()
        assert pane.asking.dialog is not None
        pane.asking.dialog.close()


def test_the_palette_reaches_each_page(opened: Open, navigator: Asked) -> None:
    pane = opened()
    for action in pane.pane_actions():
        action.run()
    assert pane.asking.dialog is not None
    assert ("edit", "threat") in [call[:2] for call in navigator.calls]
    assert pane.list.page.name == "indicators"


def test_a_look_at_a_marked_product_is_noted_once_and_one_at_a_green_product_is_not(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    amber, number = desk.do_now(WriteProduct(EVENT, {"title": "Assessment", "text": "Held close"})).value
    pane = opened()
    for product in (story.product, amber, story.product, amber):
        pane.show_record("product", product)
        qtbot.waitUntil(partial(is_told, pane, product))
    (seen,) = desk.read_now(access.trail, EVENT)
    assert (seen.way, seen.what, seen.code, seen.author) == (
        "viewed",
        f"Product {number}",
        "product",
        "L. Chen",
    )


def test_what_cannot_be_noted_stands_on_no_card_and_opens_in_no_form(
    opened: Open, story: Story, navigator: Asked, desk: Desk, qtbot: QtBot
) -> None:
    amber, _ = desk.do_now(WriteProduct(EVENT, {"title": "Assessment", "text": "Held close"})).value
    pane = opened()
    pane.show_record("product", story.product)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == story.product)
    desk.store.writer.local(refuse_looks).result()
    pane.show_record("product", amber)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == amber)
    assert pane.card.told is not None
    assert pane.card.told.title == UNSEEN
    assert "cannot be written down" in pane.card.told.warning
    assert "Held close" not in str(pane.card.told)
    pane.open(amber)
    assert navigator.calls == []
    pane.open(story.product)
    assert navigator.calls[-1][:3] == ("edit", "product", story.product)


def is_told(pane: ThreatsPane, record: bytes) -> bool:
    return pane.card.told is not None and pane.card.told.id == record


def refuse_looks(connection: Any) -> None:
    """The disk takes no more entries of the trail."""
    connection.exec_driver_sql("CREATE TRIGGER full BEFORE INSERT ON access BEGIN SELECT raise(ABORT, 'full'); END")
