"""Pills for counts and markings: as wide as their words, markings in TLP's own colours."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.models.marking import WORDS, Tlp
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.badge import TLP_GROUND, TLP_TEXT, Badge, MarkingLabel
from eocdesk.ui.kit.tokens import LIGHT
from tests.ui.kit.test_tokens import contrast


def test_a_badge_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    badge = Badge("3", "bad")
    qtbot.addWidget(badge)
    narrow = badge.sizeHint().width()
    badge.show_words("3 overdue")
    words = theme.metrics(LIGHT, -2, 600).horizontalAdvance("3 overdue")
    assert badge.sizeHint().width() > max(narrow, words)
    assert badge.accessibleName() == badge.words == "3 overdue"


def test_a_badge_without_words_is_not_there(qtbot: QtBot) -> None:
    badge = Badge("3")
    qtbot.addWidget(badge)
    badge.show()
    badge.show_words("")
    assert not badge.isVisible()
    badge.show_words("4")
    assert badge.isVisible()


def test_its_colour_is_that_of_what_it_means(qtbot: QtBot) -> None:
    colours = set()
    for part in ("soft", "bad", "ok"):
        badge = Badge("12", part)
        qtbot.addWidget(badge)
        badge.resize(badge.sizeHint())
        picture = badge.grab().toImage()
        colours.add(picture.pixelColor(badge.width() // 2, 0).name())
    assert len(colours) == 3


@pytest.mark.parametrize("marking", list(WORDS))
def test_a_marking_is_read_on_black_and_wide_enough(marking: str, qtbot: QtBot) -> None:
    label = MarkingLabel(marking)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    assert contrast(TLP_TEXT[WORDS[marking]], TLP_GROUND) >= 4.5
    assert label.words == WORDS[marking].label
    assert label.sizeHint().width() > theme.metrics(LIGHT, -2, 700).horizontalAdvance(label.words)
    assert label.grab().toImage().pixelColor(1, 1).name() == TLP_GROUND


def test_a_marking_nobody_knows_is_shown_as_the_strictest(qtbot: QtBot) -> None:
    label = MarkingLabel("MAUVE")
    qtbot.addWidget(label)
    assert label.words == Tlp.RED.label


def test_the_audience_stands_behind_the_marking(qtbot: QtBot) -> None:
    label = MarkingLabel()
    qtbot.addWidget(label)
    label.show_marking("AMBER+STRICT", "FBI")
    assert label.words == "TLP:AMBER+STRICT  FBI"
    assert label.accessibleName() == "Marking TLP:AMBER+STRICT  FBI"
