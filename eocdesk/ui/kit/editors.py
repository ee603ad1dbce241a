"""One editor for each way a field holds something; every one says its value or refuses in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from eocdesk.models import clock
from eocdesk.models.errors import Refused
from eocdesk.models.fields import Field, Holds, ids_of
from eocdesk.models.incident import SEVERITIES
from eocdesk.models.marking import WORDS
from eocdesk.ui.kit import moments, theme
from eocdesk.ui.kit.chips import paint_severity
from eocdesk.ui.kit.lists import LINES, Lines, lines_of
from eocdesk.ui.kit.picker import RecordPicker
from eocdesk.ui.kit.ranking import Candidate
from eocdesk.ui.kit.several import SeveralPicker


def _none(_kind: str) -> Sequence[Candidate]:
    return ()


def _utc() -> str:
    return "UTC"


@dataclass(frozen=True, slots=True)
class Setting:
    """What editors need of the world: the zone times are typed in, the time, records that can be picked."""

    zone: Callable[[], str] = _utc
    now: Callable[[], int] = clock.now
    candidates: Callable[[str], Sequence[Candidate]] = field(default=_none)


class Editor(QWidget):
    """The face of all editors. `value` raises Refused with a sentence (no field name: the form knows it)."""

    edited = Signal()

    def __init__(self, inner: QWidget, name: str, help_words: str = "") -> None:
        super().__init__()
        self.inner = inner
        inner.setAccessibleName(name)
        inner.setToolTip(help_words)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self.row.addWidget(inner, 1)
        self.setFocusProxy(inner)

    def value(self) -> Any:
        """What is in it, in the field's own type."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show this; not an edit."""
        raise NotImplementedError

    def mark_wrong(self, *, wrong: bool, because: str = "") -> None:
        """Show by its border that it holds what cannot be taken; `because` is read aloud with the field."""
        self.inner.setAccessibleDescription(because if wrong else "")
        self.inner.setProperty("wrong", wrong)
        self.inner.style().unpolish(self.inner)
        self.inner.style().polish(self.inner)


class LineEditor(Editor):
    """A line of text."""

    def __init__(self, name: str, help_words: str = "", unit: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(self.line, name, help_words)
        self.line.textEdited.connect(self.edited)
        if unit:
            words = QLabel(unit)
            words.setProperty("role", "muted")
            self.row.addWidget(words)

    def value(self) -> Any:
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)


class NumberEditor(LineEditor):
    """A whole number; blanks and commas between digits are read over."""

    def value(self) -> int | None:
        text = self.line.text().replace(",", "").replace(" ", "").replace("\u202f", "")
        if not text:
            return None
        try:
            return int(text)
        except ValueError:
            raise Refused(f"“{self.line.text()}” is not a whole number.") from None


class RealEditor(LineEditor):
    """A number with a decimal point."""

    def value(self) -> float | None:
        text = self.line.text().strip().replace("−", "-")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            raise Refused(f"“{self.line.text()}” is not a number. Write it with a point, such as 33.95.") from None


class MomentEditor(LineEditor):
    """A time in the event's zone, as HHMM, HH:mm or with its day."""

    def __init__(
        self, name: str, setting: Setting, lean: moments.Lean = moments.Lean.NEAR, help_words: str = ""
    ) -> None:
        super().__init__(name, help_words or "1431, 14:31, 2028-07-19 14:31, now, +30")
        self._setting = setting
        self._lean = lean
        self._on: int | None = None
        self.line.setPlaceholderText("1431 or 2028-07-19 14:31")
        self.line.editingFinished.connect(self._spell_out)

    def value(self) -> int | None:
        words = self.line.text()
        if self._on is not None and words == moments.shown(self._on, self._setting.zone()):
            return self._on  # unchanged: its seconds stay
        return moments.parse_moment(words, self._setting.zone(), self._setting.now(), self._lean, self._on)

    def set_value(self, value: Any) -> None:
        self._on = value
        super().set_value(moments.shown(value, self._setting.zone()))

    def _spell_out(self) -> None:
        """Show the day a bare time was taken for, so that nobody is surprised by it later."""
        try:
            self.line.setText(moments.shown(self.value(), self._setting.zone()))
        except Refused:
            return


class DateEditor(LineEditor):
    """A day as YYYY-MM-DD."""

    def __init__(self, name: str, setting: Setting, help_words: str = "") -> None:
        super().__init__(name, help_words or "2028-07-19, today, tomorrow")
        self._setting = setting
        self.line.setPlaceholderText("2028-07-19")

    def value(self) -> str | None:
        today = clock.at(self._setting.now(), self._setting.zone()).date()
        return moments.parse_day(self.line.text(), today)


class YesEditor(Editor):
    """Yes or no."""

    def __init__(self, name: str, help_words: str = "") -> None:
        self.box = QCheckBox(name.replace("&", "&&"))
        super().__init__(self.box, name, help_words)
        self.box.toggled.connect(self.edited)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.blockSignals(True)  # noqa: FBT003  Qt's own
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)  # noqa: FBT003  Qt's own


class TextEditor(Editor):
    """Several lines of text; Tab leaves it."""

    def __init__(self, name: str, help_words: str = "", lines: int = 3) -> None:
        self.text = QPlainTextEdit()
        super().__init__(self.text, name, help_words)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(round(theme.metrics(theme.now()).lineSpacing() * lines) + 14)
        self.text.setMaximumHeight(round(theme.metrics(theme.now()).lineSpacing() * (lines + 3)) + 14)
        self.text.textChanged.connect(self._changed)
        self._setting_value = False

    def value(self) -> Any:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._setting_value = True
        self.text.setPlainText("" if value is None else str(value))
        self._setting_value = False

    def _changed(self) -> None:
        if not self._setting_value:
            self.edited.emit()


