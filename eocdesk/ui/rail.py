"""The rail at the edge: where one can be, one of them lit; theme and settings at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.chips import paint_pill
from eocdesk.ui.kit.icons import RESTYLED, icon

OVERVIEW = "overview"
_EDGE, _GAP = 8, 3
_LEAST = 30
"""px of a place's height at the desk's size where there are many of them and the window is low."""
MOST = 99
"""The greatest number a badge has room for."""


class RailButton(QToolButton):
    """A place: icon over word, or icon alone."""

    def __init__(self, name: str, title: str, picture: str, key: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "nav")
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setToolTip(f"{title}  {key}".rstrip())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._picture = picture
        self._title = title
        self.compact = False
        self.count = 0

    def set_count(self, count: int) -> None:
        """How many things wait there; 0 shows nothing."""
        if count != self.count:
            self.count = count
            self.setAccessibleName(f"{self._title}, {count} waiting" if count else self._title)
            self.update()

    def draw(self) -> None:
        """Colours and sizes from the theme."""
        tokens = theme.of(self)
        self.setIcon(icon(self._picture, tokens.muted, tokens.accent))
        side = round(22 * tokens.scale)
        self.setIconSize(QSize(side, side))
        words = bool(self.text()) and not self.compact
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextUnderIcon if words else style.ToolButtonIconOnly)
        self.setMinimumHeight(round(_LEAST * tokens.scale))
        self.setFixedWidth(round((40 if self.compact else 74) * tokens.scale))

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count:
            return
        tokens = theme.of(self)
        words = str(self.count) if self.count <= MOST else f"{MOST}+"
        high = round(tokens.base * 1.2)
        wide = max(high, round(theme.metrics(tokens, -3, 600).horizontalAdvance(words)) + 8)
        left = 4 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - wide - 4
        painter = QPainter(self)
        painter.setFont(theme.font(tokens, -3, 600))
        paint_pill(painter, QRectF(left, 3, wide, high), tokens.app, tokens.warn, "", words)
        painter.end()


class Rail(QWidget):
    """Places above, tools below."""

    chosen = Signal(str)
    """The place a person chose."""
    pressed = Signal(str)
    """The tool a person pressed."""

    def __init__(
        self,
        places: Sequence[tuple[str, str, str, str]],
        tools: Sequence[tuple[str, str, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`places` and `tools`: (name, title, icon, key)."""
        super().__init__(parent)
        self.setProperty("room", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Places")
        self._places: dict[str, RailButton] = {}
        self._tools: list[RailButton] = []
        self._group = QButtonGroup(self)
        self._asked = False
        self._tall = 0
        """px that all of it needs with words."""
        box = QVBoxLayout(self)
        box.setContentsMargins(6, _EDGE, 5, _EDGE)
        box.setSpacing(_GAP)
        for name, title, picture, key in places:
            button = RailButton(name, title, picture, key)
            button.setCheckable(True)
            self._group.addButton(button)
            self._places[name] = button
            box.addWidget(button)
        box.addStretch(1)
        for name, title, picture, key in tools:
            button = RailButton(name, title, picture, key)
            button.setText("")
            button.clicked.connect(self._tool_clicked)
            self._tools.append(button)
            box.addWidget(button)
        self._group.buttonClicked.connect(self._place_clicked)
        self._draw()

    def set_current(self, name: str) -> None:
        """Light a place up."""
        if name in self._places:
            self._places[name].setChecked(True)

    def set_count(self, name: str, count: int) -> None:
        """How many things wait at a place."""
        if name in self._places:
            self._places[name].set_count(count)

    @property
    def current(self) -> str:
        """The place that is lit."""
        button = self._group.checkedButton()
        return button.objectName() if button is not None else ""

    def set_compact(self, *, compact: bool) -> None:
        """Icons alone; they stand alone too where there is no height for words."""
        self._asked = compact
        self._draw()

    def _draw(self) -> None:
        buttons = (*self._places.values(), *self._tools)
        self._show(buttons, compact=False)
        box = 2 * _EDGE + _GAP * len(buttons)
        self._tall = box + sum(button.sizeHint().height() for button in buttons)
        self._show(buttons, compact=self._is_tight())

    def _is_tight(self) -> bool:
        return self._asked or (self.isVisible() and self.height() < self._tall)

    @staticmethod
    def _show(buttons: Sequence[RailButton], *, compact: bool) -> None:
        for button in buttons:
            button.compact = compact
            button.draw()

    @Slot(QAbstractButton)
    def _place_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.objectName())

    @Slot()
    def _tool_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(sender.objectName())

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._tools and self._tools[0].compact != self._is_tight():
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and hasattr(self, "_tools"):
            self._draw()
