"""What the window itself does: its actions, and the small windows they open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from eocdesk.commands.people import SignIn as TakeWatch
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store.notice import Notice
from eocdesk.store.queries.behind import behind
from eocdesk.ui.ask_line import AskLine
from eocdesk.ui.clocks import Clocks
from eocdesk.ui.exchange.drop import FileDrop
from eocdesk.ui.keys_page import KeysPage
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.tokens import THEMES
from eocdesk.ui.rail import OVERVIEW
from eocdesk.ui.settings_dialog import SettingsDialog
from eocdesk.ui.shell import Shell
from eocdesk.ui.signin import SignIn, Watch
from eocdesk.ui.wall_window import WallWindow, other_screen


class Errands(QObject):
    """Of one window. Nothing here is modal; a small window that is open comes forward instead of a second one."""

    def __init__(self, shell: Shell, home: QWidget) -> None:
        super().__init__(home)
        self._shell = shell
        self._home = home
        self._desk = shell.desk
        self._open: dict[str, QWidget] = {}
        self._walls: list[WallWindow] = []
        FileDrop(home, self.import_files)
        self._polling = False

    # who

    @Slot()
    def first_start(self) -> None:
        """Ask who sits here, where nobody has said so yet."""
        if not self._desk.person:
            self._sign_in(first=True)

    @Slot()
    def change_officer(self) -> None:
        """F2."""
        self._sign_in(first=False)

    def _sign_in(self, *, first: bool) -> None:
        if self._forward("signin"):
            return
        known = self._shell.candidates.of("person")
        dialog = SignIn(self._take_watch, self._shell.context.start, known, self._home, first=first)
        dialog.load(self._desk.person, self._desk.position)
        self._keep("signin", dialog)

    async def _take_watch(self, watch: Watch) -> None:
        event = self._desk.event.id if self._desk.event is not None else None
        await self._desk.do(TakeWatch(event, watch.person, watch.position), self._home)
        self._desk.settings.set("person", watch.person)
        self._desk.settings.set("position", watch.position)
        self._shell.show_who()

    # events

    @Slot()
    def add_event(self) -> None:
        """An empty form of an event; once saved it is the open one where none is."""
        dialog = self._shell.records.add("event")
        dialog.saved.connect(self._event_saved)

    @Slot(object)
    def _event_saved(self, outcome: Any) -> None:
        if self._desk.event is None and isinstance(getattr(outcome, "value", None), bytes):
            self.open_event(outcome.value)

    @Slot()
    def amend_event(self) -> None:
        """The form of the open event."""
        if self._desk.event is not None:
            self._shell.edit_record("event", self._desk.event.id)

    def has_event(self) -> bool:
        """Whether an event is open."""
        return self._desk.event is not None

    def open_event(self, record: bytes) -> None:
        """Make another event the open one."""
        self._desk.open_event(record)
        self._shell.event_opened()

    @Slot(object)
    def take_notice(self, notice: Notice) -> None:
        """The open event itself was changed: name, zone, exercise."""
        self._shell.messages.saved()
        event = self._desk.event
        if event is not None and event.id in notice.of("event"):
            self._shell.event_opened()

    @Slot()
    def poll(self) -> None:
        """Hear what the command line wrote."""
        if not self._polling:
            self._polling = True
            self._shell.context.start(self._poll(), name="poll")

    async def _poll(self) -> None:
        try:
            await self._desk.poll()
        except Unavailable as error:  # asked again in a second: said once
            self._shell.messages.fails("poll", error.sentence)
        else:
            self._shell.messages.works("poll")
        finally:
            self._polling = False

    # undo

    @Slot()
    def undo(self) -> None:
        """Take back my last act."""
        self._shell.context.start(self._undo(), name="undo")

    async def _undo(self) -> None:
        outcome = await self._desk.undo(self._home)
        self._shell.messages.note(f"Taken back: {outcome.value}.")

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self._shell.context.start(self._redo(), name="redo")

    async def _redo(self) -> None:
        outcome = await self._desk.redo(self._home)
        self._shell.messages.note(f"Done again: {outcome.value}.")

    # look

    @Slot(str)
    def tool(self, name: str) -> None:
        """A tool at the foot of the rail."""
        if name == "theme":
            self.next_theme()
        else:
            self.settings()

    @Slot()
    def next_theme(self) -> None:
        """Light, dark, high contrast, light."""
        names = list(THEMES)
        at = names.index(theme.now().name) if theme.now().name in names else -1
        self.set_theme(names[(at + 1) % len(names)])

    def set_theme(self, name: str) -> None:
        """This theme, now and at the next start."""
        self._desk.settings.set("theme", name)
        self._apply_theme()

    def _apply_theme(self) -> None:
        tokens = theme.named(str(self._desk.settings.get("theme")))
        app = QApplication.instance()
        if isinstance(app, QApplication) and tokens != theme.now():
            theme.apply(app, tokens)
            self._shell.context.set_theme(tokens)

    @Slot()
    def settings(self) -> None:
        """The settings."""
        if not self._forward("settings"):
            dialog = SettingsDialog(self._desk.settings, self._home, self._feeds)
            dialog.changed.connect(self._setting_changed)
            self._keep("settings", dialog)

    def _feeds(self) -> QWidget:
        from eocdesk.ui.feeds_page import FeedsPage  # noqa: PLC0415  every reader: only where somebody looks

        page = FeedsPage(self._desk, self._shell.context)
        page.asked.connect(self._shell.newsroom.read_soon)
        return page

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        if name == "theme":
            self._apply_theme()
        elif name.startswith("backup"):
            self._shell.newsroom.read()

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Bring files in; those that were dropped are looked at at once."""
        if self._desk.event is None:
            self._shell.messages.tell(Refused("Open an event first: files come into an event."))
            return
        from eocdesk.ui.exchange.import_dialog import ImportDialog  # noqa: PLC0415  every format: not at each start

        if not self._forward("import"):
            self._keep("import", ImportDialog(self._shell.context, self._home))
        dialog = self._open["import"]
        if paths and isinstance(dialog, ImportDialog):
            dialog.add(paths)

    def export_records(self) -> None:
        """Write records into a file."""
        from eocdesk.ui.exchange.export_dialog import ExportDialog  # noqa: PLC0415  likewise

        if not self._forward("export"):
            self._keep("export", ExportDialog(self._shell.context, self._home))

    @Slot()
    def keys(self) -> None:
        """Every key."""
        if not self._forward("keys"):
            self._keep("keys", KeysPage(self._shell.actions_known, self._home))

    @Slot()
    def search(self) -> None:
        """The palette."""
        self._shell.palette_card.open()

    # layouts

    @Slot()
    def save_layout(self) -> None:
        """Ask for a name, then keep how the panes stand."""
        if not self._forward("layout"):
            dialog = AskLine("Save this layout", "Name", "Save", self._shell.layouts.save, self._home)
            dialog.given.connect(self._layout_saved)
            self._keep("layout", dialog)

    @Slot()
    def open_layout(self) -> None:
        """Ask which, offering those that are kept."""
        if not self._forward("layout"):
            dialog = AskLine("Open a layout", "Name", "Open", self._shell.layouts.restore, self._home)
            dialog.offer(self._shell.layouts.names)
            self._keep("layout", dialog)

    @Slot()
    def forget_layout(self) -> None:
        """Ask which is kept no longer."""
        if not self._forward("layout"):
            dialog = AskLine("Forget a layout", "Name", "Forget", self._shell.layouts.forget, self._home)
            dialog.offer(self._shell.layouts.names)
            self._keep("layout", dialog)

    @Slot(str)
    def _layout_saved(self, name: str) -> None:
        self._shell.messages.note(f"Layout “{name}” is kept on this machine.")

    @Slot()
    def reset_layout(self) -> None:
        """As delivered."""
        self._shell.show_pane(OVERVIEW)
        self._shell.layouts.reset()
        self._shell.overview.share_soon()

    # conflicts and alerts

    @Slot()
    def review_conflicts(self) -> None:
        """The inbox."""
        self._shell.show_pane("conflicts")

    @Slot()
    def show_meetings(self) -> None:
        """How this desk meets others."""
        self._shell.show_pane("meetings")

    @Slot(str, bytes)
    def alert(self, kind: str, record: bytes) -> None:
        """Go to what is overdue or not acknowledged; without a record to the pane that shows its kind."""
        spec = next((one for one in self._shell.specs if kind in one.shows), None)
        if record:
            self._shell.show_record(kind, record)
        elif spec is not None:
            self._shell.show_pane(spec.name)

    @Slot(str)
    def figure(self, name: str) -> None:
        """Go to the record a figure is about."""
        if self._desk.event is not None:
            self._shell.context.start(self._figure(self._desk.event.id, name), name="figure")

    async def _figure(self, event: bytes, name: str) -> None:
        found = await self._desk.read(behind, event, name, self._shell.ticker.now())
        self.alert(found.kind, found.id or b"")

    @Slot()
    def show_alerts(self) -> None:
        """What wants somebody now."""
        self._shell.topbar.show_alert_menu()

    # windows

    def float_pane(self, name: str) -> None:
        """Put a pane into a window of its own."""
        self._shell.show_pane(OVERVIEW)
        self._shell.overview.docks.float_pane(name)

    @Slot()
    def open_wall(self) -> None:
        """One more wall, on a monitor that is free; without one, a window like others."""
        shell = self._shell
        taken = [wall.screen() for wall in self._walls]
        number = next(n for n in range(1, 99) if f"wall {n}" not in self._open)
        wall = WallWindow(shell.context, shell.specs, shell.newsroom, Clocks(shell.ticker), number)
        event = self._desk.event
        wall.clocks.set_zones(
            shell.context.zone, *((event.partner_zone or "", event.partner_name or "") if event else ())
        )
        screen = other_screen(self._home, taken)
        self._walls.append(wall)
        wall.closed.connect(self._wall_closed)
        self._keep(wall.objectName(), wall)
        if screen is not None:
            wall.fill(screen)

    @Slot()
    def _wall_closed(self) -> None:
        sender = self.sender()
        self._walls = [wall for wall in self._walls if wall is not sender]

    @Slot()
    def close_window(self) -> None:
        """Close the desk."""
        self._shell.close()

    # small windows

    def close_all(self) -> None:
        """The window closes: so do these."""
        for widget in tuple(self._open.values()):
            widget.close()

    def _forward(self, name: str) -> bool:
        widget = self._open.get(name)
        if widget is None:
            return False
        widget.show()
        widget.raise_()
        widget.activateWindow()
        return True

    def _keep(self, name: str, dialog: QWidget) -> None:
        self._open[name] = dialog
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(_Forget(self._open, name))
        dialog.show()


class _Forget:
    """Drops a small window from the list when it dies."""

    def __init__(self, widgets: dict[str, QWidget], name: str) -> None:
        self._widgets = widgets
        self._name = name

    def __call__(self, *_: object) -> None:
        self._widgets.pop(self._name, None)
