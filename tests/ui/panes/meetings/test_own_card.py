"""This desk as others know it; an exercise desk is told why it may join no hub."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.desk import exercise
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import meetings
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.own_card import OwnCard
from tests.kit.desks import make_desk
from tests.kit.joined import joined


def shown(context: Context, qtbot: QtBot) -> OwnCard:
    card = OwnCard(context)
    qtbot.addWidget(card)
    card.show_desk(context.desk.read_now(meetings.hub))
    card.show()
    return card


def words(card: OwnCard) -> str:
    return " | ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_it_says_who_sits_here_where_the_key_is_and_how_to_go_by_stick(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    told = words(shown(context, qtbot))
    for part in (f"This desk, {desk.code}", "L. Chen, Watch officer", "beside the data", str(desk.folder),
                 "“Stick and room”", "Ask whoever runs the hub"):  # fmt: skip
        assert part in told


def test_a_desk_of_a_hub_is_not_asked_to_join_another(context: Context, desk: Desk, qtbot: QtBot) -> None:
    joined(desk)
    card = shown(context, qtbot)
    assert not card.form.isVisible()
    assert "It belongs to Room hub" in words(card)


def test_an_exercise_desk_joins_no_hub(context: Context, tmp_path: Path, qtbot: QtBot) -> None:
    exercise.mark(tmp_path / "exercise")
    context.desk, real = make_desk(tmp_path / "exercise"), context.desk
    card = shown(context, qtbot)
    assert not card.form.isVisible()
    assert "exercise desk" in words(card)
    context.desk.close()
    context.desk = real
