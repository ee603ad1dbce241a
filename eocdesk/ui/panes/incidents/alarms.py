"""What must be heard: flash entries, late acknowledgements, tasks due, plans that propose themselves; the mute."""

from __future__ import annotations

from functools import partial
from weakref import ReferenceType, WeakKeyDictionary, ref

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from eocdesk.commands.entries import LogEntry
from eocdesk.desk import proposing
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store.notice import Notice
from eocdesk.store.queries import proposals
from eocdesk.store.queries.alarms import Calling, calling
from eocdesk.ui.actions import Action
from eocdesk.ui.kit import moments
from eocdesk.ui.kit.icons import IconButton
from eocdesk.ui.messages import Way
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents import alarm_mute, alarm_plans
from eocdesk.ui.panes.incidents.alarm_mute import FOR_GOOD
from eocdesk.ui.panes.incidents.alarm_sound import FLASH, Player
from eocdesk.ui.panes.incidents.alarm_words import Call, Me, Told

KINDS = frozenset({"entry", "acknowledgement", "task"}) | proposals.KINDS
BREATH_MS = 100
FIRST_MS = 1_000
LONGEST_MS = 60_000
MINUTE = 60_000
SPANS = ((15, "15 minutes"), (30, "30 minutes"), (60, "an hour"), (FOR_GOOD, ""))
USUAL = 30
GROUP = "Sounds"
_VOICES: WeakKeyDictionary[Desk, ReferenceType[Alarms]] = WeakKeyDictionary()


