"""The gaps pane: gaps beside recommendations, committees, capabilities and agreements; overdue ones rise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from eocdesk.commands.gaps import LoadCapabilities
from eocdesk.models import Agreement, Capability, Gap, Recommendation
from eocdesk.store.queries import events, gap_board, gaps, titles
from eocdesk.ui.actions import Action
from eocdesk.ui.board import BoardList, BoardPane, Deed, Page, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.gaps import progress, telling
from eocdesk.ui.panes.gaps.acting import BRING, Acting
from eocdesk.ui.panes.gaps.committees import COMMITTEES, Sitting
from eocdesk.ui.panes.gaps.looks import Looks
from eocdesk.ui.panes.gaps.pages import AGREEMENTS, CAPABILITIES, GAPS, RECOMMENDATIONS, pages
from eocdesk.ui.panes.gaps.progress import PROGRESS
from eocdesk.ui.previews import Previews

NAME = "gaps"
_KEYS = {"report": "Ctrl+Shift+P"}
_SHOWN = (
    (RECOMMENDATIONS, "mdi6.lightbulb-on-outline", "overdue owner"),
    (PROGRESS, "mdi6.chart-areaspline", "picture chart overdue done"),
    (COMMITTEES, "mdi6.account-tie-outline", "members meeting chair"),
    (CAPABILITIES, "mdi6.gauge", "FEMA level target strategy"),
    (AGREEMENTS, "mdi6.file-sign", "MOU memorandum compact"),
)
"""Pages the palette leads to: name, icon, words."""


class GapsPane(BoardPane):
    """Six lists, one card."""

    listens = frozenset(
        {"gap", "recommendation", "evidence", "capability", "agreement", "committee", "engagement"}
        | {"agency", "contact", "resource", "incident", "entry"}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.looks = Looks(context.setting.now, context.setting.zone)
        self.asking = Asking(context, self)
        self.acting = Acting(context, self.asking, self._current)
        self.sitting = Sitting(context, self.looks)
        self.previews = Previews(context)
        super().__init__(context, parent)

    def make_pages(self) -> Sequence[Page]:
        gaps_, advice, *others = pages(self.looks)
        return (gaps_, advice, progress.page(self.looks), self.sitting.page(), *others)

    def make_list(self, page: Page) -> BoardList:
        return progress.ProgressList(self.context, page) if page.name == PROGRESS else super().make_list(page)

    def make_deeds(self) -> Sequence[Deed]:
        return (*self.acting.deeds(), Deed("print", "Print the report…", self._print, "mdi6.printer-outline", "T"))

    def pane_actions(self) -> list[Action]:
        rows: tuple[tuple[str, str, Callable[[], None], str, str], ...] = (
            ("name", "Name a gap", self.name_gap, "mdi6.texture-box", "after-action"),
            ("bring", f"{BRING}…", self.acting.bring, "mdi6.calendar-import-outline", "carry over Games World Cup"),
            *((name, f"Show {name}", partial(self._come, name), icon, words) for name, icon, words in _SHOWN),
            ("report", "Print the committee’s report", self.print_report, "mdi6.printer-outline", "advisory PDF"),
        )
        return [
            Action(f"gaps.{name}", title, run, _KEYS.get(name, ""), icon, group="Gaps", words=words)
            for name, title, run, icon, words in rows
        ]

    def note(self) -> str:
        """Of the picture's page, how much is left to do."""
        return super().note().replace("Progress:", "Left to do:")

    async def tell(self, kind: str, record: bytes) -> Told | None:
        told = {
            "gap": self._tell_gap,
            "recommendation": self._tell_recommendation,
            "capability": self._tell_capability,
            "agreement": self._tell_agreement,
            "committee": self.sitting.tell,
        }
        return await told[kind](record)

    def name_gap(self) -> None:
        """The form of a new gap."""
        self.context.navigator.edit_record("gap")

    def print_report(self) -> None:
        """The committee's report as pages, under the event's marking."""
        self.context.start(self._print_report(), name="the committee's report")

    def begin(self) -> None:
        event, page = self.context.desk.event, self.list.page.name
        if page == CAPABILITIES and event is not None:
            self.acting.do(LoadCapabilities(event.id))
        elif page in (RECOMMENDATIONS, PROGRESS):
            self.show_page(GAPS)
            self.take_focus()
        else:
            self.add()

    def _print(self, _told: Told) -> None:
        self.print_report()

    async def _print_report(self) -> None:
        await self.previews.draw("committee")

    async def _tell_gap(self, record: bytes) -> Told | None:
        desk = self.context.desk
        whole, row = await desk.read(events.record, Gap, record), await desk.read(gaps.gap, record)
        if whole is None or row is None:
            return None
        advised, shown = await desk.read(gaps.of_gap, record), await desk.read(gaps.evidence, record)
        whose = [] if whole.committee is None else [whole.committee]
        names = await desk.read(titles.titles, "committee", whose)
        known = telling.Known(advised, shown, "".join(names.values()))
        return telling.tell_gap(row, whole, known, self.looks, self.context.setting.now())

    async def _tell_recommendation(self, record: bytes) -> Told | None:
        desk = self.context.desk
        whole = await desk.read(events.record, Recommendation, record)
        row = await desk.read(gaps.recommendation, record)
        if whole is None or row is None:
            return None
        held = [bytes.fromhex(one) for one in whole.resources or []]
        names = await desk.read(titles.titles, "resource", held)
        serving = tuple((one, names.get(one) or "A resource that is not on this desk") for one in held)
        words = " ".join((row.title, whole.text or "", row.gap_title))
        could = await desk.read(gaps.could_serve, whole.event, words)
        shown = await desk.read(gaps.evidence, record)
        now = self.context.setting.now()
        return telling.tell_recommendation(row, whole, serving, could, shown, self.looks, now)

    async def _tell_capability(self, record: bytes) -> Told | None:
        desk = self.context.desk
        whole, row = await desk.read(events.record, Capability, record), await desk.read(gap_board.capability, record)
        if whole is None or row is None:
            return None
        return telling.tell_capability(row, whole, await desk.read(gap_board.gaps_of, record))

    async def _tell_agreement(self, record: bytes) -> Told | None:
        desk = self.context.desk
        whole, row = await desk.read(events.record, Agreement, record), await desk.read(gap_board.agreement, record)
        if whole is None or row is None:
            return None
        partners = await desk.read(titles.titles, "agency", [bytes.fromhex(one) for one in whole.partners or []])
        return telling.tell_agreement(row, whole, partners, self.looks)

    def _come(self, page: str) -> None:
        self.context.navigator.show_pane(NAME)
        self.show_page(page)

    def _current(self) -> Told | None:
        return self.card.told
