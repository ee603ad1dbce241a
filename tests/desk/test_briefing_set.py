"""The set is made in its order, each paper noted and released; what cannot be made is named and the rest goes out."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdf
import pytest

from eocdesk.commands.events import AddPeriod
from eocdesk.commands.forms import FillBlock, OpenForm
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk import approving, briefing_set
from eocdesk.desk import reports as making
from eocdesk.desk.briefing_set import BLANK, FILLED, FORMS, ISSUED, PLAN, SET, Folder, Item, Outcome, Piece, Wish
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.marking import Tlp
from eocdesk.reports.papers import MAKERS
from eocdesk.store import purged
from eocdesk.store.queries import access, paper_board
from eocdesk.store.queries.situation import PLAIN
from tests.desk.test_as_issued import settle
from tests.kit.desks import EVENT

ALL = Wish(EVENT)


def text(file: Path) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages
    )


def run(desk: Desk, items: Sequence[Item], sink: briefing_set.Sink, wish: Wish = ALL, **more: object) -> Outcome:
    return asyncio.run(briefing_set.run(desk, items, wish, sink, **more))  # type: ignore[arg-type]


class Printer:
    """Takes a few papers, then is gone."""

    way = "printed"

    def __init__(self, most: int = 99) -> None:
        self.taken: list[str] = []
        self._most = most

    def sent_to(self, piece: Piece) -> str:
        return f"Canon, {piece.item.copies}"

    async def put(self, piece: Piece) -> None:
        if len(self.taken) == self._most:
            raise Unavailable("The printer does not answer.")
        self.taken.append(piece.item.code)


def test_the_set_is_in_a_folder_in_its_order_and_each_stands_in_the_trail(desk: Desk, tmp_path: Path) -> None:
    making.issue_now(desk, EVENT, PLAIN)
    items = [Item("situation", ISSUED), Item("contacts", on=False), Item("handover"), Item("ics-213", BLANK, 20)]
    told: list[tuple[int, int, str]] = []
    made = run(desk, items, Folder(desk, tmp_path / "set"), told=lambda *said: told.append(said))
    names = ["01-situation-1.pdf", "02-handover.pdf", "03-ics-213-blank.pdf"]
    assert sorted(file.name for file in (tmp_path / "set").iterdir()) == names
    assert (made.missed, made.stopped, made.left) == ([], "", ())
    assert (made.done[0][0].title, made.done[0][0].pages > 0) == ("Situation Report 1", True)
    trail = [(one.way, one.code, one.sent_to) for one in reversed(desk.read_now(access.trail, EVENT))][1:]
    assert trail == [
        ("exported", code, f"file {name}")
        for code, name in zip(("situation", "handover", "ics-213"), names, strict=True)
    ]
    assert [at for at, _, _ in told] == [0, 1, 2, 3]
    assert {total for _, total, _ in told} == {3}


def test_nothing_issued_yet_is_the_report_as_the_records_stand_and_says_so(desk: Desk, tmp_path: Path) -> None:
    made = run(desk, [Item("situation", ISSUED)], Folder(desk, tmp_path / "set"))
    assert "DRAFT" in text(tmp_path / "set" / "01-situation.pdf").upper()
    assert made.missed == []


def test_what_is_above_the_release_is_left_out_and_what_is_frozen_above_it_is_named(desk: Desk, tmp_path: Path) -> None:
    desk.do_now(ReportIncident(EVENT, "Threat to the torch", severity=3, marking="AMBER+STRICT"))
    making.issue_now(desk, EVENT, PLAIN)
    items = [Item("situation", ISSUED), Item("handover")]
    made = run(desk, items, Folder(desk, tmp_path / "set"), Wish(EVENT, release="AMBER"))
    assert [(one.item.code, one.title) for one in made.missed] == [("situation", MAKERS["situation"].title)]
    assert "was issued as TLP:AMBER+STRICT" in made.missed[0].why
    assert (made.done[0][0].item.code, made.done[0][0].marking) == ("handover", Tlp.AMBER)
    assert "torch" not in text(tmp_path / "set" / "01-handover.pdf")
    assert "incident" in made.done[0][0].withheld


def test_a_frozen_paper_goes_to_no_reader_who_is_not_on_all_its_lists(desk: Desk) -> None:
    making.issue_now(desk, EVENT, PLAIN)
    row = desk.read_now(briefing_set._last, EVENT, "situation")
    assert row is not None
    both = row._replace(marking="AMBER", audience="LAW,PIO")
    for readers in ("PIO", "LAW", "law", "MED", ""):
        with pytest.raises(Refused, match="was issued as TLP:AMBER for LAW,PIO"):
            briefing_set._may_be_released(both, Wish(EVENT, "AMBER", readers))
    with pytest.raises(Refused, match="left out"):
        briefing_set._may_be_released(both, Wish(EVENT, audience="PIO"))
    with pytest.raises(Refused, match="was issued as TLP:AMBER"):
        briefing_set._may_be_released(row._replace(marking="AMBER"), Wish(EVENT, "green"))
    for wish in (ALL, Wish(EVENT, "AMBER", "pio, law"), Wish(EVENT, audience="LAW,MED,PIO")):
        briefing_set._may_be_released(both, wish)


def test_the_last_report_in_the_set_is_kept_from_readers_of_one_of_its_two_lists(desk: Desk) -> None:
    for word, list_ in (("Lawword", "LAW"), ("Pioword", "PIO")):
        desk.do_now(ReportIncident(EVENT, word, severity=3, marking="AMBER", audience=list_))
    settle(desk, asyncio.run(approving.open_report(desk)))
    printer = Printer()
    made = run(desk, [Item("situation", ISSUED)], printer, Wish(EVENT, "AMBER", "PIO"))
    assert (printer.taken, "was issued as TLP:AMBER for LAW,PIO" in made.missed[0].why) == ([], True)
    run(desk, [Item("situation", ISSUED)], printer, Wish(EVENT, "AMBER", "LAW,PIO"))
    assert printer.taken == ["situation"]


def test_what_a_purge_withdrew_is_refused_and_nothing_is_drawn_in_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = desk.read_now(paper_board.issued, making.issue_now(desk, EVENT, PLAIN).id)
    assert row is not None
    gone = row._replace(changed=f"{purged.TAKEN_OUT} 25 Nov.")
    monkeypatch.setattr(paper_board, "issued", lambda *_: gone)
    printer = Printer()
    made = run(desk, [Item("situation", ISSUED)], printer)
    assert (printer.taken, "was withdrawn" in made.missed[0].why) == ([], True)


def test_red_goes_out_on_the_word_alone(desk: Desk, tmp_path: Path) -> None:
    desk.do_now(ReportIncident(EVENT, "Threat to the torch", severity=3, marking="RED"))
    printer = Printer()
    made = run(desk, [Item("handover"), Item("ics-213", BLANK)], printer)
    assert ("Confirm it with the word RED" in made.missed[0].why, printer.taken) == (True, ["ics-213"])
    assert [one.code for one in desk.read_now(access.trail, EVENT)] == ["ics-213"]
    assert made.rest == (Item("handover"),)
    run(desk, made.rest, printer, Wish(EVENT, confirm="RED"))
    assert printer.taken == ["ics-213", "handover"]


def test_a_printer_that_is_gone_is_said_once_and_what_is_left_is_named(desk: Desk) -> None:
    items = [Item("ics-213", BLANK), Item("ics-214", BLANK), Item("ics-211", BLANK)]
    made = run(desk, items, Printer(most=1))
    assert made.stopped == "The printer does not answer."
    assert [item.code for item in made.left] == ["ics-214", "ics-211"]
    assert [piece.item.code for piece, _ in made.done] == ["ics-213"]


def test_one_that_is_refused_on_its_way_keeps_no_other_back(desk: Desk) -> None:
    class Strict(Printer):
        async def put(self, piece: Piece) -> None:
            if piece.item.code == "ics-213":
                raise Refused("This one does not go out.")
            await super().put(piece)

    printer = Strict()
    made = run(desk, [Item("ics-213", BLANK), Item("ics-214", BLANK)], printer)
    assert (printer.taken, made.stopped) == (["ics-214"], "")
    assert [(one.item.code, one.why) for one in made.missed] == [("ics-213", "This one does not go out.")]


def test_it_stops_between_two_papers(desk: Desk) -> None:
    printer = Printer()
    go_on: Callable[[], bool] = lambda: not printer.taken  # noqa: E731  a test's own
    made = run(desk, [Item("ics-213", BLANK), Item("ics-214", BLANK)], printer, go_on=go_on)
    assert (printer.taken, made.stopped, made.left) == (["ics-213"], "Stopped.", (Item("ics-214", BLANK),))


def test_a_folder_that_cannot_be_written_leaves_no_half_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "set").write_text("a file is in the way")
    made = run(desk, [Item("ics-213", BLANK)], Folder(desk, tmp_path / "set"))
    assert "could not be written" in made.stopped
    assert [item.code for item in made.left] == ["ics-213"]
    assert [file.name for file in tmp_path.iterdir() if "213" in file.name] == []


def test_a_paper_that_breaks_takes_no_other_with_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("eocdesk.desk.papers.counted", broken)
    desk.do_now(ReportIncident(EVENT, "Threat", severity=3, marking="RED"))
    printer = Printer()
    made = run(desk, [Item("handover"), Item("ics-213", BLANK)], printer, Wish(EVENT, release="AMBER"))
    assert "handover" in caplog.text
    caplog.clear()
    assert [one.item.code for one in made.missed] == ["handover"]
    assert printer.taken == ["ics-213"]


def test_the_plan_is_whole_where_there_are_objectives_else_its_written_forms(desk: Desk) -> None:
    made = run(desk, [Item(PLAN)], Printer())
    assert "Neither objectives nor any form" in made.missed[0].why
    form = bytes(desk.do_now(OpenForm(EVENT, "ics-208")).value)
    assert desk.read_now(briefing_set.plan_of, EVENT, clock.now()) == ()
    desk.do_now(FillBlock(form, "3", "Drink water."))
    printer = Printer()
    run(desk, [Item(PLAN, copies=3), Item("ics-213", BLANK)], printer)
    assert printer.taken == ["ics-208", "ics-213"]
    now = clock.now()
    desk.do_now(AddPeriod(EVENT, now - 1_000, now + 3_600_000, "Day", 1, "Keep Figueroa open."))
    assert desk.read_now(briefing_set.plan_of, EVENT, now) == ("iap",)


def test_the_list_is_remembered_with_its_order_ways_and_copies(desk: Desk) -> None:
    first = briefing_set.chosen(desk, SET)
    assert [item.code for item in first if item.on] == [
        "situation",
        "handover",
        PLAN,
        "calendar",
        "contacts",
        "call-down",
    ]
    assert {item.code for item in first} == MAKERS.keys() | {PLAN}
    briefing_set.remember(desk, SET, [Item("ics-214", BLANK, 7), Item("handover", FILLED, 2, on=False)])
    kept = briefing_set.chosen(desk, SET)
    assert kept[:2] == (Item("ics-214", BLANK, 7), Item("handover", FILLED, 2, on=False))
    assert len(kept) == len(first)
    desk.settings.set(SET, ["nonsense", {"code": "gone"}, {"code": "handover", "way": "upside down", "copies": 900}])
    assert briefing_set.chosen(desk, SET)[0] == Item("handover")


def test_blank_forms_are_a_list_of_their_own(desk: Desk) -> None:
    items = briefing_set.chosen(desk, FORMS)
    assert {item.way for item in items} == {BLANK}
    assert {item.code for item in items} == {code for code, maker in MAKERS.items() if maker.blank}
    assert next(item for item in items if item.code == "ics-214").copies > 1
