"""From report to threat to product that is sent, acknowledged and recalled, by the deeds of the board."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.commands.products import ApproveProduct, Disseminate
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import threat_board as board
from eocdesk.store.queries import threats
from eocdesk.ui.panes.threats.pane import ThreatsPane
from tests.ui.panes.conftest import Asked
from tests.ui.panes.threats.conftest import Story

Open = Callable[[], ThreatsPane]


def show(pane: ThreatsPane, qtbot: QtBot, kind: str, record: bytes) -> None:
    pane.show_record(kind, record)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == record)


def answer(pane: ThreatsPane, qtbot: QtBot, **values: object) -> None:
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    form = pane.asking.dialog
    assert form is not None
    for name, value in values.items():
        form.form.editor(name).set_value(value)
    with qtbot.waitSignal(form.saved):
        form.save()


def test_a_report_is_taken_by_one_key_and_becomes_a_threat(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    show(pane, qtbot, "report", story.report)
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_N)
    answer(pane, qtbot, title="A bag is left")
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 2)
    show(pane, qtbot, "report", story.report)
    pane.act("raise")
    answer(pane, qtbot)
    row = desk.read_now(board.report, story.report)
    assert row is not None
    assert (row.state, bool(row.threat_number)) == ("assessed", True)


def test_identifying_data_without_a_predicate_is_refused_beside_its_field(
    opened: Open, story: Story, qtbot: QtBot
) -> None:
    del story
    pane = opened()
    pane.take()
    form = pane.asking.dialog
    assert form is not None
    form.form.editor("title").set_value("A man with a camera")
    form.form.editor("identifying").set_value("Plate 7ABC123")
    form.save()
    qtbot.waitUntil(lambda: bool(form.form._rows["identifying"].error))


def test_a_report_has_no_nexus_or_belongs_to_a_threat(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    show(pane, qtbot, "report", story.report)
    pane.act("no_nexus")
    form = pane.asking.dialog
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: form.form._rows["reason"].error == "Say why it has no nexus.")
    answer(pane, qtbot, reason="The film crew of the host")
    row = desk.read_now(board.report, story.report)
    assert row is not None
    assert row.state == "no nexus"
    pane.act("belongs")
    answer(pane, qtbot, threat=story.threat)
    assert [one.id for one in desk.read_now(board.reports_of, story.threat)] == [story.report]


def test_a_threat_is_assessed_and_a_product_written_of_it(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    show(pane, qtbot, "threat", story.threat)
    pane.act("assess")
    answer(pane, qtbot, likelihood="likely", confidence="low")
    row = desk.read_now(board.threat, story.threat)
    assert row is not None
    assert (row.level, row.likelihood, row.confidence) == ("high", "likely", "low")
    pane.act("write")
    answer(pane, qtbot, text="Beware")
    assert len(desk.read_now(board.products_of, story.threat)) == 2


def test_a_product_is_sent_acknowledged_and_recalled(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    show(pane, qtbot, "product", story.product)
    pane.act("disseminate")
    answer(pane, qtbot, agencies=[story.agency.hex()])
    qtbot.waitUntil(lambda: pane.card.told is not None and "acknowledge" in pane.card.told.deeds)
    pane.act("chase")
    answer(pane, qtbot, agency=story.agency)
    pane.act("acknowledge")
    answer(pane, qtbot, agency=story.agency, acknowledged_by="Sgt. Ito")
    qtbot.waitUntil(lambda: pane.card.told is not None and "acknowledge" not in pane.card.told.deeds)
    pane.act("recall")
    answer(pane, qtbot, reason="Wrong domain")
    row = desk.read_now(board.product, story.product)
    assert row is not None
    assert (row.state, row.told, row.acknowledged) == ("recalled", 1, 1)


def test_an_overdue_answer_is_told_in_words(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    desk.do_now(Disseminate(story.product, (story.agency,), due=1))
    pane = opened()
    show(pane, qtbot, "product", story.product)
    assert pane.card.told is not None
    assert pane.card.told.warning.startswith("Overdue since ")
    assert pane.card.told.warning.endswith(": Harbour Police.")


def test_the_intake_sheet_fits_the_screen(opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.take()
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    assert pane.asking.dialog is not None
    assert pane.asking.dialog.height() < pane.screen().availableGeometry().height()


def test_a_new_version_opens_its_form_and_proposes_who_had_the_old_one(
    opened: Open, story: Story, desk: Desk, navigator: Asked, qtbot: QtBot
) -> None:
    desk.do_now(Disseminate(story.product, (story.agency,)))
    pane = opened()
    show(pane, qtbot, "product", story.product)
    pane.act("version")
    qtbot.waitUntil(lambda: [call[0] for call in navigator.calls[-1:]] == ["edit"])
    new = navigator.calls[-1][2]
    assert new != story.product
    desk.do_now(ApproveProduct(new))
    show(pane, qtbot, "product", new)
    assert pane.card.told is not None
    parts = {part.title: [line.text for line in part.lines] for part in pane.card.told.parts}
    assert parts["Has an earlier version only"] == ["Harbour Police"]
    assert parts["Other versions"][0].endswith("Bulletin on phishing")
    pane.act("disseminate")
    answer(pane, qtbot)
    assert len(desk.read_now(threats.sent_to, new)) == 1
    show(pane, qtbot, "product", story.product)
    assert pane.card.told is not None
    assert "version" not in pane.card.told.deeds


def test_the_button_beside_a_partner_says_it_acknowledged(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    desk.do_now(Disseminate(story.product, (story.agency,)))
    pane = opened()
    show(pane, qtbot, "product", story.product)
    beside = [one for one in pane.card.findChildren(QPushButton) if one.accessibleName().endswith(": Harbour Police")]
    assert len(beside) == 1
    beside[0].click()
    answer(pane, qtbot, acknowledged_by="Sgt. Ito")
    (row,) = desk.read_now(threats.sent_to, story.product)
    assert (row.agency, row.acknowledged is not None) == (story.agency, True)


def test_a_partner_is_tasked_by_one_key_and_the_task_stands_on_the_card(
    opened: Open, story: Story, qtbot: QtBot
) -> None:
    pane = opened()
    show(pane, qtbot, "threat", story.threat)
    pane.act("task")
    answer(pane, qtbot, title="Block the domain", owner="Harbour Police")
    qtbot.waitUntil(
        lambda: (
            pane.card.told is not None
            and any("Block the domain" in line.text for part in pane.card.told.parts for line in part.lines)
        )
    )
