"""An entry is written by keyboard, and nothing typed is ever lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eocdesk.commands.records import Amend
from eocdesk.commands.venues import AddVenue
from eocdesk.models import Entry
from eocdesk.store.queries import entries, events
from eocdesk.ui.actions import Actions
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.kit import theme
from eocdesk.ui.messages import Messages
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.compose import Composer
from tests.kit.desks import CODE, EVENT, make_desk


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[QLineEdit]:
    """What had the keyboard before, as the table beneath the composer does."""
    home = QWidget()
    column = QVBoxLayout(home)
    made = QLineEdit()
    column.addWidget(made)
    qtbot.addWidget(home)
    home.resize(640, 400)
    home.show()
    home.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    home.close()


@pytest.fixture
def composer(context: Context, table: QLineEdit) -> Composer:
    return put_above(table, Composer(context))


def put_above(table: QLineEdit, composer: Composer) -> Composer:
    layout = table.parentWidget().layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, composer)
    return composer


@pytest.fixture
def said(context: Context) -> list[str]:
    heard: list[str] = []
    context.messages.noted.connect(heard.append)
    context.messages.refused.connect(heard.append)
    return heard


@pytest.fixture
def make_composer(qtbot: QtBot, turning: object, navigator: Any) -> Iterator[Callable[[Path], Composer]]:
    """A composer on the desk of a folder."""
    made = []

    def make(folder: Path) -> Composer:
        desk = make_desk(folder)
        assert desk.event is not None
        assert desk.event.code == CODE
        made.append(desk)
        composer = Composer(Context(desk, Bridge(), Messages(), theme.now(), Actions(), navigator))
        qtbot.addWidget(composer)
        return composer

    yield make
    for desk in made:
        desk.close()


def logged(context: Context) -> list[Entry]:
    return sorted(context.desk.read_now(events.of_event, Entry, EVENT), key=lambda one: one.id)


def drafts(context: Context) -> list[dict[str, Any]]:
    context.desk.save_draft("barrier", None).result()
    return [draft["words"] for draft in context.desk.drafts("compose/").values()]


def test_three_keys_and_the_text_make_an_entry(composer: Composer, context: Context, qtbot: QtBot) -> None:
    composer.open({})
    assert composer.form.text.hasFocus()
    qtbot.keyClicks(composer.form.text, "Smoke at gate 7")
    with qtbot.waitSignal(composer.logged) as told:
        qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    (entry,) = logged(context)
    assert told.args == [entry.id]
    assert (entry.text, entry.author, entry.position) == ("Smoke at gate 7", "L. Chen", "Watch officer")
    qtbot.waitUntil(lambda: drafts(context) == [])


def test_a_whole_entry_by_keyboard_alone(composer: Composer, context: Context, qtbot: QtBot) -> None:
    venue = context.desk.do_now(AddVenue(EVENT, {"name": "SoFi Stadium"})).value
    qtbot.waitUntil(lambda: any(one.id == venue for one in context.setting.candidates("venue")))
    composer.open({})

    def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        within = QApplication.focusWidget()
        assert within is not None
        qtbot.keyClick(within, key, held)

    def write(words: str) -> None:
        within = QApplication.focusWidget()
        assert within is not None
        qtbot.keyClicks(within, words)

    write("Bag at gate 7")
    press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Tab)
    write("sof")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    write("LAPD, Gate 7 lead")
    press(Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    write("-10")
    press(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    write("Stadium security")
    with qtbot.waitSignal(composer.logged):
        press(Qt.Key.Key_Return)
    (entry,) = logged(context)
    assert (entry.venue, entry.severity, entry.reported_by) == (venue, 3, "Stadium security")
    assert entry.addressees == ["LAPD", "Gate 7 lead"]
    assert entry.happened is not None
    assert entry.written is not None
    assert 9 * 60_000 < entry.written - entry.happened < 11 * 60_000


def test_the_next_entry_can_be_typed_while_the_first_is_written(
    composer: Composer, context: Context, qtbot: QtBot
) -> None:
    composer.open({})
    qtbot.keyClicks(composer.form.text, "first")
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    qtbot.keyClicks(composer.form.text, "sec")  # the first is still on its way
    qtbot.waitUntil(lambda: len(logged(context)) == 1)
    qtbot.keyClicks(composer.form.text, "ond")
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.text for one in logged(context)] == ["first", "second"])
    assert composer.isVisible()
    qtbot.waitUntil(lambda: drafts(context) == [])


def test_nothing_said_is_refused_and_logs_nothing(composer: Composer, context: Context, qtbot: QtBot) -> None:
    composer.open({})
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    assert composer.form._error.text() == "Say what happened."
    assert logged(context) == []


def test_a_refusal_of_the_desk_brings_the_entry_back_as_it_was_typed(
    composer: Composer, context: Context, qtbot: QtBot
) -> None:
    composer.open({"venue": b"\x05" * 16})
    qtbot.keyClicks(composer.form.text, "Smoke")
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    qtbot.keyClicks(composer.form.text, "another one under way")
    qtbot.waitUntil(lambda: composer.form.text.words == "Smoke")
    editor = composer.form.fields.editor("venue")
    qtbot.waitUntil(lambda: bool(editor.inner.property("wrong")))
    editor.set_value(None)
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.text for one in logged(context)] == ["Smoke"])
    qtbot.waitUntil(lambda: composer.form.text.words == "another one under way")


def test_without_an_event_it_says_what_to_do(composer: Composer, context: Context, qtbot: QtBot) -> None:
    context.desk.event = None
    context.event_changed.emit()
    composer.open({})
    qtbot.keyClicks(composer.form.text, "Smoke")
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    assert composer.form._error.text() == "Open an event first."
    assert composer.form.text.words == "Smoke"


def test_escape_closes_keeps_the_draft_and_gives_the_keyboard_back(
    composer: Composer, table: QLineEdit, context: Context, said: list[str], qtbot: QtBot
) -> None:
    composer.open({})
    qtbot.keyClicks(composer.form.text, "half a sen")
    with qtbot.waitSignal(composer.closed):
        qtbot.keyClick(composer.form.text, Qt.Key.Key_Escape)
    assert composer.isHidden()
    assert table.hasFocus()
    assert said == ["The draft is kept; a new entry brings it back."]
    assert drafts(context)[0]["text"] == "half a sen"
    composer.open({})
    qtbot.keyClicks(composer.form.text, "tence")
    assert composer.form.text.words == "half a sentence"


def test_escape_from_an_empty_one_says_nothing_and_forgets_what_the_map_gave(
    composer: Composer, context: Context, said: list[str], qtbot: QtBot
) -> None:
    composer.open({"lat": 33.9, "lon": -118.3})
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Escape)
    composer.open({})
    assert composer.form.is_blank
    assert said == []
    assert drafts(context) == []


def test_it_closes_after_logging_where_that_is_wanted(
    composer: Composer, table: QLineEdit, context: Context, qtbot: QtBot
) -> None:
    context.desk.settings.set("compose_stays", value=False)
    composer.open({})
    qtbot.keyClicks(composer.form.text, "Smoke")
    with qtbot.waitSignal(composer.closed):
        qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    assert table.hasFocus()


def test_a_call_in_the_middle_of_a_sentence_puts_it_aside_and_it_comes_back(
    composer: Composer, context: Context, qtbot: QtBot
) -> None:
    composer.open({})
    qtbot.keyClicks(composer.form.text, "half a sen")
    composer.open({"lat": 33.9, "lon": -118.3})
    assert composer.form.text.words == ""
    assert "put aside" in composer.form.foot.state.full
    qtbot.keyClicks(composer.form.text, "urgent")
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: composer.form.text.words == "half a sen")
    (entry,) = logged(context)
    assert (entry.text, entry.lat) == ("urgent", 33.9)
    assert [words["text"] for words in drafts(context)] == ["half a sen"]


def test_what_is_typed_is_on_disk_within_a_breath(composer: Composer, context: Context, qtbot: QtBot) -> None:
    composer.open({})
    with qtbot.waitSignal(composer.draft_kept, timeout=2000):
        qtbot.keyClicks(composer.form.text, "Smo")
    assert [words["text"] for words in drafts(context)] == ["Smo"]


def test_leaving_a_field_keeps_the_draft_at_once(composer: Composer, context: Context, qtbot: QtBot) -> None:
    composer.open({})
    qtbot.keyClicks(composer.form.text, "Smoke")
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Tab)
    assert [words["text"] for words in drafts(context)] == ["Smoke"]


def test_what_is_wiped_out_is_forgotten(composer: Composer, context: Context, qtbot: QtBot) -> None:
    composer.open({})
    qtbot.keyClicks(composer.form.text, "S")
    composer.save_draft()
    qtbot.keyClick(composer.form.text, Qt.Key.Key_Backspace)
    composer.save_draft()
    assert drafts(context) == []


def test_drafts_come_back_once_without_taking_the_keyboard(
    composer: Composer, context: Context, table: QLineEdit, said: list[str], qtbot: QtBot
) -> None:
    composer.open({})
    qtbot.keyClicks(composer.form.text, "first")
    composer.open({"text": "second"})
    qtbot.keyClicks(composer.form.text, "!")
    composer.save_draft()
    drafts(context)
    table.setFocus()
    again = put_above(table, Composer(context))
    again.restore_drafts()
    qtbot.waitUntil(lambda: again.form.text.words == "second!")
    assert said[-1].startswith("Draft of ")
    assert said[-1].endswith("restored. 1 more follow it.")
    assert table.hasFocus()
    third = Composer(context)
    qtbot.addWidget(third)
    third.restore_drafts()
    with qtbot.waitSignal(again.logged):
        again.log()
    qtbot.waitUntil(lambda: again.form.text.words == "first")
    assert third.form.is_blank


def test_files_go_with_the_entry(composer: Composer, context: Context, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "gate.jpg").write_bytes(b"jpg")
    composer.open({"text": "Bag"})
    composer.form.add_files([str(tmp_path / "gate.jpg")])
    composer.form.picture_given.emit(b"\x89PNG")
    composer.log()

    def names() -> list[str]:
        (entry,) = logged(context)
        thread = context.desk.read_now(entries.thread, entry.id)
        return [one.name for one in thread.documents] if thread else []

    qtbot.waitUntil(lambda: len(logged(context)) == 1 and len(names()) == 2)
    assert names()[0] == "gate.jpg"
    assert composer.form.files.pieces == ()
    qtbot.waitUntil(lambda: context.desk.drafts("compose") == {})


def test_a_draft_belongs_to_its_event(composer: Composer, context: Context, qtbot: QtBot) -> None:
    composer.open({})
    qtbot.keyClicks(composer.form.text, "of the Games")
    context.desk.do_now(Amend("event", EVENT, {"name": "LA28"}))
    context.event_changed.emit()  # the same event, called otherwise: nothing moves
    assert composer.form.text.words == "of the Games"
    context.desk.event = None
    context.event_changed.emit()
    assert composer.form.is_blank
    assert [words["text"] for words in drafts(context)] == ["of the Games"]
    for _ in range(2):  # there and back again, as often as one likes
        context.desk.event = None
        context.event_changed.emit()
        context.desk.open_event(EVENT)
        context.event_changed.emit()
        qtbot.waitUntil(lambda: composer.form.text.words == "of the Games")


CHILD = """
import asyncio, sys
from pathlib import Path
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from eocdesk.desk.desk import Desk
from eocdesk.ui import loop
from eocdesk.ui.actions import Actions
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.kit import theme
from eocdesk.ui.messages import Messages
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.compose import Composer