class Alarms(QObject):
    """One voice for each desk, however many windows are open. Nothing it does takes the keyboard."""

    def __init__(self, context: Context, parent: QObject | None = None, player: Player | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.player = player or Player()
        self.player.setParent(self)
        self._begin()
        self._busy = False
        self._was_muted = self._hearing.is_muted(self._now)
        self._button = self._new_button()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._timer.start(FIRST_MS)
        context.event_changed.connect(self._event_changed)
        self._show_state()

    @property
    def mute_button(self) -> QWidget:
        """Says whether sounds are heard, and mutes them."""
        return self._button

    @property
    def is_muted(self) -> bool:
        """Whether tones are kept back now."""
        return not self._hearing.is_heard(self._now)

    def refresh(self, notice: Notice | None) -> None:
        """Something changed: look soon, many changes at once."""
        self._show_state()
        if notice is not None and notice.kinds.isdisjoint(KINDS):
            return
        if not self._timer.isActive() or self._timer.remainingTime() > BREATH_MS:
            self._timer.start(BREATH_MS)

    @Slot()
    def look(self) -> None:
        """Look for what calls, now."""
        self._show_state()
        if self._busy or not self._is_voice():
            self._timer.start(LONGEST_MS if not self._busy else BREATH_MS)
            return
        self._busy = True
        self.context.start(self._look(), name="alarms")

    def alarm_actions(self) -> list[Action]:
        """What can be done here, for palette and keys."""
        icon = "mdi6.volume-off"
        made = [
            Action(
                "sounds.mute",
                f"Mute sounds for {USUAL} minutes, or hear them again",
                self.turn,
                "Ctrl+Shift+M",
                icon,
                group=GROUP,
                words="silence quiet alarm",
            ),
            Action("sounds.on", "Hear sounds again", self.unmute, icon="mdi6.volume-high", group=GROUP, words="unmute"),
            Action(
                "sounds.try", "Hear the flash tone", self.try_tone, icon="mdi6.play", group=GROUP, words="test alarm"
            ),
        ]
        for minutes, words in SPANS:
            if minutes != USUAL:
                name = f"sounds.mute.{minutes or 'on'}"
                made.append(Action(name, _mute_title(words), partial(self.mute, minutes), icon=icon, group=GROUP))
        return made

    # muting

    @Slot()
    def turn(self) -> None:
        """Mute for a while, or hear again."""
        if self.is_muted:
            self.unmute()
        else:
            self.mute(USUAL)

    def mute(self, minutes: int) -> None:
        """Keep tones back for so long; it is in the log before it holds."""
        self.context.start(self._mute(minutes), name="mute")

    @Slot()
    def unmute(self) -> None:
        """Let tones be heard; it is in the log too."""
        if self.is_muted:
            self.context.start(self._unmute(), name="unmute")

    @Slot()
    def try_tone(self) -> None:
        """The loudest there is, muted or not: one asked for it."""
        self.player.play(FLASH)

    async def _mute(self, minutes: int) -> None:
        until = self._now + minutes * MINUTE if minutes else FOR_GOOD
        end = moments.clock(until, self.context.zone) if minutes else "they are switched on again"
        await self._log(f"Sounds muted on desk {self.context.desk.code}{self._by} until {end}.")
        alarm_mute.mute(self.context.desk.settings, until, self.context.desk.person)
        self._show_state()

    async def _unmute(self) -> None:
        await self._log(f"Sounds heard again on desk {self.context.desk.code}, switched on{self._by}.")
        alarm_mute.unmute(self.context.desk.settings)
        self._was_muted = False
        self._show_state()

    async def _log(self, words: str) -> None:
        event = self.context.desk.event
        if event is None:
            raise Refused("Open an event first: muting is logged.")
        await self.context.desk.do(LogEntry(event.id, words, priority="info"), self)

    # looking

    async def _look(self) -> None:
        event, found = self.context.desk.event, Calling()
        try:
            if event is not None:
                await self._note_switch()
                found = await self.context.desk.read(calling, event.id, self._since, self._now)
        finally:
            self._busy = False
            wait = LONGEST_MS if found.next is None else found.next - self._now
            self._timer.start(min(max(wait, BREATH_MS), LONGEST_MS))
        if event is None or self.context.desk.event is None or self.context.desk.event.id != event.id:
            return
        desk = self.context.desk
        self._say(self._told.news(found, Me(desk.person, desk.position, desk.device), self._now))
        self._say(self._plans.news(await desk.read(proposing.proposed, event.id, self._now)))

    def _say(self, call: Call | None) -> None:
        if call is not None:
            if call.leads is not None:
                self.context.messages.offer(call.sentence, Way("Open", *call.leads))
            else:
                self.context.messages.note(call.sentence)
            if call.tone and not self.is_muted:
                self.player.play(call.tone)

    async def _note_switch(self) -> None:
        """The settings dialog turned sounds off or on: that is muting too, and logged."""
        settings = self.context.desk.settings
        turned = alarm_mute.turned(settings)
        if turned is not None:
            word = "on" if turned else "off"
            await self._log(f"Sounds switched {word} on desk {self.context.desk.code}{self._by}, in the settings.")
            alarm_mute.noted(settings)

    def _begin(self) -> None:
        """From now on; what came before is known."""
        self._told = Told()
        self._plans = alarm_plans.Calls()
        self._since = self._now

    def _is_voice(self) -> bool:
        """Whether it is this one that speaks; the first window's does, and the next one's when that is gone."""
        held = _VOICES.get(self.context.desk)
        voice = held() if held is not None else None
        if voice is None or not shiboken6.isValid(voice):
            _VOICES[self.context.desk] = ref(self)
            return True
        return voice is self

    @property
    def _now(self) -> int:
        return self.context.setting.now()

    @property
    def _by(self) -> str:
        person = self.context.desk.person
        return f" by {person}" if person else ""

    @property
    def _hearing(self) -> alarm_mute.Hearing:
        return alarm_mute.read(self.context.desk.settings)

    @Slot()
    def _event_changed(self) -> None:
        self._begin()
        self._timer.start(FIRST_MS)

    # the button

    def _new_button(self) -> IconButton:
        button = IconButton("mdi6.volume-high", "Sounds are on")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for minutes, words in SPANS:
            one = menu.addAction(_mute_title(words))
            one.setObjectName(str(minutes))
            one.triggered.connect(self._span_chosen)
        menu.addSeparator()
        self._on = menu.addAction("Hear sounds again")
        self._on.triggered.connect(self.unmute)
        menu.addAction("Hear the flash tone").triggered.connect(self.try_tone)
        button.setMenu(menu)
        return button

    @Slot()
    def _span_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.mute(int(sender.objectName()))

    def _show_state(self) -> None:
        hearing, now, zone = self._hearing, self._now, self.context.zone
        muted = hearing.is_muted(now)
        if self._was_muted and not muted and self._is_voice():
            self.context.messages.note("Sounds are heard again.")
        self._was_muted = muted
        if not shiboken6.isValid(self._button):
            return  # the pane took it along
        heard, words = hearing.is_heard(now), hearing.words(now, zone)
        self._on.setEnabled(not heard)
        self._button.set_icon("mdi6.volume-high" if heard else "mdi6.volume-off", "text" if heard else "warn")
        self._button.setText(words)
        style = Qt.ToolButtonStyle
        self._button.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
        self._button.setToolTip(hearing.sentence(now, zone))
        self._button.setAccessibleName(hearing.sentence(now, zone))


def _mute_title(words: str) -> str:
    return f"Mute sounds for {words}" if words else "Mute sounds until they are switched on"
