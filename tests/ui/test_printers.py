"""Printers are remembered by their names, each with its sides; a full disk keeps nobody from printing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from eocdesk.desk.settings import Settings
from eocdesk.ui.messages import Messages
from eocdesk.ui.printers import LONG, ONE, Printers


class Named(QPrinter):
    """A printer of this machine, by its name: none is set up where tests run."""

    def printerName(self) -> str:  # noqa: N802  Qt's own name
        return "Briefing room"

    def outputFormat(self) -> QPrinter.OutputFormat:  # noqa: N802  Qt's own name
        return QPrinter.OutputFormat.NativeFormat

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


@pytest.fixture
def messages(qapp: object) -> Messages:
    del qapp
    return Messages()


def test_what_was_printed_on_is_remembered_with_its_sides(tmp_path: Path, messages: Messages) -> None:
    printers = Printers(Settings(tmp_path), messages)
    assert printers.sides("Briefing room") == ONE
    printers.keep(Named())
    assert Printers(Settings(tmp_path), messages).sides("Briefing room") == LONG
    assert Settings(tmp_path).get("printer") == "Briefing room"
    assert printers.first != "Briefing room", "it is not set up on this machine"
    assert printers.sides_of("Briefing room") == ((ONE, "One side"),)
    assert printers.ready("Briefing room").duplex() != QPrinter.DuplexMode.DuplexLongSide


def test_a_file_is_no_printer(tmp_path: Path, messages: Messages) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    Printers(Settings(tmp_path), messages).keep(printer)
    assert not (tmp_path / "settings.json").exists()


def test_a_full_disk_is_said_and_stops_no_print(tmp_path: Path, messages: Messages) -> None:
    said: list[str] = []
    messages.trouble.connect(lambda trouble: said.append(trouble[0]))
    settings = Settings(tmp_path / "there is no such folder")
    Printers(settings, messages).keep(Named())
    assert len(said) == 1
