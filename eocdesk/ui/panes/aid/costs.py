"""The page of costs: what each nation and partner costs, beside the requests it answers; printed or kept as a table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from eocdesk.desk import outfile
from eocdesk.models import Unavailable
from eocdesk.models.clock import Moment
from eocdesk.models.marking import Tlp
from eocdesk.store.queries import aid_costs
from eocdesk.store.queries.aid_costs import Share, Total, money, overall, totals
from eocdesk.ui.board import Badge, Blank, BoardList, Deed, Line, Page, Part, Told
from eocdesk.ui.kit.columns import PLAIN, Column, Look
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.aid import looks
from eocdesk.ui.previews import RED, Previews, under

COSTS = "costs"
_ID = 16


class CostRow(NamedTuple):
    """A nation, or below it a partner."""

    row: int
    id: bytes
    total: Total

    @property
    def is_nation(self) -> bool:
        """Whether it is the nation's line."""
        return not self.total.partner


def page() -> Page:
    """The page."""
    columns = (
        Column("Nation, partner", _name, stretch=True, key=True),
        Column("Cost", _cost, width=120),
        Column("Requests", _requests, width=80, narrow=420),
        Column("Without a cost", _uncosted, width=110, quiet=True, narrow=560),
    )
    blank = Blank(
        "mdi6.cash-multiple",
        "Nothing costs anything yet.",
        "The cost of a request is said when it is ordered (O). It is shared among those who answer it, and stands "
        "here by nation and partner.",
        "Go to the requests",
    )
    return Page(
        COSTS, "Costs", "cost", columns, blank, look=_look, hint="Find in the costs…", icon="mdi6.cash-multiple"
    )


class CostsList(BoardList):
    """No table stands behind it: it is reckoned of requests and what answers them."""

    def __init__(self, context: Context, page: Page) -> None:
        self._held: dict[int, CostRow] = {}
        self.shares: tuple[Share, ...] = ()
        super().__init__(context, page)

    def of(self, record: bytes) -> CostRow | None:
        """The line of this id."""
        return next((one for one in self._held.values() if one.id == record), None)

    async def read_keys(self, words: str, now: Moment) -> Sequence[int]:
        del now
        event = self.context.desk.event
        self.shares = () if event is None else await self.context.desk.read(aid_costs.shares, event.id)
        rows = [CostRow(row, _id(one), one) for row, one in enumerate(totals(self.shares), 1)]
        self._held = {one.row: one for one in rows}
        wanted = words.casefold().split()
        return [one.row for one in rows if all(word in _said(one.total) for word in wanted)]

    def read_rows(self, keys: Sequence[int]) -> Mapping[int, Any]:
        return {key: self._held[key] for key in keys if key in self._held}

    async def key_of(self, record: bytes) -> int | None:
        one = self.of(record)
        return None if one is None else one.row

    def tell(self, record: bytes) -> Told | None:
        """The line on the card: each request with its part of the cost."""
        one = self.of(record)
        return None if one is None else tell_cost(one, self.shares)

    def note(self) -> str:
        """All of it together."""
        whole = overall(self.shares)
        if whole.requests and whole.uncosted == whole.requests:
            return f"{_count(whole.requests)}, none has a cost yet"
        open_ = f", {whole.uncosted} without a cost" if whole.uncosted else ""
        return f"{whole.said} for {_count(whole.requests)}{open_}" if self.shares else ""


