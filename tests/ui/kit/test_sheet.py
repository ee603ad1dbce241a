"""The style sheet: every colour from the tokens, a ring for each control that can have the keyboard."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from eocdesk.models.resources import resource
from eocdesk.ui.kit.sheet import sheet
from eocdesk.ui.kit.tokens import CONTRAST, DARK, LIGHT, Tokens, wall

EACH = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST, wall(DARK)], ids=lambda tokens: str(tokens.name))
CONTROLS = [
    QPushButton,
    QToolButton,
    QLineEdit,
    QComboBox,
    QPlainTextEdit,
    QTextEdit,
    QSpinBox,
    QCheckBox,
    QRadioButton,
]


@EACH
def test_every_colour_is_one_of_the_theme_s(tokens: Tokens) -> None:
    known = {getattr(tokens, field.name) for field in fields(tokens) if isinstance(getattr(tokens, field.name), str)}
    used = set(re.findall(r"#[0-9A-Fa-f]{6,8}\b", sheet(tokens)))
    assert used
    assert used <= known
    named = re.findall(r"(?:color|background):\s*(?!#|transparent|none)([a-z]+)\s*[;}]", sheet(tokens))
    assert named == []


@EACH
def test_braces_close_and_pictures_are_there(tokens: Tokens) -> None:
    text = sheet(tokens)
    assert text.count("{") == text.count("}") > 60
    pictures = re.findall(r'url\("([^"]+)"\)', text)
    shade = "contrast" if tokens.name.startswith("contrast") else "dark" if tokens.dark else "light"
    assert sorted({name.rsplit("/", 1)[1] for name in pictures}) == [f"check-{shade}.svg", f"chevron-{shade}.svg"]
    for name in pictures:
        assert resource("screen", name.rsplit("/", 1)[1]).is_file()


@pytest.mark.parametrize("kind", CONTROLS, ids=lambda kind: str(kind.__name__))
def test_a_control_with_the_keyboard_wears_a_ring_in_the_accent(kind: type[QWidget], qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    control, other = kind(), QPushButton("other")
    box.addWidget(control)
    box.addWidget(other)
    control.setMinimumSize(120, 30)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = _edge(control)
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    assert LIGHT.accent.lower() in _edge(control)
    assert LIGHT.accent.lower() not in before


def _edge(control: QWidget) -> set[str]:
    """The colours along a line from the left edge inwards, in the middle of its height."""
    picture = control.grab().toImage()
    middle = picture.height() // 2
    return {picture.pixelColor(x, middle).name() for x in range(3)}


@EACH
def test_every_kind_of_button_has_its_own_ring(tokens: Tokens) -> None:
    text = sheet(tokens)
    kinds = set(re.findall(r'(Q\w+\[kind="(?:primary|quiet|pill|nav)"\])', text))
    assert len(kinds) == 4
    for kind in kinds:
        assert re.search(re.escape(kind) + r":focus \{ border: 2px solid " + f"({tokens.accent}|{tokens.text})", text)


def test_a_field_that_is_wrong_shows_it_by_its_border(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = QLineEdit(window)
    line.resize(120, 30)
    window.show()
    assert LIGHT.bad.lower() not in _edge(line)
    line.setProperty("wrong", True)  # noqa: FBT003  Qt's own
    line.style().unpolish(line)
    line.style().polish(line)
    assert LIGHT.bad.lower() in _edge(line)


@EACH
def test_every_input_has_a_border_that_can_be_seen(tokens: Tokens) -> None:
    quiet = (":disabled", ":read-only", '"bare"')
    rules = re.findall(r"^(Q(?:LineEdit|ComboBox)[^{]*)\{([^}]*)\}", sheet(tokens), re.MULTILINE)
    borders = {
        colour
        for name, body in rules
        if not any(one in name for one in quiet)
        for colour in re.findall(r"border: \dpx solid (#\w{6})", body)
    }
    assert borders == {tokens.border2, tokens.accent, tokens.bad}


def test_a_wall_s_words_are_as_large_as_its_tokens_say() -> None:
    assert "* { font-size: 17px; }" in sheet(wall(LIGHT))
    assert "* { font-size: 13px; }" in sheet(LIGHT)
