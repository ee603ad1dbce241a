"""What lies over the map: the layers with their age, the tools, the scale, the place under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from eocdesk.maps.ground import bar, metres_per_pixel, ratio
from eocdesk.maps.layers import Layer
from eocdesk.models.place import usng
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import IconButton, IconLabel

_DEGREES = 5
"""Decimals of a degree: a metre."""


class LayersCard(QFrame):
    """A switch for each layer and how old what it shows is."""

    switched = Signal(str, bool)

    def __init__(self, layers: Sequence[Layer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 8, 12, 8)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        caption = QLabel("LAYERS")
        caption.setProperty("role", "caption")
        grid.addWidget(caption, 0, 0, 1, 3)
        self._boxes: dict[str, QCheckBox] = {}
        self._ages: dict[str, QLabel] = {}
        self._missing: dict[str, QLabel] = {}
        self._titles = {layer.name: layer.title for layer in layers}
        # The layer drawn last is listed first, as it lies on top.
        for number, layer in enumerate(reversed(layers)):
            row = 1 + 2 * number
            box = QCheckBox(layer.title.replace("&", "&&"))
            box.setObjectName(layer.name)
            box.toggled.connect(self._toggled)
            age = QLabel()
            age.setProperty("role", "muted")
            missing = QLabel()
            missing.setProperty("role", "muted")
            missing.hide()
            grid.addWidget(IconLabel(layer.icon), row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(age, row, 2)
            grid.addWidget(missing, row + 1, 1, 1, 2)
            self._boxes[layer.name] = box
            self._ages[layer.name] = age
            self._missing[layer.name] = missing

    def set_layer(self, name: str, *, on: bool, age: str, missing: str = "") -> None:
        """What a layer's row says."""
        box = self._boxes[name]
        box.blockSignals(True)  # noqa: FBT003  Qt's own
        box.setChecked(on)
        box.blockSignals(False)  # noqa: FBT003  likewise
        box.setAccessibleName(", ".join(filter(None, (self._titles[name], age, missing))))
        self._ages[name].setText(age)
        self._missing[name].setText(missing)
        self._missing[name].setVisible(bool(missing))
        self.adjustSize()

    @Slot(bool)
    def _toggled(self, on: bool) -> None:  # noqa: FBT001  a slot
        sender = self.sender()
        if sender is not None:
            self.switched.emit(sender.objectName(), on)


class ToolsCard(QFrame):
    """A column of buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3, 3, 3, 3)
        self._column.setSpacing(1)
        self.closer = self._add("mdi6.plus", "Zoom in (+)")
        self.wider = self._add("mdi6.minus", "Zoom out (−)")
        self.all = self._add("mdi6.fit-to-page-outline", "Show all venues (Home)")
        self.layers = self._add("mdi6.layers-outline", "Layers and base maps")
        self.layers.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _add(self, icon: str, label: str) -> IconButton:
        button = IconButton(icon, label)
        self._column.addWidget(button)
        return button


class ScaleCard(QFrame):
    """Two bars, miles and kilometres, and the scale as a ratio."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._lat, self._zoom = 0.0, 2.0
        self.setAccessibleName("Scale")

    def set_view(self, lat: float, zoom: float) -> None:
        """The middle's latitude and the zoom."""
        self._lat, self._zoom = lat, zoom
        self.setAccessibleDescription(ratio(lat, zoom))
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        tokens = theme.of(self)
        return QSize(round(172 * tokens.scale), round(38 * tokens.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.of(self)
        k = tokens.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(tokens, -2.5, 500))
        per_pixel = metres_per_pixel(self._lat, self._zoom)
        left, middle, tick = 10.0 * k, self.height() / 2 + 0.5, 4.0 * k
        painter.setPen(QPen(theme.colour(tokens.text), 1.6 * k))
        for above, imperial in ((True, True), (False, False)):
            metres, words = bar(per_pixel * 96 * k, imperial=imperial)
            right = left + metres / per_pixel
            end = middle - tick if above else middle + tick
            painter.drawLine(QLineF(left, middle, right, middle))
            painter.drawLine(QLineF(right, middle, right, end))
            painter.drawLine(QLineF(left, middle, left, end))
            room = QRectF(left + 3 * k, middle - 16 * k if above else middle + 1 * k, 90 * k, 15 * k)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(theme.colour(tokens.muted))
        room = QRectF(left + 100 * k, 0, self.width() - left - 108 * k, self.height())
        painter.drawText(
            room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, ratio(self._lat, self._zoom)
        )
        painter.end()


class Readout(QToolButton):
    """The grid reference and the degrees of a place; a click copies both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "readout")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._lat, self._lon = 0.0, 0.0
        self._short = False
        self.setToolTip("Copy the grid reference and the degrees")

    @property
    def words(self) -> str:
        """Both, as they are copied."""
        return place_words(self._lat, self._lon)

    def set_place(self, lat: float, lon: float) -> None:
        """Say where this is."""
        self._lat, self._lon = lat, ((lon + 180) % 360) - 180
        grid = usng(self._lat, self._lon)
        degrees = degrees_words(self._lat, self._lon)
        self.setText(grid or degrees if self._short else f"{grid}   {degrees}" if grid else degrees)
        self.setAccessibleName(f"Place: {self.words}. Copy.")

    def set_short(self, short: bool) -> None:  # noqa: FBT001  one thing it can be
        """Leave the degrees out where there is no room."""
        self._short = short
        self.set_place(self._lat, self._lon)
        self.updateGeometry()

    # Qt

    def sizeHint(self) -> QSize:
        widest = "11S LT 00000 00000" + ("" if self._short else "   −00.00000, −000.00000")
        metrics = theme.metrics(theme.of(self))
        return QSize(round(metrics.horizontalAdvance(widest) + 24 * theme.of(self).scale), super().sizeHint().height())


class Note(QFrame):
    """One sentence in the middle: why the map is empty or stopped, and the one thing to do about it."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._words)
        self.button = QPushButton()
        self.button.setProperty("kind", "quiet")
        self.button.clicked.connect(self.pressed)
        row.addWidget(self.button)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; empty where it is not there."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, button: str = "") -> None:
        """Say this; nothing is said where the sentence is empty."""
        self._words.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setVisible(bool(sentence))
        self.adjustSize()


class Cross(QWidget):
    """A small cross in the middle, shown while the place read out is the middle's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(18, 18)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        for colour, width in ((theme.of(self).surface, 4.0), (theme.of(self).accent, 1.6)):
            painter.setPen(QPen(theme.colour(colour), width))
            painter.drawLine(QPointF(middle.x(), 2), QPointF(middle.x(), self.height() - 2))
            painter.drawLine(QPointF(2, middle.y()), QPointF(self.width() - 2, middle.y()))
        painter.end()
        event.accept()


def degrees_words(lat: float, lon: float) -> str:
    """`33.95350, −118.33920` with a true minus."""
    return f"{lat:.{_DEGREES}f}, {lon:.{_DEGREES}f}".replace("-", "−")


def place_words(lat: float, lon: float) -> str:
    """A place as it is copied: the grid where it reaches, and degrees a machine reads."""
    grid = usng(lat, lon)
    degrees = f"{lat:.{_DEGREES}f}, {lon:.{_DEGREES}f}"
    return f"{grid} ({degrees})" if grid else degrees
