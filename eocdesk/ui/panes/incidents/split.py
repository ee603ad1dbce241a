"""The list and the panel beside it: side by side, one above the other, or the panel alone, as there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from eocdesk.ui.kit import theme

ROOMY = 1150
"""From this width the panel is there unless a person closed it."""
SIDE = 800
"""From this width it stands beside the list."""
TALL = 560
"""From this height it stands below; on anything smaller it takes the place of the list."""
_PANEL = 390


class Split(QSplitter):
    """Widths and heights are at the desk's size; a wall has larger ones."""

    turned = Signal(bool)
    """The panel can be seen now, or no more."""

    def __init__(self, lists: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists, self._panel = lists, panel
        self._wanted: bool | None = None
        self._way = ""
        self._allowed = True
        self._shared: tuple[str, bool] | None = None
        self.addWidget(lists)
        self.addWidget(panel)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setHandleWidth(1)
        panel.hide()

    @property
    def way(self) -> str:
        """`side`, `below` or `alone`."""
        return self._way

    @property
    def is_open(self) -> bool:
        """Whether the panel is on screen."""
        return not self._panel.isHidden()

    def open_panel(self) -> None:
        """Show the panel."""
        self._wanted = True
        self._arrange()

    def close_panel(self) -> None:
        """Fold it away."""
        self._wanted = False
        self._arrange()

    def allow(self, *, allowed: bool) -> None:
        """Whether what the list shows has a panel at all."""
        self._allowed = allowed
        self._arrange()

    def _arrange(self) -> None:
        scale = theme.of(self).scale
        width, height = self.width() / scale, self.height() / scale
        before, self._way = self._way, "side" if width >= SIDE else "below" if height >= TALL else "alone"
        if self._way == "alone" and before not in ("", "alone"):
            self._wanted = None  # there is no room any more: the list is what one needs
        roomy = width >= ROOMY
        shown = self._allowed and (roomy if self._wanted is None else self._wanted)
        was = self.is_open
        self.setOrientation(Qt.Orientation.Vertical if self._way == "below" else Qt.Orientation.Horizontal)
        self._panel.setVisible(shown)
        self._lists.setVisible(not (shown and self._way == "alone"))
        self._share(shown, scale)
        if was != shown:
            self.turned.emit(shown)

    def _share(self, shown: bool, scale: float) -> None:  # noqa: FBT001  its own
        now = (self._way, shown)
        if not shown or now == self._shared:
            return
        self._shared = now
        if self._way == "side":
            panel = round(max(_PANEL * scale, min(self.width() * 0.34, 520 * scale)))
            self.setSizes([max(1, self.width() - panel), panel])
        elif self._way == "below":
            self.setSizes([round(self.height() * 0.5), round(self.height() * 0.5)])

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