async def main():
    context = Context(Desk(Path(sys.argv[1])), Bridge(), Messages(), theme.now(), Actions(), QObject())
    composer = Composer(context)
    kept = asyncio.Event()
    composer.draft_kept.connect(kept.set)
    composer.open({})
    QTest.keyClicks(composer.form.text, "Smoke behind the north st")
    composer.form.fields.editor("severity").bar.choose(3)
    await kept.wait()
    print("kept", flush=True)
    await asyncio.Event().wait()

loop.run(QApplication([]), main())
"""


def test_kill_9_in_the_middle_of_a_sentence_loses_none_of_it(
    tmp_path: Path, turning: object, make_composer: Callable[[Path], Composer], qtbot: QtBot
) -> None:
    folder = tmp_path / "killed"
    make_desk(folder).close()
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    line = child.stdout.readline()
    child.kill()
    child.wait()
    child.stdout.close()
    assert line == "kept\n"
    composer = make_composer(folder)
    heard: list[str] = []
    composer.context.messages.noted.connect(heard.append)
    composer.restore_drafts()
    qtbot.waitUntil(lambda: composer.form.text.words == "Smoke behind the north st")
    assert composer.form.fields.values()["severity"] == 3
    assert heard[0].endswith("restored.")
    assert composer.isVisible()