class Papers(QObject):
    """Prints the costs, or keeps them as a table; under the event's marking, and in the trail before they go out."""

    def __init__(self, context: Context, home: QWidget) -> None:
        super().__init__()
        self._context, self._home = context, home
        self.previews = Previews(context)
        self.dialog: QFileDialog | None = None
        self._sure = False

    def deeds(self) -> Sequence[Deed]:
        """Both."""
        return (
            Deed("print_costs", "Print…", self.print_costs, "mdi6.printer-outline", "P", primary=True),
            Deed("keep_costs", "Save as a table…", self.keep_costs, "mdi6.table-arrow-down", "T"),
        )

    def print_costs(self, _told: Told | None = None) -> None:
        """Its pages in a window of their own."""
        self._context.start(self._print(), name="what aid costs")

    def keep_costs(self, _told: Told | None = None) -> None:
        """Ask where; what is RED asks once more before."""
        event = self._context.desk.event
        if event is not None and event.marking == Tlp.RED.word and not self._sure:
            self._sure = True
            self._context.messages.note(RED)
            return
        self._sure = False
        name = f"{event.code.lower() if event is not None else 'aid'}-costs.csv"
        self.dialog = QFileDialog(self._home, "Save what aid costs", name, "Table (*.csv)")
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setDefaultSuffix("csv")
        self.dialog.selectFile(name)
        self.dialog.fileSelected.connect(self.keep_in)
        self.dialog.open()

    @Slot(str)
    def keep_in(self, path: str) -> None:
        """Into this file."""
        self._context.start(self._keep(Path(path)), name="what aid costs")

    async def _keep(self, path: Path) -> None:
        from eocdesk.desk import exporting, papers  # noqa: PLC0415  typesetting: not at every start

        desk = self._context.desk
        _, ceiling = under(desk.event)
        asked = papers.wanted(desk, COSTS, release=ceiling.word)
        paper, made = await desk.read(papers.make, asked), await desk.read(exporting.table, asked)
        entry = papers.noted(paper, papers.EXPORTED, f"file {path.name}")
        await desk.do(entry)  # whether RED may go was asked before
        try:
            await desk.read(_written, path, made)
        except Unavailable:
            await outfile.note_failed(desk, entry)
            raise
        self._context.messages.note(f"Saved as {path}, {paper.marking.label}.")

    async def _print(self) -> None:
        await self.previews.draw(COSTS)


def _written(_connection: object, path: Path, made: bytes) -> None:
    """In the reading pool, where a slow stick keeps no window waiting; the connection is not needed."""
    try:
        outfile.put(path, made)
    except OSError as error:
        raise Unavailable(f"{path} could not be written: {error.strerror}.") from error


def tell_cost(row: CostRow, shares: Sequence[Share]) -> Told:
    """Which requests it answers and what each costs."""
    one = row.total
    nation = one.nation
    mine = [
        each
        for each in shares
        if (each.nation or aid_costs.NO_NATION) == nation and (row.is_nation or each.partner == one.partner)
    ]
    badges = (
        Badge(one.said if one.uncosted < one.requests else "No cost yet", "accent"),
        *((Badge(f"{one.uncosted} without a cost", "warn"),) if one.uncosted else ()),
    )
    return Told(
        "cost",
        row.id,
        one.partner or nation,
        "Nation" if row.is_nation else nation,
        badges=badges,
        facts=(("Requests", str(one.requests)), ("Sent or promised", str(one.quantity))),
        parts=(Part("Requests it answers", tuple(_share(each, named=row.is_nation) for each in mine)),),
        deeds=("print_costs", "keep_costs"),
    )


def _share(one: Share, *, named: bool) -> Line:
    state = looks.STATES.get(one.state, one.state)
    cost = "no cost yet" if one.cost is None else money(one.cost)
    detail = " · ".join(part for part in (cost, f"{one.quantity} ×", one.partner if named else "", state) if part)
    part = "warn" if one.cost is None else ""
    return Line(f"{one.number} {one.title}".strip(), detail, "request", one.request, part=part)


def _look(row: CostRow, _now: Moment, tokens: Tokens) -> Look:
    """Nations in weight."""
    return Look(bold=True, edge=tokens.accent) if row.is_nation else PLAIN


def _id(one: Total) -> bytes:
    return hashlib.sha256(f"{one.nation}\0{one.partner}".encode()).digest()[:_ID]


def _said(one: Total) -> str:
    return f"{one.nation} {one.partner}".casefold()


def _count(number: int) -> str:
    return "1 request" if number == 1 else f"{number} requests"


def _name(row: CostRow) -> str:
    return row.total.nation if row.is_nation else f"    {row.total.partner}"


def _cost(row: CostRow) -> str:
    return row.total.said


def _requests(row: CostRow) -> str:
    return str(row.total.requests)


def _uncosted(row: CostRow) -> str:
    return str(row.total.uncosted) if row.total.uncosted else ""
