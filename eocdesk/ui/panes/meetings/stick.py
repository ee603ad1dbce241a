"""What is new put on a stick, and a stick taken in: where, how far it is, and what came of it in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QProgressBar, QWidget

from eocdesk.models import clock
from eocdesk.ui.kit.headed import MarkedLines
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.kit.section import Section, button
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.away import PARTS, Progress, in_pool

if TYPE_CHECKING:
    from eocdesk.desk.parcels import Line

_HOW = (
    "A parcel is a sealed file for the desks this one knows: nobody else can read it. Take it over on a stick; "
    "taken in twice or in any order, nothing is doubled."
)
_FILES = "Parcels (*.parcel);;All files (*)"


class StickSection(Section):
    """Two buttons, each with the system's own window for the file."""

    took_in = Signal()
    """A parcel was read: much may be new."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("By stick", _HOW, parent)
        self.context = context
        self._busy = False
        self.write_button = button("Write a parcel…")
        self.write_button.clicked.connect(self.ask_target)
        self.read_button = button("Read a parcel…")
        self.read_button.clicked.connect(self.ask_source)
        self.new_box = QCheckBox("Only what is new since the last one")
        self._bar = QProgressBar()
        self._bar.setAccessibleName("How far the parcel is")
        self._bar.setRange(0, PARTS)
        self._bar.hide()
        self._said = words("strong")
        self._said.hide()
        self.lines = MarkedLines()
        self.lines.hide()
        self._progress = Progress()
        self._progress.moved.connect(self._bar.setValue)  # said on the pool's thread, heard on ours
        self.add_row(self.write_button, self.read_button, self.new_box)
        for one in (self.error_label, self._bar, self._said, self.lines):
            self.box.addWidget(one)

    @property
    def said(self) -> str:
        """What heads what came of it."""
        return self._said.text()

    def take_focus(self) -> None:
        """The first button."""
        self.write_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def ask_target(self) -> None:
        """Where to."""
        name = f"{self.context.desk.code} {shown(clock.now(), 'UTC').replace(':', '')}.parcel"
        dialog = self._dialog("Write a parcel", str(_folder() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("parcel")
        dialog.fileSelected.connect(self.write)
        dialog.open()

    @Slot()
    def ask_source(self) -> None:
        """Which."""
        dialog = self._dialog("Read a parcel", str(_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_in)
        dialog.open()

    def _dialog(self, title: str, where: str) -> QFileDialog:
        dialog = QFileDialog(self, title, where, _FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @Slot(str)
    def write(self, path: str) -> None:
        """Write what this desk holds into that file."""
        self._begin(self._write(Path(path)))

    @Slot(str)
    def take_in(self, path: str) -> None:
        """Take in what is in that file."""
        self._begin(self._take_in(Path(path)))

    def _begin(self, work: Any) -> None:
        if self._busy:
            work.close()
            self.refuse("A parcel is being worked on already.", None)
            return
        self._busy = True
        self.forget_refusal()
        self._tell("", ())
        self._bar.setValue(0)
        self._bar.show()
        self.context.start(work, self, name="parcel")

    async def _write(self, target: Path) -> None:
        from eocdesk.desk import parcels  # noqa: PLC0415  not at every start

        written = await self._work(parcels.write, target, (), self._progress.tell, new=self.new_box.isChecked())
        self._tell("Written.", parcels.of_written(written))

    async def _take_in(self, source: Path) -> None:
        from eocdesk.desk import parcels  # noqa: PLC0415  likewise

        report = await self._work(parcels.read, source, self._progress.tell)
        made = shown(report.made, self.context.zone)
        self._tell(f"A parcel of {report.writer}, written {made}.", parcels.of_read(report))
        self.took_in.emit()

    async def _work(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """In the reading pool: a stick is slow."""
        desk = self.context.desk
        try:
            return await in_pool(desk, work, desk, *args, **kwargs)
        finally:
            self._busy = False
            self._bar.hide()

    def _tell(self, said: str, lines: list[Line] | tuple[()]) -> None:
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.lines.show_lines((line.state, line.words) for line in lines)


def _folder() -> Path:
    """Where people keep what they carry."""
    known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(known) if known else Path.home()
