"""The seat status board: which seats are filled, by whom, changed by one key each."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from eocdesk.commands.partners import AmendSeat
from eocdesk.store.queries import partners
from eocdesk.store.queries.partners import EVERYBODY, SeatRow
from eocdesk.ui.kit.card import Elided
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners.act_bar import Act, ActBar
from eocdesk.ui.panes.partners.line_list import LineList
from eocdesk.ui.panes.partners.lines import of_seats, seats_counted
from eocdesk.ui.panes.partners.page import NO_EVENT, LinePage, new_empty
from eocdesk.ui.panes.partners.pick import Pick
from eocdesk.ui.panes.partners.reading import sifted

ACTS = (
    Act("activated", "Activated", "mdi6.check-circle-outline", "a"),
    Act("on call", "On call", "mdi6.phone-outline", "o"),
    Act("not activated", "Not activated", "mdi6.circle-off-outline", "n"),
    Act("holder", "Held by…", "mdi6.account-switch-outline", "h"),
)


class SeatsPage(LinePage):
    """The board."""

    name = "seats"
    kind = "seat"
    narrows_by = frozenset({"sector"})

    def __init__(self, context: Context, pick: Pick, parent: QWidget | None = None) -> None:
        empty = new_empty("mdi6.seat-outline", self._empty_pressed)
        super().__init__(context, LineList("Seats of the centre", tiles=True), empty, parent)
        self._rows: dict[bytes, SeatRow] = {}
        self._pick = pick
        self.standing = Elided(role="muted")
        self.standing.setContentsMargins(12, 2, 12, 4)
        self.bar = ActBar(ACTS)
        self.box.insertWidget(0, self.standing)
        self.box.addWidget(self.bar)
        self.list.key.connect(self._key)
        self.bar.acted.connect(self._act)
        pick.answered.connect(self._held_by)

    @property
    def row(self) -> SeatRow | None:
        """The current seat."""
        return self._rows.get(self.record) if self.record is not None else None

    async def _load(self, event: bytes | None, now: int) -> None:
        every = () if event is None else await self.context.desk.read(partners.board, event)
        among = [row for row in every if self.wanted.sector in ("", row.sector)]
        texts = [f"{row.name} {row.agency_name} {row.holder_name}" for row in among]
        rows = [among[at] for at in sifted(texts, self.wanted.words)]
        self._rows = {row.id: row for row in rows}
        self.standing.set_full(seats_counted(rows))
        self.standing.setVisible(bool(rows))
        self.bar.setVisible(bool(rows))
        lines = of_seats(rows, self.context.zone, now)
        if event is None:
            self.show_lines(lines, NO_EVENT)
        elif every:
            self.show_lines(lines, "No seat is called that.", button="Show everybody")
        else:
            detail = "Add the seats of the centre; each is not activated, on call or activated."
            self.show_lines(lines, "There are no seats yet.", detail, button="Add a seat")

    def set_status(self, status: str) -> None:
        """How the current seat stands now."""
        row = self.row
        if row is not None and row.status != status:
            self.context.start(self._do(AmendSeat(row.id, {"status": status})), name="seat")

    def ask_holder(self) -> None:
        """Ask who holds the current seat."""
        row = self.row
        if row is not None:
            self._pick.ask(f"Who holds {row.name}?", "Set", row, self.list, row.holder)

    async def _do(self, command: AmendSeat) -> None:
        await self.context.desk.do(command, self)

    @Slot(str)
    def _key(self, key: str) -> None:
        self.bar.press(key)

    @Slot(str)
    def _act(self, name: str) -> None:
        if name == "holder":
            self.ask_holder()
        else:
            self.set_status(name)
            self.list.setFocus()

    @Slot(object, object)
    def _held_by(self, about: object, person: bytes | None) -> None:
        if isinstance(about, SeatRow):
            self.context.start(self._hold(about, person), beside=self._pick, name="seat")

    async def _hold(self, seat: SeatRow, person: bytes | None) -> None:
        await self.context.desk.do(AmendSeat(seat.id, {"holder": person}), self)
        self._pick.close_it()

    @Slot()
    def _empty_pressed(self) -> None:
        if self.wanted != EVERYBODY:
            self.everybody.emit()
        else:
            self.add()
