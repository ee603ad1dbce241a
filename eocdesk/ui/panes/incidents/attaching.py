"""Attaches files to an entry, chosen, dropped or pasted; opens those that are attached, or saves a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QTemporaryDir, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import outfile, trail
from eocdesk.models import Document, Refused, Unavailable
from eocdesk.models.clock import at
from eocdesk.models.marking import highest
from eocdesk.store.queries import events
from eocdesk.store.queries.entries import Attached
from eocdesk.ui.pane import Context

OPENED = ("image/", "audio/", "video/", "application/pdf", "text/plain")
"""What another program is asked to open. Anything else is saved first: nothing that came by wire is run."""


def _open_with_system(file: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


class Attaching(QObject):
    """Files come and go through the desk, which keeps and verifies their bytes."""

    def __init__(self, context: Context, home: QWidget) -> None:
        super().__init__(home)
        self.context = context
        self._home = home
        self.show_file: Callable[[Path], bool] = _open_with_system
        self._folder: QTemporaryDir | None = None
        self._entry: bytes | None = None
        self._incident: bytes | None = None
        self._copy: Attached | None = None

    def attach(self, files: Sequence[Path], *, entry: bytes | None = None, incident: bytes | None = None) -> None:
        """Keep these files, named in an entry or an incident."""
        self.context.start(self._attach(tuple(files), entry, incident), name="attach")

    def paste(self, mime: QMimeData, *, entry: bytes | None = None, incident: bytes | None = None) -> bool:
        """Attach what is on the clipboard; False where that is neither files nor a picture."""
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.attach(files, entry=entry, incident=incident)
            return True
        image = mime.imageData() if mime.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            return False
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        now = at(self.context.setting.now(), self.context.zone)
        name = f"pasted {now:%Y-%m-%d %H%M%S}.png"
        self.context.start(self._attach_bytes(name, bytes(buffer.data().data()), entry, incident), name="attach")
        return True

    def ask(self, *, entry: bytes | None = None, incident: bytes | None = None) -> None:
        """Choose files to attach."""
        self._entry, self._incident = entry, incident
        dialog = QFileDialog(self._home, "Attach files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, one: Attached) -> None:
        """Show an attachment with the program this machine has for it; saved if it might run, asked for if not here."""
        if not self.context.desk.holds(one.sha256):
            self.context.start(self._get(one), name="get attachment")
        elif one.mime.startswith(OPENED):
            self.context.start(self._open(one), name="open attachment")
        else:
            self.ask_copy(one)

    def ask_copy(self, one: Attached) -> None:
        """Choose where a copy goes."""
        self._copy = one
        dialog = QFileDialog(self._home, f"Save a copy of {one.name}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(plain_name(one.name))
        dialog.fileSelected.connect(self._copy_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def save_copy(self, one: Attached, file: Path) -> None:
        """Write the bytes of an attachment there."""
        data = await self.context.desk.kept_file(one.sha256)
        entry = await self._note(one, trail.EXPORTED, data, f"file {file.name}")
        try:
            await self.context.desk.read(_written, file, data)
        except Refused:
            await outfile.note_failed(self.context.desk, entry)
            raise
        self.context.messages.note(f"Saved {file.name}.")

    async def _get(self, one: Attached) -> None:
        """Ask for it; its line says when it has come."""
        try:
            await self.context.desk.kept_file(one.sha256)
        except Unavailable as error:
            self.context.messages.note(f"{one.name}: {error.sentence}")

    async def _open(self, one: Attached) -> None:
        data = await self.context.desk.kept_file(one.sha256)
        if self._folder is None:
            self._folder = QTemporaryDir()
        await self._note(one, trail.VIEWED, data, "screen")
        file = Path(self._folder.path()) / one.sha256[:12] / plain_name(one.name)
        await self.context.desk.read(_written, file, data)
        if not self.show_file(file):
            self.context.messages.note(f"This machine has no program that opens {one.name}.")

    async def _note(self, one: Attached, way: str, data: bytes, sent_to: str) -> NoteAccess:
        """It stands in the trail, as marked as the attachment is, before its bytes leave the desk."""
        found = await self.context.desk.read(events.record, Document, one.id)
        if found is None:
            raise Refused("This attachment is no longer on this desk.")
        marking = highest([found.marking])
        noted = trail.noted(found.event, way, f"Attachment {one.name}", data, sent_to, marking)
        noted = replace(noted, audience=found.audience or "")
        await self.context.desk.do(noted)
        return noted

    async def _attach(self, files: tuple[Path, ...], entry: bytes | None, incident: bytes | None) -> None:
        for file in files:
            await self.context.desk.attach(file, self._home, entry=entry, incident=incident)
        named = files[0].name if len(files) == 1 else f"{len(files)} files"
        self.context.messages.note(f"Attached {named}.")

    async def _attach_bytes(self, name: str, data: bytes, entry: bytes | None, incident: bytes | None) -> None:
        await self.context.desk.attach_bytes(name, data, self._home, entry=entry, incident=incident)
        self.context.messages.note(f"Attached {name}.")

    @Slot(list)
    def _chosen(self, files: list[str]) -> None:
        self.attach([Path(file) for file in files], entry=self._entry, incident=self._incident)

    @Slot(str)
    def _copy_to(self, file: str) -> None:
        if self._copy is not None:
            self.context.start(self.save_copy(self._copy, Path(file)), name="save a copy")


def plain_name(name: str) -> str:
    """A file name that every system takes and that leaves its folder on none."""
    plain = "".join("_" if c in '\\/:*?"<>|' or not c.isprintable() else c for c in name).strip(" .")
    return plain or "attachment"


def _written(_connection: object, file: Path, data: bytes) -> None:
    """In the reading pool, where long work belongs; the connection is not needed."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        outfile.put(file, data)
    except OSError as error:
        raise Refused(f"“{file.name}” could not be written ({error.strerror}).") from error
