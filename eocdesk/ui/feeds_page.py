"""The feeds of this desk, one beside the other: how each stands on the left, what is set of one on the right."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eocdesk.desk import feed_keys, feed_rules, feed_standing, feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_standing import FeedStanding
from eocdesk.desk.settings import FEEDS_OFF
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.ui import feed_words
from eocdesk.ui.feed_card import FeedCard
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.two_lines import Row, TwoLines
from eocdesk.ui.pane import Context

if TYPE_CHECKING:
    from eocdesk.feeds.feed import Feed

_AGAIN_MS = 30_000
_LIST = 320
"""px of the list at the desk's size."""


class FeedsPage(QWidget):
    """Each change holds at once, as in all settings."""

    asked = Signal()
    """One was asked: ages are others now."""

    def __init__(self, desk: Desk, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._context = desk, context
        self._known: dict[str, FeedStanding] = {}
        self.card: FeedCard | None = None
        self.list = TwoLines("Feeds")
        self.list.setFixedWidth(round(_LIST * theme.now().scale))
        self.list.chosen.connect(self._choose)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(24, 14, 24, 12)
        body = QWidget()
        body.setLayout(self._place)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.list)
        box.addWidget(scrolled(body), 1)
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN_MS)
        self._timer.timeout.connect(self.read)
        self._timer.start()
        self.read()

    @Slot()
    def read(self) -> None:
        """How they stand now; what is being typed stays."""
        self._known = {one.name: one for one in feed_standing.standing(self._desk)}
        off = feed_rules.rules(self._desk).mode == FEEDS_OFF
        self.list.show_rows([_row(one, off=off) for one in self._known.values()])
        if self.card is not None and self.card.feed.name in self._known:
            self.card.show_age(self._known[self.card.feed.name], self._zone(), clock.now())

    def _zone(self) -> str:
        return self._desk.event.zone if self._desk.event is not None else "UTC"

    @Slot(object)
    def _choose(self, name: object) -> None:
        one = self._known.get(str(name))
        if one is not None and (self.card is None or self.card.feed.name != one.name):
            self._show(one)

    def _show(self, one: FeedStanding) -> FeedCard:
        if self.card is not None:
            self._place.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card = FeedCard(one, self._zone(), clock.now())
        self.card.switched.connect(self._switch)
        self.card.paced.connect(self._pace)
        self.card.added.connect(self._add)
        self.card.removed.connect(self._remove)
        self.card.keyed.connect(self._keep)
        self.card.asked.connect(self.ask)
        self._place.addWidget(self.card)
        return self.card

    def _do(self, work: Callable[[], None], *, anew: bool) -> None:
        """Set something; a refusal stands on the card. `anew`: the card is drawn again with what holds now."""
        card = self.card
        if card is None:
            return
        try:
            work()
        except (Refused, Unavailable) as error:
            card.refuse(error.sentence, error.field if isinstance(error, Refused) else None)
            return
        self.read()
        if anew:
            self._show(self._known[card.feed.name]).address.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _switch(self, on: bool) -> None:  # noqa: FBT001  what the signal carries
        self._do(lambda: feed_rules.switch(self._desk, self._feed(), on=on), anew=False)

    @Slot(int)
    def _pace(self, minutes: int) -> None:
        self._do(lambda: feed_rules.pace(self._desk, self._feed(), minutes), anew=False)

    @Slot(str, str)
    def _add(self, address: str, marking: str) -> None:
        self._do(lambda: feed_rules.add_address(self._desk, self._feed(), address, marking), anew=True)

    @Slot(str)
    def _remove(self, address: str) -> None:
        self._do(lambda: feed_rules.remove_address(self._desk, self._feed(), address), anew=True)

    @Slot(str, str)
    def _keep(self, key: str, host: str) -> None:
        card = self.card
        if card is not None:
            self._context.start(self._kept(card, key, host), card, name="keep a key")

    async def _kept(self, card: FeedCard, key: str, host: str) -> None:
        work = self._desk.store.readers.run(feed_keys.keep, self._desk, feeding.feed_of(card.feed.name), key, host)
        await asyncio.wrap_future(work)  # a keyring may ask its owner first
        card.show_result("The key is kept." if key else "The key is forgotten.")

    @Slot()
    def ask(self) -> None:
        """Ask the one that is shown, now."""
        card = self.card
        if card is not None:
            card.forget_refusal()
            card.show_result("")
            self._context.start(self._asked(card), card, name=f"ask {card.feed.name}")

    async def _asked(self, card: FeedCard) -> None:
        card.set_busy(busy=True)
        try:
            took = await feed_standing.ask(self._desk, card.feed.name)
        finally:
            if card is self.card:
                card.set_busy(busy=False)
        if card is self.card:
            card.show_result(feed_standing.said(took) if took.ok else "")
            self.read()
        self.asked.emit()

    def _feed(self) -> Feed:
        return feeding.feed_of(self.card.feed.name if self.card is not None else "")


def _row(one: FeedStanding, *, off: bool) -> Row:
    """Its title, its rhythm or why it is not asked, how old it is."""
    now = clock.now()
    if not one.on:
        detail, part = "left out", "faint"
    elif one.own and not one.places:
        detail, part = "no address yet", "faint"
    elif one.age.sentence:
        detail, part = one.age.sentence, "bad"
    else:
        detail = "by the hub" if one.by_hub else f"every {_minutes(one.every)}"
        part = "faint" if one.age.last_good is None or off else "warn" if one.age.is_late(now) else "ok"
    past = feed_standing.age(one)
    return Row(one.name, one.title, detail, "" if past is None else feed_words.age(past), part)


def _minutes(count: int) -> str:
    """`45 min`, `6 h`."""
    return f"{count // 60} h" if count > 60 and count % 60 == 0 else f"{count} min"  # noqa: PLR2004  minutes of an hour
