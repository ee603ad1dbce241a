"""A few ways to look at the same thing, one of them on: Timeline | Day | Week | Agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QToolButton, QWidget

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import RESTYLED, themed


class Segmented(QWidget):
    """Buttons of which exactly one is down. The arrows walk along it."""

    chosen = Signal(str)
    """The name of the way a person chose."""

    def __init__(
        self,
        name: str,
        ways: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        icons: Mapping[str, str] | None = None,
    ) -> None:
        """`ways`: (name, title) pairs; the first is on. `icons` stand for titles where there is little room."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, QToolButton] = {}
        self._icons = dict(icons or {})
        self._compact = False
        self._group = QButtonGroup(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for key, title in ways:
            button = QToolButton()
            button.setText(title.replace("&", "&&"))
            button.setAccessibleName(f"{name}: {title}")
            button.setCheckable(True)
            button.setObjectName(key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            if key in self._icons:
                button.setToolTip(title)
                button.setIconSize(QSize(16, 16))
            self._group.addButton(button)
            self._buttons[key] = button
            box.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)
        self.set_current(ways[0][0])

    @property
    def current(self) -> str:
        """The name of the way that is on."""
        button = self._group.checkedButton()
        return button.objectName() if button is not None else ""

    @property
    def is_compact(self) -> bool:
        """Whether icons stand for titles."""
        return self._compact

    def set_current(self, name: str) -> None:
        """Put one on, as if nobody had pressed it."""
        self._buttons[name].setChecked(True)
        self._dress()

    def set_shown(self, name: str, *, shown: bool) -> None:
        """Whether this way is there at all; one that is on stays."""
        self._buttons[name].setVisible(shown or self.current == name)

    def set_compact(self, *, compact: bool) -> None:
        """Icons for titles, the one that is on keeps its title too."""
        if compact != self._compact:
            self._compact = compact
            self._dress()

    def _dress(self) -> None:
        tokens = theme.of(self)
        style = Qt.ToolButtonStyle
        for key, button in self._buttons.items():
            if not self._compact or key not in self._icons:
                button.setToolButtonStyle(style.ToolButtonTextOnly)
                continue
            button.setIcon(themed(self._icons[key], tokens))
            on = button.isChecked()
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if on else style.ToolButtonIconOnly)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        self._dress()
        self.chosen.emit(button.objectName())

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        names = [name for name, button in self._buttons.items() if not button.isHidden()]
        step = steps[Qt.Key(event.key())]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        at = names.index(self.current) + step
        if 0 <= at < len(names):
            self._buttons[names[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self._buttons[names[at]].click()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._icons else hint  # titles give way, so they ask for no room

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESTYLED and self._compact:
            self._dress()
