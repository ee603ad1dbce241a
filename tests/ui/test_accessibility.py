"""The whole real window: everything has a name, shows that it has the keyboard, and fits its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from eocdesk.commands.exercise import MakeExercise
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.resources import resource
from eocdesk.ui import loop
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.kit.door import Door
from eocdesk.ui.kit.sheet import sheet
from eocdesk.ui.kit.tokens import LIGHT, THEMES, Tokens, wall
from eocdesk.ui.panes import PANES
from eocdesk.ui.panes.meetings.pane import WAYS, MeetingsPane
from tests.kit.windows import Room, window_on

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
)
CARD = 54
"""A partner's card has two lines."""
SIZES = ((1366, 768), (1920, 1080))


@pytest.fixture(scope="module")
def room(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The real window with all its panes over the authored exercise; one for all tests of this module."""
    theme.apply(qapp, LIGHT)
    with loop.beside(qapp):
        desk = Desk(tmp_path_factory.mktemp("desk"))
        data = {path.stem: json.loads(path.read_text("utf-8")) for path in resource("exercise").glob("*.json")}
        desk.open_event(desk.do_now(MakeExercise(data, clock.now())).value)
        desk.settings.set("person", "L. Chen")
        with window_on(desk, PANES, size=SIZES[1]) as made:
            yield made
        desk.close()


PAGES = [f"meetings/{name}" for name, _ in WAYS[1:]]
"""Pages of a pane that are not the one it opens with."""


@pytest.fixture(params=["overview", *(spec.name for spec in PANES), *PAGES])
def place(room: Room, request: pytest.FixtureRequest, qtbot: QtBot) -> str:
    """Each place one can be, in turn."""
    name, _, page = str(request.param).partition("/")
    room.window.show_pane(name)
    pane = room.window.overview.panes.get(name)
    if isinstance(pane, MeetingsPane):
        pane.show_page(page or WAYS[0][0])
    qtbot.waitUntil(lambda: room.window.newsroom.last is not None and not loop.running(), timeout=20_000)
    return name


def in_sight(room: Room) -> list[QWidget]:
    return [one for one in room.window.findChildren(QWidget) if one.isVisible() and one.width() and one.height()]


def ours(widget: QWidget) -> bool:
    """Not a part that Qt or the docks make for themselves: clear buttons, scroll areas, title bars."""
    above = widget.parentWidget()
    made = f"{type(widget).__name__} {widget.objectName()} {type(above).__name__}"
    return not any(word in made for word in ("qt_", "ads", "CDock", "QTabBar", "QComboBox", "QHeaderView")) and not (
        isinstance(above, QLineEdit | QComboBox) or isinstance(widget, QHeaderView)
    )


def said(widget: QWidget) -> str:
    """What a screen reader says of it, and where it is."""
    words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return words.strip()


def where(widget: QWidget) -> str:
    chain = [widget]
    while (above := chain[-1].parentWidget()) is not None:
        chain.append(above)
    return " < ".join(type(one).__name__ for one in chain[:4])


def test_every_control_says_what_it_is(room: Room, place: str) -> None:
    controls = [one for one in in_sight(room) if isinstance(one, CONTROLS) and ours(one)]
    assert len(controls) > 10
    assert [where(one) for one in controls if not said(one)] == []


def test_whatever_the_keyboard_reaches_shows_that_it_has_it(room: Room, place: str, qtbot: QtBot) -> None:
    window = room.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    dark, seen = [], 0
    for one in in_sight(room):
        if not one.focusPolicy() & Qt.FocusPolicy.TabFocus or not isinstance(one, CONTROLS) or not ours(one):
            continue
        if not one.isEnabled() or one.isWindow():
            continue
        other = window.topbar._who if one is not window.topbar._who else window.topbar._bell
        other.setFocus(Qt.FocusReason.TabFocusReason)
        before = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        seen += one.hasFocus()
        if one.hasFocus() and one.grab().toImage() == before:
            dark.append(f"{where(one)}: {said(one)}")
    assert seen > 4
    assert dark == []


@pytest.mark.parametrize("size", SIZES)
def test_no_words_are_cut(room: Room, place: str, size: tuple[int, int], qtbot: QtBot) -> None:
    room.window.resize(*size)
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)
    room.window.overview.share()
    QApplication.sendPostedEvents()
    assert room.window.size() == QSize(*size), "it cannot be made as small as that"
    cut = [f"{where(one)}: {words(one)}" for one in in_sight(room) if ours(one) and is_cut(one)]
    assert cut == []


def words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def is_cut(widget: QWidget) -> bool:
    if isinstance(widget, Elided) or not words(widget):
        return False
    if isinstance(widget, Door):
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, QPushButton | QToolButton | QCheckBox):
        shows = not isinstance(widget, QToolButton) or widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly
        return shows and widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width()
    return False


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("app", "surface", "surface2", "raised", "hover", "soft", "sel")


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_words_stand_out_from_every_ground(tokens: Tokens) -> None:
    pairs = [(part, ground) for part, ground in product(("text", "muted"), GROUNDS)]
    pairs += [(part, ground) for part, ground in product(("accent", "ok", "warn", "bad", "info"), GROUNDS[:4])]
    pairs += [("on_accent", "accent"), ("app", "warn"), ("accent", "soft")]
    weak = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in pairs}
    assert {pair: round(value, 2) for pair, value in weak.items() if value < 4.5} == {}
    assert [pair for pair in tokens.severity if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_edges_of_fields_and_the_focus_ring_are_seen(tokens: Tokens) -> None:
    for part, ground in (("border2", "surface"), ("accent", "surface"), ("accent", "app"), ("faint", "surface")):
        assert contrast(getattr(tokens, part), getattr(tokens, ground)) >= 3, (part, ground)


@pytest.mark.parametrize(
    "kind", ["QToolButton", "QPushButton", "QLineEdit", "QComboBox", "QPlainTextEdit", "QCheckBox"]
)
@pytest.mark.parametrize("tokens", [*THEMES.values(), wall(LIGHT)], ids=[*THEMES, "wall"])
def test_the_style_sheet_rings_every_kind_of_control(tokens: Tokens, kind: str) -> None:
    rules = [rule for rule in sheet(tokens).split("}") if f"{kind}:focus" in rule.partition("{")[0]]
    assert any(f"2px solid {tokens.accent}" in rule.partition("{")[2] for rule in rules)


def test_rows_are_as_high_as_the_tokens_say(room: Room, place: str) -> None:
    tables = [one for one in in_sight(room) if isinstance(one, QTableView)]
    heights = {where(one): one.verticalHeader().defaultSectionSize() for one in tables}
    assert {name: height for name, height in heights.items() if height not in (LIGHT.row, CARD)} == {}


def test_every_place_is_reached_by_its_key_alone(room: Room, qtbot: QtBot) -> None:
    room.window.activateWindow()
    qtbot.waitUntil(room.window.isActiveWindow)
    for spec in PANES:
        pressed = QKeySequence(spec.key)[0]
        QTest.keyClick(room.window, pressed.key(), pressed.keyboardModifiers())
        qtbot.waitUntil(partial(is_at, room, spec.name))


def is_at(room: Room, name: str) -> bool:
    """Whether this pane is in sight and has the keyboard."""
    pane, now = room.window.overview.panes[name], QApplication.focusWidget()
    return pane.isVisible() and now is not None and (now is pane or pane.isAncestorOf(now))
