"""Files come in: looked at first, nothing written before a person says so, the result kept in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from eocdesk.commands.imports import Report
from eocdesk.desk import exchange, outfile
from eocdesk.desk.exchange import Given
from eocdesk.models import Event, Refused
from eocdesk.store.notice import Notice
from eocdesk.store.queries.review import unknown_venues
from eocdesk.ui.exchange.asked import FOR_ALL
from eocdesk.ui.exchange.batch import Batch, Piece
from eocdesk.ui.exchange.drop import files_in
from eocdesk.ui.exchange.import_face import ImportFace
from eocdesk.ui.exchange.runner import Runner
from eocdesk.ui.pane import Context


class ImportDialog(QDialog):
    """Choose or drop files, see what would come in, say what they do not say, import, settle venues."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if context.desk.event is None:
            raise Refused("Open an event first: files come into an event.")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._context = context
        self._event: Event = context.desk.event
        self._batch = Batch()
        self._runner = Runner(context.desk)
        self._under_way: Piece | None = None
        self._busy = False
        self._gone = False
        self.face = ImportFace(context, self._event, self._match)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.face)
        self.setWindowTitle(f"Import into {self._event.name or self._event.code}")
        self._connect()
        self.resize(980, 680)
        self._show()
        context.start(self._read_unknown(), self, name="unknown venues")

    def _connect(self) -> None:
        face = self.face
        face.choose.connect(self.choose)
        face.drop_chosen.connect(self.remove)
        face.begin.connect(self.bring)
        face.stop.connect(self.stop)
        face.leave.connect(self.close)
        face.save.connect(self.save_findings)
        face.asked.given.connect(self._said)
        self._runner.progressed.connect(self._progress)
        self._context.bridge.changed.connect(self._take_notice)
        self.finished.connect(self._leave)

    @property
    def batch(self) -> Batch:
        """The files and what was found in them."""
        return self._batch

    @property
    def is_busy(self) -> bool:
        """Whether a file is being looked at or brought in."""
        return self._busy

    # what a person does

    @Slot()
    def choose(self) -> None:
        """Which files, from a window of the system's own."""
        dialog = QFileDialog(self, "Import files")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    @Slot(list)
    def _chosen(self, names: list[str]) -> None:
        self.add([Path(name) for name in names])

    def add(self, paths: Sequence[Path]) -> None:
        """Take these files and look at them."""
        self._batch.add(paths)
        self._show()
        self._look()

    @Slot()
    def remove(self) -> None:
        """The chosen files are not to come in after all."""
        chosen = [self._batch.pieces[row] for row in self.face.files.chosen]
        if not chosen:
            self.face.say("Choose a file in the list first.")
            return
        self._batch.pieces = [piece for piece in self._batch.pieces if piece not in chosen or piece is self._under_way]
        self._show()

    @Slot()
    def bring(self) -> None:
        """What was looked at comes in."""
        if not self._busy:
            self._context.start(self._bring_all(), self, name="import")

    @Slot()
    def stop(self) -> None:
        """Nothing of the file under way comes in, and none of those after it."""
        self._runner.stop()
        self.face.say("Stopping …")

    @Slot(object)
    def _said(self, names: list[str]) -> None:
        for piece in self._batch.pieces:
            for name in {"format", "profile"} & set(names) & piece.asks.keys():
                piece.said[name] = str(self.face.asked.value(name) or "")
        self._batch.forget(names)
        self._show()
        self._look()

    def refuse(self, sentence: str, _field: str | None) -> None:
        """What could not be done, said at the foot."""
        self.face.say(sentence, wrong=True)

    # what is done

    def _look(self) -> None:
        if not self._busy:
            self._context.start(self._look_at_all(), self, name="look at files")

    async def _look_at_all(self) -> None:
        self._begin()
        try:
            while (waiting := self._batch.waiting()) and not self._runner.stopped:
                piece = waiting[0]
                piece.report = await self._run(piece, dry=True)
        finally:
            self._end()

    async def _bring_all(self) -> None:
        self._begin()
        try:
            for piece in self._batch.ready():
                report = await self._run(piece, dry=False)
                if self._runner.stopped:
                    break
                piece.report, piece.done = report, True
        finally:
            stopped = self._runner.stopped
            self._end()
        done = sum(piece.done for piece in self._batch.pieces)
        if stopped:
            self._context.messages.note(f"The import was stopped; {done} of {len(self._batch.pieces)} files are in.")
        if not self._gone:
            await self._read_unknown()
            self.face.show_result()

    async def _run(self, piece: Piece, *, dry: bool) -> Report:
        self._under_way = piece
        self._show()
        asked = self.face.asked
        zone, year = (asked.value(name) if asked.asked(name) else None for name in FOR_ALL)
        given = Given(
            format=piece.said.get("format") or None,
            profile=piece.said.get("profile") or None,
            zone=zone if isinstance(zone, str) else None,
            year=year if isinstance(year, int) else None,
            dry_run=dry,
        )
        return await self._runner.bring(self._event, piece.path, given)

    def _begin(self) -> None:
        self._busy = True
        self._runner.begin()

    def _end(self) -> None:
        self._busy = False
        self._under_way = None
        self._show()

    async def _match(self, words: str, venue: bytes | None) -> object:
        outcome = await exchange.match_venue(self._context.desk, self._event, words, venue, self)
        await self._read_unknown()
        return outcome

    async def _read_unknown(self) -> None:
        found = await self._context.desk.read(unknown_venues, self._event.id)
        if not self._gone:
            self.face.show_unknown(found)

    # what is shown

    def _show(self) -> None:
        if self._gone:
            return
        self.face.show_batch(self._batch, self._under_way, busy=self._busy)
        self.face.asked.ask(self._batch.asks(), self._event.zone)

    @Slot(int, int)
    def _progress(self, done: int, total: int) -> None:
        if self._under_way is not None and not self._gone:
            self.face.show_progress(self._under_way.path.name, done, total)

    @Slot(object)
    def _take_notice(self, notice: Notice) -> None:
        if notice.kinds & {"session", "venue"} and not self._busy and notice.origin is not self:
            self._context.start(self._read_unknown(), self, name="unknown venues")

    @Slot()
    def save_findings(self) -> None:
        """What is shown of the findings, as a table in a file."""
        dialog = QFileDialog(self, "Save the list", "import.csv", "Table (*.csv)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, name: str) -> None:
        """The findings that are shown into this file."""
        try:
            outfile.put(Path(name), exchange.as_table(self.face.shown_rows()))
        except OSError as error:
            self.refuse(f"{name} cannot be written ({error.strerror or 'the system refuses it'}).", None)
        else:
            self.face.say(f"The list is in {name}.")

    @Slot()
    def _leave(self) -> None:
        """Closed, whichever way: nothing of a file under way comes in."""
        self._runner.stop()
        self._gone = True

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(files_in(event.mimeData()))
