"""Paper in the real window: filled, submitted, approved by another, printed, corrected; and after kill -9."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.desk.proving import prove
from eocdesk.models import enrolment
from eocdesk.models.right import Right
from eocdesk.store.hub import people
from eocdesk.store.queries import access, forms, paper_board
from eocdesk.store.queries.access import TrailRow
from eocdesk.store.queries.paper_board import FormRow, IssuedRow
from eocdesk.ui.filling.texts import Text
from eocdesk.ui.filling.window import FormWindow
from eocdesk.ui.panes.reports import ReportsPane
from eocdesk.ui.pdf_words import words
from eocdesk.ui.printing import PdfPreview
from tests.journeys.conftest import CTRL, Watch, sit
from tests.kit import servers
from tests.kit.desks import EVENT, make_desk, sound

Key = Qt.Key
HIGHLIGHTS, SITUATION = 1, 2
CHANGED = "Gate 7 was Gate 4"

CHILD = """
import sys
from pathlib import Path
import asyncio
from eocdesk.commands.forms import FillBlock
from eocdesk.desk import approving
from eocdesk.desk.desk import Desk

desk = Desk(Path(sys.argv[1]))
form = asyncio.run(approving.open_report(desk))
print("form", form.hex(), flush=True)
for count in range(10_000):
    text = f"Written {count} times"
    desk.do_now(FillBlock(form, "2.background", text))
    print("kept", text, flush=True)
"""


def reports(watch: Watch) -> ReportsPane:
    pane = watch.window.overview.panes["reports"]
    assert isinstance(pane, ReportsPane)
    return pane


def issued(watch: Watch) -> list[IssuedRow]:
    def read(connection: Any) -> list[IssuedRow]:
        keys = paper_board.issued_keys(connection, EVENT, "", 0)
        return list(paper_board.issued_rows(connection, keys).values())

    return sorted(watch.desk.read_now(read), key=lambda row: row.version)


def trail(watch: Watch) -> list[TrailRow]:
    def read(connection: Any) -> list[TrailRow]:
        keys = access.trail_keys(connection, EVENT, "", 0)
        return list(access.trail_rows(connection, keys).values())

    return watch.desk.read_now(read)


def report(watch: Watch, version: str = "draft") -> FormRow | None:
    """The report in that state."""

    def read(connection: Any) -> list[FormRow]:
        keys = paper_board.form_keys(connection, EVENT, "", 0)
        return list(paper_board.form_rows(connection, keys).values())

    return next((row for row in watch.desk.read_now(read) if row.state == version), None)


def sit_down(watch: Watch, person: str) -> None:
    watch.desk.settings.set("person", person)


def by_palette(watch: Watch, words: str) -> None:
    """What the palette finds first for these words."""
    watch.window.activateWindow()
    watch.until(watch.window.isActiveWindow)
    watch.press(Key.Key_K, CTRL)
    watch.until(watch.window.palette_card.isVisible)
    watch.type(words)
    model = watch.window.palette_card._list.model()
    watch.until(lambda: any(words in str(model.data(model.index(row, 0))) for row in range(model.rowCount())))
    watch.press(Key.Key_Return)


def opened(watch: Watch) -> FormWindow:
    """The form's window, with the keyboard in it."""
    acting = reports(watch).acting
    watch.until(lambda: acting.windows)
    (window,) = acting.windows.values()
    watch.until(lambda: window.is_ready)
    window.activateWindow()
    watch.until(window.isActiveWindow)
    return window


def write(watch: Watch, window: FormWindow, section: int, key: str, said: str) -> None:
    """By keys alone: to the section, then along its blocks to the one wanted, then the words."""
    window.side.setFocus()
    while window.side.currentRow() < section:
        watch.press(Key.Key_PageDown, CTRL)
    text = next(one for one in window.sections[section].editors if isinstance(one, Text) and one.fill.key == key)
    for _ in range(12):
        if text.inner.hasFocus():
            break
        watch.press(Key.Key_Tab)
    assert text.inner.hasFocus(), f"the keyboard never came to block {key}"
    assert isinstance(text.inner, QPlainTextEdit)
    text.inner.selectAll()
    watch.type(said)


def hand_in(watch: Watch) -> None:
    watch.press(Key.Key_Return, CTRL)
    watch.until(lambda: report(watch, "submitted"))


def waits_for_approval(window: FormWindow) -> bool:
    """Whether the window shows that it was handed in, and the deed is over: a second press before that does nothing."""
    return window._approve.isVisible() and not window._acting


def approved(watch: Watch, window: FormWindow, version: int) -> PdfPreview:
    """By another person; its pages open."""
    sit_down(watch, "K. Mori")
    window.activateWindow()
    watch.until(window.isActiveWindow)
    watch.until(lambda: waits_for_approval(window))
    watch.press(Key.Key_Return, CTRL)
    watch.until(lambda: len(issued(watch)) == version and reports(watch).previews)
    (preview,) = reports(watch).previews
    window.close()
    watch.until(lambda: not reports(watch).acting.windows)
    return preview


