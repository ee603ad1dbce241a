"""The lines of the palette: headings, and under them what can be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from eocdesk.ui.kit import theme
from eocdesk.ui.kit.icons import picture

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PaletteLine:
    """Something that can be taken: a record (`kind`, `record`) or a command (`action`); or a heading (no title)."""

    group: str
    title: str = ""
    detail: str = ""
    icon: str = ""
    part: str = "text"
    side: str = ""
    action: str = ""
    kind: str = ""
    record: bytes = b""


class PaletteList(QListView):
    """One line is lit at all times where there is any; the keyboard stays in the search line."""

    taken = Signal(object)
    """The PaletteLine a person took."""

    def __init__(self) -> None:
        super().__init__()
        self._moved = False
        self._model = _Lines(self)
        self.setModel(self._model)
        self.setItemDelegate(_LinePainter(self))
        self.setAccessibleName("Found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setProperty("kind", "bare")
        self.clicked.connect(self._clicked)

    @property
    def lines(self) -> Sequence[PaletteLine]:
        """Headings and lines."""
        return self._model.lines

    def offer(self, lines: Sequence[PaletteLine]) -> None:
        """Show these under the headings of their groups; what was lit stays lit where it still is."""
        lit = self._model.at(self.currentIndex().row())
        made: list[PaletteLine] = []
        for line in lines:
            if not made or made[-1].group != line.group:
                made.append(PaletteLine(line.group))
            made.append(line)
        self._model.show_these(made)
        self._moved = self._moved and lit is not None and lit in made
        self._light(made.index(lit) if self._moved and lit is not None else self._next(-1, 1))

    def step(self, by: int) -> None:
        """Light the next line that can be taken."""
        at = self.currentIndex().row()
        for _ in range(abs(by)):
            further = self._next(at, 1 if by > 0 else -1)
            if further < 0:
                break
            at = further
        self._moved = True
        self._light(at)

    @Slot()
    def take_current(self) -> None:
        """Take what is lit."""
        line = self._model.at(self.currentIndex().row())
        if line is not None and line.title:
            self.taken.emit(line)

    def wanted_height(self) -> int:
        """How high it would be with every line in sight."""
        painter = self.itemDelegate()
        option = QStyleOptionViewItem()
        return sum(painter.sizeHint(option, self._model.index(row)).height() for row in range(self._model.rowCount()))

    def _next(self, at: int, by: int) -> int:
        row = at + by
        while 0 <= row < len(self.lines):
            if self.lines[row].title:
                return row
            row += by
        return -1

    def _light(self, row: int) -> None:
        index = self._model.index(row) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if row == 1:
            self.scrollToTop()
        elif row >= 0:
            self.scrollTo(index)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.take_current()


class _Lines(QAbstractListModel):
    """What is offered."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.lines: tuple[PaletteLine, ...] = ()

    def show_these(self, lines: Sequence[PaletteLine]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def at(self, row: int) -> PaletteLine | None:
        return self.lines[row] if 0 <= row < len(self.lines) else None

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default, never changed
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.at(index.row())
        if line is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not line.title:
            return line.group
        return line.title if role == Qt.ItemDataRole.DisplayRole else f"{line.title}, {line.detail}, {line.group}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.at(index.row())
        if line is None or not line.title:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _LinePainter(QStyledItemDelegate):
    """Heading; or icon, title in weight, detail muted, key or place at the end."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _title(self, painter: QPainter, room: QRectF, line: PaletteLine) -> float:
        tokens = theme.of(self._view)
        strong = theme.metrics(tokens, 0, 500)
        painter.setFont(theme.font(tokens, 0, 500))
        painter.setPen(theme.colour(tokens.text))
        shown = strong.elidedText(line.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        return strong.horizontalAdvance(shown)

    def _side(self, painter: QPainter, room: QRectF, words: str) -> float:
        tokens = theme.of(self._view)
        metrics = theme.metrics(tokens, -2)
        width = metrics.horizontalAdvance(words) + 14
        height = tokens.base * 1.4
        cap = QRectF(room.right() - width, room.center().y() - height / 2, width, height)
        painter.setPen(QPen(theme.colour(tokens.border2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(theme.colour(tokens.muted))
        painter.setFont(theme.font(tokens, -2))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)
        return width + tokens.pad

    def _words(self, painter: QPainter, room: QRectF, line: PaletteLine, side: str) -> None:
        tokens = theme.of(self._view)
        wide = round(18 * tokens.scale)
        pixels = picture(line.icon, getattr(tokens, line.part), wide, self._view.devicePixelRatioF())
        painter.drawPixmap(round(room.left()), round(room.center().y() - wide / 2), pixels)
        end = self._side(painter, room, side) if side else 0.0
        words = room.adjusted(wide + tokens.pad, 0, -end, 0)
        used = self._title(painter, words, line)
        rest = words.adjusted(used + tokens.pad, 0, 0, 0)
        if line.detail and rest.width() > tokens.base * 3:
            painter.setFont(theme.font(tokens, -1))
            painter.setPen(theme.colour(tokens.muted))
            metrics = theme.metrics(tokens, -1)
            shown = metrics.elidedText(line.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

    # Qt

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        tokens = theme.of(self._view)
        line = self._view.model().data(index)  # headings have their group for words
        heading = not self._view.model().flags(index) & Qt.ItemFlag.ItemIsEnabled
        return QSize(100, round((25 if heading else 32) * tokens.scale) if line is not None else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        line = model.at(index.row()) if isinstance(model, _Lines) else None
        if line is None:
            return
        tokens = theme.of(self._view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect).adjusted(10, 0, -10, 0)
        if not line.title:
            painter.setFont(theme.font(tokens, -2, 600))
            painter.setPen(theme.colour(tokens.muted))
            low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
            painter.drawText(room.adjusted(0, 0, 0, -3), low, line.group.upper())
            return
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        if lit or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(tokens.soft if lit else tokens.hover))
            painter.drawRoundedRect(QRectF(option.rect), tokens.radius, tokens.radius)
        self._words(painter, room, line, "Enter" if lit and not line.side else line.side)
