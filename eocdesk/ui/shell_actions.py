"""The window's own actions: where to go, what to add, how it looks."""

from __future__ import annotations

from functools import partial

from eocdesk.ui.actions import Action
from eocdesk.ui.errands import Errands
from eocdesk.ui.rail import OVERVIEW
from eocdesk.ui.shell import Shell

ADDED = (
    ("event", "mdi6.calendar-star"),
    ("period", "mdi6.calendar-range"),
    ("posture", "mdi6.bullhorn-outline"),
    ("feature", "mdi6.map-marker-outline"),
)
"""Kinds whose records no pane adds."""


def actions_of(shell: Shell, errands: Errands) -> list[Action]:
    """All of them, in the order of the keys page."""
    return [*_places(shell), *_work(errands), *_files(errands), *_added(shell, errands), *_look(shell, errands)]


def _places(shell: Shell) -> list[Action]:
    go = [
        Action(
            "go.overview",
            "Go to the overview",
            partial(shell.show_pane, OVERVIEW),
            "Ctrl+1",
            "mdi6.view-dashboard-outline",
            group="Go to",
        )
    ]
    for spec in shell.specs:
        title = f"Go to {spec.heading[:1].lower()}{spec.heading[1:]}"
        run = partial(shell.show_pane, spec.name)
        go.append(Action(f"go.{spec.name}", title, run, spec.key, spec.icon, group="Go to", words=spec.title))
    return go


def _work(errands: Errands) -> list[Action]:
    desk = "Desk"
    return [
        Action("find", "Search or run a command", errands.search, "Ctrl+K", "mdi6.magnify", group=desk),
        Action("undo", "Undo", errands.undo, "Ctrl+Z", "mdi6.undo", group=desk, words="take back"),
        Action("redo", "Redo", errands.redo, "Ctrl+Shift+Z", "mdi6.redo", group=desk, words="do again"),
        Action(
            "officer",
            "Change officer",
            errands.change_officer,
            "F2",
            "mdi6.account-switch-outline",
            group=desk,
            words="sign in take the watch hand over shift",
        ),
        Action(
            "alerts",
            "Show alerts",
            errands.show_alerts,
            "F9",
            "mdi6.bell-outline",
            group=desk,
            words="overdue flash acknowledge",
        ),
        Action(
            "conflicts",
            "Review conflicts",
            errands.review_conflicts,
            "",
            "mdi6.alert-outline",
            group=desk,
            words="inbox merge settle",
        ),
    ]


def _files(errands: Errands) -> list[Action]:
    desk = "Desk"
    return [
        Action(
            "import",
            "Import files",
            errands.import_files,
            "Ctrl+Shift+I",
            "mdi6.file-import-outline",
            enabled=errands.has_event,
            group=desk,
            words="calendar contacts venues sessions table ics csv vcf xlsx review venues",
        ),
        Action(
            "export",
            "Export records",
            errands.export_records,
            "Ctrl+Shift+E",
            "mdi6.file-export-outline",
            enabled=errands.has_event,
            group=desk,
            words="calendar contacts venues sessions table ics csv vcf geojson save as",
        ),
    ]


def _added(shell: Shell, errands: Errands) -> list[Action]:
    made = []
    for kind, icon in ADDED:
        run = errands.add_event if kind == "event" else partial(shell.edit_record, kind)
        words = {"posture": "activation level", "period": "operational period"}.get(kind, "")
        title = "Set the posture" if kind == "posture" else f"Add {'an' if kind[0] in 'aeio' else 'a'} {kind}"
        made.append(Action(f"add.{kind}", title, run, "", icon, group="Records", words=words))
    made.append(
        Action(
            "event.amend",
            "Amend this event",
            errands.amend_event,
            "",
            "mdi6.calendar-edit",
            enabled=errands.has_event,
            group="Records",
            words="zone dates partner rating",
        )
    )
    return made


def _look(shell: Shell, errands: Errands) -> list[Action]:
    group = "Window"
    look = [
        Action("theme", "Next theme", errands.next_theme, "Ctrl+Shift+L", "mdi6.theme-light-dark", group=group),
        Action(
            "theme.light", "Light theme", partial(errands.set_theme, "light"), icon="mdi6.weather-sunny", group=group
        ),
        Action("theme.dark", "Dark theme", partial(errands.set_theme, "dark"), icon="mdi6.weather-night", group=group),
        Action(
            "theme.contrast",
            "High contrast theme",
            partial(errands.set_theme, "contrast"),
            icon="mdi6.contrast-circle",
            group=group,
        ),
        Action(
            "wall", "Open a wall window", errands.open_wall, "F11", "mdi6.monitor-multiple", group=group, words="screen"
        ),
        Action("layout.save", "Save this layout…", errands.save_layout, icon="mdi6.content-save-outline", group=group),
        Action("layout.open", "Open a layout…", errands.open_layout, icon="mdi6.view-quilt-outline", group=group),
        Action("layout.forget", "Forget a layout…", errands.forget_layout, icon="mdi6.delete-outline", group=group),
        Action(
            "layout.reset", "Lay the panes out as delivered", errands.reset_layout, icon="mdi6.restore", group=group
        ),
        Action("settings", "Settings", errands.settings, "Ctrl+,", "mdi6.cog-outline", group=group),
        Action("keys", "Keys", errands.keys, "F1", "mdi6.keyboard-outline", group=group, words="help shortcuts"),
        Action("close", "Close the desk", errands.close_window, "Ctrl+Q", "mdi6.power", group=group, words="quit exit"),
    ]
    for spec in shell.specs:
        if spec.docked:
            title = f"Put {spec.heading[:1].lower()}{spec.heading[1:]} into a window of its own"
            run = partial(errands.float_pane, spec.name)
            look.append(Action(f"float.{spec.name}", title, run, icon="mdi6.dock-window", group=group))
    return look
