"""From tokens to what Qt draws with: style, palette, font and style sheet; changed while running."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from eocdesk.models.resources import vendor
from eocdesk.ui.kit.sheet import sheet
from eocdesk.ui.kit.tokens import LIGHT, THEMES, Tokens

FAMILY = "Inter"
_WINDOWS: WeakKeyDictionary[QWidget, Tokens] = WeakKeyDictionary()
_NOW = [LIGHT]


def apply(app: QApplication, tokens: Tokens) -> None:
    """Make the whole program look like this; every widget hears of it as a style change."""
    _NOW[0] = tokens
    _load_fonts()
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font(tokens))
    app.setPalette(palette(tokens))
    app.setStyleSheet(sheet(tokens))


@contextmanager
def building(app: QApplication) -> Iterator[None]:
    """Widgets made within are styled once, together: a style sheet weighs every step of making them, half a second."""
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet(_NOW[0]))


def apply_to(window: QWidget, tokens: Tokens) -> None:
    """Make one window look otherwise than the rest: a wall."""
    _WINDOWS[window] = tokens
    window.setFont(font(tokens))
    window.setPalette(palette(tokens))
    window.setStyleSheet(sheet(tokens))


def now() -> Tokens:
    """The theme of the program."""
    return _NOW[0]


def of(widget: QWidget) -> Tokens:
    """The tokens this widget is drawn with."""
    return _WINDOWS.get(widget.window(), _NOW[0])


def named(name: str, *, default: Tokens = LIGHT) -> Tokens:
    """The theme of that name."""
    return THEMES.get(name, default)


@lru_cache(maxsize=128)
def font(tokens: Tokens, step: float = 0, weight: int = 400) -> QFont:
    """The one typeface, `step` pixels larger than the base; digits all of one width. Shared: do not change it."""
    made = QFont(_family())
    made.setPixelSize(max(8, round(tokens.base + step)))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=128)
def metrics(tokens: Tokens, step: float = 0, weight: int = 400) -> QFontMetricsF:
    """How wide and high words in that font are."""
    return QFontMetricsF(font(tokens, step, weight))


def colour(name: str, alpha: int = 255) -> QColor:
    """A token as a colour, 0 to 255 opaque; `#RRGGBBAA` as the style sheets write it."""
    if len(name) == len("#RRGGBBAA"):
        name, alpha = name[:7], int(name[7:], 16)
    made = QColor(name)
    made.setAlpha(alpha)
    return made


def palette(tokens: Tokens) -> QPalette:
    """What Fusion draws with where no style sheet reaches."""
    role = QPalette.ColorRole
    made = QPalette()
    for part, name in (
        (role.Window, tokens.app),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.surface2),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.bad),
        (role.Highlight, tokens.sel),
        (role.HighlightedText, tokens.text),
        (role.ToolTipBase, tokens.raised),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.faint),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Accent, tokens.accent),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.surface2),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border2),
        (role.Shadow, tokens.border2),
    ):
        made.setColor(part, QColor(name))
    for part in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(tokens.faint))
    return made


def _family() -> str:
    _load_fonts()
    if FAMILY in QFontDatabase.families():
        return FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@cache
def _load_fonts() -> None:
    folder = vendor("fonts")
    if folder.is_dir():
        for file in sorted([*folder.rglob("*.ttf"), *folder.rglob("*.otf")]):
            QFontDatabase.addApplicationFont(str(file))
