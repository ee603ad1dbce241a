"""The composer's foot offers templates and says what holds."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.compose.foot import Foot
from eocdesk.ui.panes.incidents.compose.templates import Template


@pytest.fixture
def foot(qtbot: QtBot) -> Foot:
    made = Foot()
    qtbot.addWidget(made)
    made.resize(600, 40)
    made.show()
    return made


def test_a_template_is_chosen_from_the_menu(foot: Foot, qtbot: QtBot) -> None:
    foot.offer([Template("Heat & smoke", "x"), Template("Medical", "y")], can_save=False, can_forget=False)
    with qtbot.waitSignal(foot.template_chosen) as chosen:
        foot.menu.actions()[0].trigger()
    assert chosen.args == ["Heat & smoke"]


def test_only_what_can_be_done_is_offered(foot: Foot) -> None:
    foot.offer([], can_save=True, can_forget=False)
    enabled = {action.text(): action.isEnabled() for action in foot.menu.actions() if action.text()}
    assert enabled == {"Save this text as a template…": True, "Remove a saved template…": False}


def test_what_it_says_is_all_there_however_narrow(foot: Foot) -> None:
    foot.say("Draft of 14:02 restored. 3 more follow it, and this sentence goes on beyond the room there is.")
    foot.resize(420, 40)
    assert foot.state.full.startswith("Draft of 14:02 restored.")
    assert foot.button.geometry().right() <= 420


def test_every_button_says_what_it_does(foot: Foot) -> None:
    for button in (foot.templates, foot.files, foot.further, foot.cross, foot.button):
        assert button.accessibleName()