def printed(watch: Watch, preview: PdfPreview, file: Path) -> None:
    """Ctrl+P, the dialog, its printer set to write a file instead of paper."""
    preview.activateWindow()
    watch.until(preview.isActiveWindow)
    watch.press(Key.Key_P, CTRL)
    dialog = preview.findChild(QPrintDialog)
    assert dialog is not None
    gc.collect()
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    with watch.qtbot.waitSignal(preview.printed, timeout=20_000):
        dialog.accepted.emit(printer)
    dialog.close()


def close(watch: Watch, preview: PdfPreview) -> None:
    preview.close()
    watch.until(lambda: not reports(watch).previews)


def text_of(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def is_ours(watch: Watch, file: Path) -> bool:
    """Whether `verify --document` would say that every byte is this desk's."""
    return prove(watch.desk, file.read_bytes(), words).identical


def test_a_report_is_filled_approved_by_another_printed_and_corrected(watch: Watch, tmp_path: Path) -> None:
    by_palette(watch, "Write the situation report")
    window = opened(watch)
    write(watch, window, HIGHLIGHTS, "1", "Gate 4 reopened")
    write(watch, window, SITUATION, "2.current", "Calm at all venues")
    hand_in(watch)
    watch.until(lambda: waits_for_approval(window))
    watch.press(Key.Key_Return, CTRL)
    watch.until(window._error.isVisible)
    assert not issued(watch), "who prepared it must not approve it"
    preview = approved(watch, window, 1)
    first, second = tmp_path / "one.pdf", tmp_path / "two.pdf"
    preview.save_as(str(first))
    printed(watch, preview, tmp_path / "printed.pdf")
    assert len(pypdf.PdfReader(tmp_path / "printed.pdf").pages) == preview.page_count
    assert {"viewed", "issued", "printed"} <= {row.way for row in trail(watch)}
    close(watch, preview)
    assert all(said in text_of(first) for said in ("Gate 4 reopened", "Calm at all venues", "L. Chen", "K. Mori"))

    sit_down(watch, "L. Chen")
    window = corrected(watch)
    write(watch, window, HIGHLIGHTS, "1", "Gate 7 reopened")
    hand_in(watch)
    preview = approved(watch, window, 2)
    preview.save_as(str(second))
    close(watch, preview)
    said = text_of(second)
    assert all(what in said for what in (CHANGED, "Gate 7 reopened", "Calm at all venues", "ersion 2"))
    assert "Gate 4 reopened" not in said
    assert [row.newest for row in issued(watch)] == [False, True]
    assert report(watch, "superseded") is not None
    assert is_ours(watch, first)
    assert is_ours(watch, second)
    assert sound(watch.desk)


def corrected(watch: Watch) -> FormWindow:
    """The issued paper's card, C, and what changed."""
    pane = reports(watch)
    watch.window.show_pane("reports")
    pane.show_page("issued")
    (row,) = issued(watch)
    pane.show_record("summary", row.id)
    watch.until(lambda: pane.card.told is not None and pane.card.told.id == row.id)
    watch.window.activateWindow()
    watch.until(watch.window.isActiveWindow)
    pane.take_focus()
    watch.press(Key.Key_C)
    watch.until(lambda: pane.wanting.dialog is not None)
    dialog = pane.wanting.dialog
    assert dialog is not None
    watch.until(lambda: QApplication.activeWindow() is dialog)
    watch.type(CHANGED)
    watch.press(Key.Key_Return, CTRL)
    return opened(watch)


def killed_while_filling(folder: Path) -> tuple[bytes, str]:
    """The report a desk was writing when it was killed, and the last words it said it keeps."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    form = bytes.fromhex(child.stdout.readline().split()[1])
    kept = [child.stdout.readline() for _ in range(25)]
    child.kill()
    kept += [line for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    child.wait()
    child.stdout.close()
    return form, kept[-1].removeprefix("kept ").strip()


def without_its_hub(folder: Path, hub: Path) -> None:
    """A desk that has joined a hub, which is gone."""
    desk = make_desk(folder)
    server = servers.start(hub)
    try:
        with server.hub.writing() as c:
            code = enrolment.Code(people.make_code(c, Right("watch officer"), by="K. Mori")).text
        desk.link.join_now(server.url, code)
        assert desk.link.meet_now().ok
    finally:
        server.close()
        desk.close()


def seated(folder: Path, qtbot: QtBot) -> Iterator[Watch]:
    desk = Desk(folder)
    yield from sit(desk, qtbot)
    desk.close()


def test_killed_while_it_is_filled_and_its_hub_gone_a_report_goes_on_to_approval(
    tmp_path: Path, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> None:
    del turning
    without_its_hub(tmp_path / "desk", tmp_path / "hub")
    form, said = killed_while_filling(tmp_path / "desk")
    for watch in seated(tmp_path / "desk", qtbot):
        kept = str(watch.desk.read_now(forms.blocks_of, form)["2.background"])
        assert int(kept.split()[1]) >= int(said.split()[1])
        by_palette(watch, "Write the situation report")
        window = opened(watch)
        assert window.form == form
        write(watch, window, HIGHLIGHTS, "1", "Back at the desk")
        hand_in(watch)
        preview = approved(watch, window, 1)
        preview.save_as(str(tmp_path / "one.pdf"))
        close(watch, preview)
        assert all(what in text_of(tmp_path / "one.pdf") for what in (kept, "Back at the desk"))
        assert is_ours(watch, tmp_path / "one.pdf")
        assert sound(watch.desk)
