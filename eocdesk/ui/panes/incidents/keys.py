"""The log's actions: what the palette, the keys page and the shortcuts know of it."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from eocdesk.ui.actions import Action
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.acting import Acting
from eocdesk.ui.panes.incidents.bar import ENTRIES, INCIDENTS, TASKS


class Log(Protocol):
    """What the actions need of the pane."""

    context: Context
    acting: Acting

    def show_way(self, way: str) -> None:
        """Entries, incidents or tasks."""

    def take_focus(self) -> None:
        """The keyboard to the list."""

    def focus_filter(self) -> None:
        """The keyboard to the filter line."""

    def drop_views(self) -> None:
        """The menu of saved views."""

    def save_view(self) -> None:
        """Keep the filter under a name."""

    def toggle_detail(self) -> None:
        """Show the panel, or fold it."""

    # Qt

    def isVisible(self) -> bool:  # noqa: N802  Qt's own name
        """Whether anybody sees it."""
        ...


GROUP = "Log"
_VERBS = (
    ("acknowledge", "Acknowledge the chosen entry", "Ctrl+Shift+A", "mdi6.check", "A read received"),
    ("amend", "Amend the chosen entry", "Ctrl+E", "mdi6.pencil-outline", "E correct put right"),
    ("strike", "Strike the chosen entry", "", "mdi6.cancel", "X delete remove"),
    ("incident", "Open an incident from the chosen entry, or go to its own", "", "mdi6.alert-octagram-outline", "I"),
    ("copy", "Copy the text of the chosen entry", "", "mdi6.content-copy", "Y"),
    ("status", "Set the status of the incident", "Ctrl+Shift+S", "mdi6.progress-check", "S monitoring resolved"),
    ("severity", "Set the severity of the incident", "Ctrl+Shift+V", "mdi6.alert-octagon-outline", "V major critical"),
    ("assign", "Assign the incident", "", "mdi6.account-arrow-right-outline", "G owner lead"),
    ("close", "Close the incident", "", "mdi6.check-circle-outline", "C done reason"),
    ("reopen", "Reopen the incident", "", "mdi6.restart", "R"),
    ("edit", "Edit all fields of the incident", "", "mdi6.form-select", "E amend"),
    ("log_about", "Log about what is chosen", "", "mdi6.plus", "L entry"),
    ("task", "Add a task to the incident", "", "mdi6.checkbox-marked-circle-plus-outline", "T todo"),
    ("attach", "Attach a file to what is chosen", "", "mdi6.paperclip", "F photo document"),
    ("map", "Show what is chosen on the map", "", "mdi6.map-marker-outline", "M place"),
    ("paper", "Print the sheet of the incident", "", "mdi6.printer-outline", "O paper summary full log 214"),
    ("gap", "Write a gap from what is chosen", "Ctrl+Shift+G", "mdi6.puzzle-remove-outline", "lesson after-action"),
    ("evidence", "Make it evidence of a gap", "Ctrl+Shift+K", "mdi6.link-plus", "P proof recommendation shows"),
    ("history", "Show the history of what is chosen", "", "mdi6.history", "H changes"),
)


def actions_of(pane: Log) -> list[Action]:
    """First what is always there, then the verbs of what is chosen."""
    return [*_always(pane), *(_verb(pane, *told) for told in _VERBS)]


def _always(pane: Log) -> list[Action]:
    return [
        Action("log.new", "New log entry", partial(_new, pane), "Ctrl+N", "mdi6.plus", group=GROUP, words="write"),
        Action(
            "log.incident.new",
            "Open an incident",
            pane.acting.open_incident,
            "Ctrl+Shift+N",
            "mdi6.alert-octagram-outline",
            enabled=partial(_has_event, pane),
            group=GROUP,
            words="new report",
        ),
        Action(
            "log.filter", "Filter the log", partial(_filter, pane), "Ctrl+F", "mdi6.magnify", group=GROUP, words="find"
        ),
        Action("log.views", "Saved views of the log", partial(_views, pane), icon="mdi6.bookmark-outline", group=GROUP),
        Action(
            "log.view.save",
            "Save this filter of the log…",
            pane.save_view,
            icon="mdi6.bookmark-plus-outline",
            group=GROUP,
        ),
        Action("log.entries", "Log: entries", partial(_way, pane, ENTRIES), "Alt+1", group=GROUP),
        Action("log.incidents", "Log: incidents", partial(_way, pane, INCIDENTS), "Alt+2", group=GROUP),
        Action("log.tasks", "Log: tasks", partial(_way, pane, TASKS), "Alt+3", group=GROUP),
        Action(
            "log.detail",
            "Show or hide the panel beside the log",
            pane.toggle_detail,
            "Ctrl+I",
            "mdi6.dock-right",
            enabled=pane.isVisible,
            group=GROUP,
        ),
    ]


def _verb(pane: Log, *told: str) -> Action:
    name, title, key, icon, words = told
    return Action(
        f"log.{name}",
        title,
        partial(pane.acting.run, name),
        key,
        icon,
        enabled=partial(_can, pane, name),
        group=GROUP,
        words=words,
    )


def _can(pane: Log, name: str) -> bool:
    """Never on a row that nobody sees."""
    return pane.isVisible() and pane.acting.can(name)


def _has_event(pane: Log) -> bool:
    return pane.context.desk.event is not None


def _new(pane: Log) -> None:
    pane.context.navigator.new_entry()


def _filter(pane: Log) -> None:
    _come(pane)
    pane.focus_filter()


def _views(pane: Log) -> None:
    _come(pane)
    pane.drop_views()


def _way(pane: Log, way: str) -> None:
    _come(pane)
    pane.show_way(way)
    pane.take_focus()


def _come(pane: Log) -> None:
    if not pane.isVisible():
        pane.context.navigator.show_pane("incidents")