class ListEditor(TextEditor):
    """A list, one member on a line."""

    def __init__(self, name: str, lines: Lines, help_words: str = "") -> None:
        super().__init__(name, help_words or lines.help, lines=2)
        self._lines = lines
        self.text.setPlaceholderText(lines.help)

    def value(self) -> list[Any]:
        return self._lines.read(self.text.toPlainText())

    def set_value(self, value: Any) -> None:
        super().set_value(self._lines.write(value or []))


class ChoiceEditor(Editor):
    """One of a few words; severities with their shapes."""

    def __init__(
        self, name: str, choices: Sequence[tuple[Any, str]], help_words: str = "", *, empty: bool = True
    ) -> None:
        self.combo = _Combo()
        super().__init__(self.combo, name, help_words)
        self._empty: list[tuple[Any, str]] = [(None, "—")] if empty else []
        self._choices: list[tuple[Any, str]] = []
        self._offer(choices)
        self.combo.activated.connect(self.edited)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Other choices; what is chosen stays so, where it is among them."""
        kept = self.value()
        self.combo.clear()
        self._offer(choices)
        if any(value == kept for value, _ in self._choices):
            self.set_value(kept)

    def _offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        self._choices = [*self._empty, *choices]
        shapes = tuple(choices) == SEVERITIES
        for value, word in self._choices:
            if shapes and value is not None:
                self.combo.addItem(severity_icon(value), word)
            else:
                self.combo.addItem(word)

    def value(self) -> Any:
        at = self.combo.currentIndex()
        return self._choices[at][0] if at >= 0 else None

    def set_value(self, value: Any) -> None:
        at = next((at for at, (known, _) in enumerate(self._choices) if known == value), None)
        if at is None:  # a word of another version: kept, shown as it is
            self._choices.append((value, str(value)))
            self.combo.addItem(str(value))
            at = len(self._choices) - 1
        self.combo.setCurrentIndex(at)


class RecordEditor(Editor):
    """Another record, picked by its first letters."""

    def __init__(self, name: str, kind: str, setting: Setting, help_words: str = "") -> None:
        self._kind = kind
        self._setting = setting
        self.picker = RecordPicker(self._candidates, name)
        super().__init__(self.picker, name, help_words)
        self.picker.textEdited.connect(self.edited)
        self.picker.picked.connect(self.edited)

    def value(self) -> bytes | None:
        return self.picker.record

    def set_value(self, value: Any) -> None:
        self.picker.set_record(value)

    def _candidates(self) -> Sequence[Candidate]:
        return self._setting.candidates(self._kind)


class RecordsEditor(Editor):
    """Several records of a kind, picked one after the other."""

    def __init__(self, name: str, kind: str, setting: Setting, help_words: str = "") -> None:
        self._kind = kind
        self._setting = setting
        self.several = SeveralPicker(self._candidates, name)
        super().__init__(self.several, name, help_words)
        self.several.picker.textEdited.connect(self.edited)
        self.several.edited.connect(self.edited)

    def value(self) -> list[str] | None:
        return [record.hex() for record in self.several.records] or None

    def set_value(self, value: Any) -> None:
        self.several.set_records(ids_of(value))

    def _candidates(self) -> Sequence[Candidate]:
        return self._setting.candidates(self._kind)


class _Combo(QComboBox):
    """A combo box that the wheel changes only while it has the keyboard: scrolling a form must change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    # Qt

    def wheelEvent(self, event: Any) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # belongs to the form: save
            return
        super().keyPressEvent(event)


def severity_icon(severity: int) -> QIcon:
    """The severity's shape as an icon for menus and combo boxes."""
    tokens = theme.now()
    side = round(14 * tokens.scale)
    pixels = QPixmap(QSize(side, side))
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    text, ground = tokens.severity[severity]
    solid = ground if severity == len(tokens.severity) - 1 else text
    paint_severity(painter, pixels.rect().toRectF().center(), side * 0.4, severity, theme.colour(solid))
    painter.end()
    return QIcon(pixels)


def editor_for(name: str, known: Field, setting: Setting, lean: moments.Lean = moments.Lean.NEAR) -> Editor:
    """The editor a declared field is typed in."""
    label, words = known.label, known.help
    several = partial(RecordsEditor, kind=known.of, setting=setting, help_words=words)
    makers: dict[Holds, Callable[[], Editor]] = {
        Holds.LINE: lambda: LineEditor(label, words, known.unit),
        Holds.TEXT: lambda: TextEditor(label, words),
        Holds.NUMBER: lambda: NumberEditor(label, words, known.unit),
        Holds.REAL: lambda: RealEditor(label, words, known.unit),
        Holds.YES: lambda: YesEditor(label, words),
        Holds.MOMENT: lambda: MomentEditor(label, setting, lean, words),
        Holds.DATE: lambda: DateEditor(label, setting, words),
        Holds.RECORD: lambda: RecordEditor(label, known.of, setting, words),
        Holds.CHOICE: lambda: ChoiceEditor(label, _choices(name, known), words, empty=name != "marking"),
        Holds.LIST: lambda: several(label) if known.of else _lines(name, label, words),
    }
    return makers[known.holds]()


def _lines(name: str, label: str, words: str) -> Editor:
    return ListEditor(label, lines_of(name), words if lines_of(name) is LINES else "")


def _choices(name: str, known: Field) -> Sequence[tuple[Any, str]]:
    if name == "marking":
        return tuple((word, tlp.label) for word, tlp in WORDS.items())
    return known.choices
