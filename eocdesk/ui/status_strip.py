"""The strip at the foot: marking, link and age, what is unsent, conflicts, backup, this desk's code. Honest age."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from eocdesk.desk.feeding import FeedAge
from eocdesk.desk.link import LinkStanding
from eocdesk.store.queries.standing import Standing
from eocdesk.ui import feed_words, link_words
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.badge import MarkingLabel
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.kit.moments import short


class StatusStrip(QWidget):
    """Always there."""

    conflicts = Signal()
    """A person wants to see the conflicts."""
    meetings = Signal()
    """A person wants to see how this desk meets others."""

    feeds = Signal()
    """A person wants feeds to be asked now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("room", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Standing of this desk")
        self.marking = MarkingLabel()
        self._link = self._item("mdi6.lan-disconnect", "Link")
        self._unsent = self._item("mdi6.cloud-upload-outline", "Unsent")
        self._refused = self._item("mdi6.cloud-cancel-outline", "Refused")
        for item in (self._link, self._unsent, self._refused):
            item.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            item.clicked.connect(self.meetings)
        self._conflicts = self._item("mdi6.alert-outline", "Conflicts")
        self._conflicts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._conflicts.clicked.connect(self.conflicts)
        self._feeds = self._item("mdi6.rss", "Feeds")
        self._feeds.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._feeds.clicked.connect(self.feeds)
        self._backup = self._item("mdi6.database-check-outline", "Backup")
        self._key = self._item("mdi6.key-alert-outline", "Key")
        self._code = self._item("mdi6.desktop-classic", "Desk")
        self._lay_out()
        self.show_link(LinkStanding(), "UTC", 0)

    def show_link(self, link: LinkStanding, zone: str, now: int) -> None:
        """Linked or not and since when, what is unsent, what was refused."""
        told = link_words.told(link, zone, now)
        self._say(self._link, told.words, told.detail)
        self._link.set_icon(told.icon, told.part)
        self._paint(self._link, told.part if told.part in {"warn", "bad"} else "", told.part)
        self._say(self._unsent, link_words.unsent(link), "Changes that the hub does not hold yet.")
        refused = f"{link.refused:,} refused" if link.refused else ""
        self._say(self._refused, refused, "Changes that the hub did not let in; their words are kept here.")
        self._paint(self._refused, "warn" if refused else "")

    def show_feeds(self, ages: Sequence[FeedAge], zone: str, now: int) -> None:
        """The age of what the outside said, the worst of all; each feed's own in the tip."""
        told = feed_words.told(ages, zone, now)
        self._say(self._feeds, told.words, told.detail)
        self._paint(self._feeds, told.part if told.part == "bad" else "", told.part)

    def show_desk(self, code: str, key_note: str = "") -> None:
        """This desk's code, and a note where the storage key deserves one."""
        self._say(self._code, f"Desk {code}", "The letters before every number given on this desk.")
        self._say(self._key, key_note, "Set a passphrase, so that nobody who copies this folder can read it.")

    def show_standing(self, standing: Standing) -> None:
        """Counts of this copy."""
        self.marking.show_marking(standing.marking)
        count = standing.conflicts
        words = "1 conflict to review" if count == 1 else f"{count} conflicts to review"
        self._say(self._conflicts, words if count else "", "Fields that two desks wrote; you settle them.")
        self._paint(self._conflicts, "warn" if count else "")

    def show_backup(self, when: int | None, zone: str, now: int) -> None:
        """When the last proven backup was made (ms); None: never."""
        if when is None:
            self._say(self._backup, "No backup yet", "Backups are made by the clock; the settings say how often.")
        else:
            self._say(self._backup, f"Backup {short(when, zone, now)}", "Opened and proven when it was made.")
        self._paint(self._backup, "warn" if when is None else "")

    def _item(self, icon: str, name: str) -> IconButton:
        item = IconButton(icon, name, size=15, words=name)
        item.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item.set_icon(icon, "muted")
        item.hide()
        return item

    def _say(self, item: QToolButton, words: str, tip: str = "") -> None:
        item.setText(words)
        item.setAccessibleName(words)
        item.setToolTip(tip)
        item.setVisible(bool(words))

    def _paint(self, item: IconButton, state: str, part: str = "") -> None:
        item.setProperty("state", state)
        item.set_icon(item.icon_name, part or state or "muted")
        item.style().unpolish(item)
        item.style().polish(item)

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 1, 6, 0)
        box.setSpacing(4)
        box.addWidget(self.marking)
        for item in (self._link, self._unsent, self._refused):
            box.addWidget(item)
        box.addStretch(1)
        for item in (self._conflicts, self._feeds, self._backup, self._key, self._code):
            box.addWidget(item)
        self.setFixedHeight(round(26 * theme.now().scale))
