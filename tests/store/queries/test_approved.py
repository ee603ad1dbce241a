"""What stands in an approved form is read as it was approved; what came late is told by its block."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from sqlalchemy import Connection

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.command import Work
from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.commands.purge import PurgeReport
from eocdesk.commands.records import Amend
from eocdesk.commands.threats import TakeReport
from eocdesk.desk import approving
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable, clock
from eocdesk.store.queries import approved, forms
from eocdesk.store.queries.approved import Issued
from eocdesk.store.queries.forms import Blocks, FormLine
from eocdesk.store.queries.situation import Labels
from eocdesk.store.seeing import Sight, seeing
from tests.kit.desks import EVENT, meet


def whole(desk: Desk, form: bytes) -> FormLine:
    found = desk.read_now(forms.one, form)
    assert found is not None
    return found


def approved_late(one: Desk, other: Desk) -> bytes:
    """An approved ICS 202 into which another desk, away meanwhile, had written a block and a row."""
    form: bytes = one.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"4": "Heat first."})).value
    meet(one, other)
    other.do_now(FillBlock(form, "5", "Written while away"))
    other.do_now(AddRow(form, "6[]", ("Traffic plan",)))
    one.do_now(SubmitForm(form))
    one.settings.set("person", "T. Baker")
    asyncio.run(approving.approve(one, form))
    return form


def test_what_came_late_does_not_stand_in_an_approved_form_and_is_told(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    form = approved_late(one, other)
    kept = one.store.attachment
    assert one.read_now(approved.late, whole(one, form), kept) == ()
    meet(one, other)
    assert one.read_now(forms.blocks_of, form)["5"] == "Written while away"
    assert one.read_now(approved.blocks, whole(one, form), kept, Labels()) == {"4": "Heat first."}
    assert one.read_now(approved.late, whole(one, form), kept) == ("5", "6[]")


def test_without_what_was_kept_a_form_says_what_stands_in_it(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    form = approved_late(one, other)
    meet(one, other)

    def away(_sha256: str) -> bytes:
        raise Unavailable("This attachment is not on this desk.")

    assert one.read_now(approved.blocks, whole(one, form), away, Labels())["5"] == "Written while away"
    assert one.read_now(approved.late, whole(one, form), away) == ()
    assert one.read_now(approved.blocks, whole(one, form), None, Labels())["5"] == "Written while away"


class Relabel:
    """A block bears these labels by now."""

    title = "Relabel"

    def __init__(self, form: bytes, key: str, **labels: str) -> None:
        self._form, self._key, self._labels = form, key, labels

    def do(self, work: Work) -> None:
        for line in work.read(forms.written, self._form):
            if line.key == self._key:
                work.put("block", line.id, **self._labels)


Told = tuple[set[str], dict[str, int], Labels]


def told(desk: Desk, form: bytes, sight: Sight) -> Told:
    """Which blocks of an approved form are shown, how many are withheld, the markings that were gathered."""
    line, labels = whole(desk, form), Labels()

    def read(connection: Connection) -> tuple[Blocks, dict[str, int]]:
        with seeing(connection, sight) as seen:
            return approved.blocks(connection, line, desk.store.attachment, labels), seen.withheld()

    shown, withheld = desk.read_now(read)
    return set(shown), withheld, labels


def test_a_block_is_shown_where_both_its_marking_then_and_that_of_now_let_it_and_lends_both(desk: Desk) -> None:
    texts = {"3": "Always", "4": "Red then", "4.awareness": "Red now", "5": "Red both", "5.located": "For LAW then"}
    desk.do_now(Amend("event", EVENT, {"marking": "GREEN"}))
    form: bytes = desk.do_now(OpenForm(EVENT, "ics-202", blocks=texts)).value
    for key in ("4", "5"):
        desk.do_now(Relabel(form, key, marking="RED"))
    desk.do_now(Relabel(form, "5.located", audience="LAW"))
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    asyncio.run(approving.approve(desk, form, "RED"))
    desk.do_now(Relabel(form, "4", marking="GREEN"))
    desk.do_now(Relabel(form, "4.awareness", marking="RED"))
    desk.do_now(Relabel(form, "5.located", audience=""))

    shown, withheld, labels = told(desk, form, Sight(EVENT, "GREEN", "PIO"))
    assert (shown, withheld["block"], set(labels.markings)) == ({"3"}, 4, {"GREEN"})
    shown, withheld, labels = told(desk, form, Sight(EVENT, audience="LAW"))
    assert (shown, withheld, labels.audiences) == (set(texts), {}, {"LAW"})
    desk.do_now(Relabel(form, "4.awareness", marking="GREEN"))
    desk.do_now(Relabel(form, "5", marking="GREEN"))
    shown, withheld, labels = told(desk, form, Sight(EVENT))
    assert (shown, withheld, "RED" in labels.markings) == (set(texts), {}, True), "nothing is RED but what was"


def test_a_block_that_was_purged_alone_does_not_come_back_from_its_frozen_paper(desk: Desk) -> None:
    report, number = desk.do_now(TakeReport(EVENT, {"title": "Goldfinch seen", "predicate": "A court's order"})).value
    desk.settings.set("person", "L. Chen")
    form: bytes = desk.do_now(OpenForm(EVENT, "ics-202", blocks={"3": "Heat first.", "4": "Goldfinch seen"})).value
    desk.do_now(AddRow(form, "6[]", ("Goldfinch seen",)))
    desk.do_now(AddRow(form, "6[]", ("Traffic plan",)))
    desk.do_now(SubmitForm(form))
    desk.settings.set("person", "T. Baker")
    asyncio.run(approving.approve(desk, form))
    gone = tuple(line.id for line in desk.read_now(forms.written, form) if "Goldfinch" in line.text)
    desk.do_now(PurgeReport(report, "A court ordered it", "K. Mori", gone))
    kept, labels = desk.store.attachment, Labels()
    then = desk.read_now(approved.as_approved, whole(desk, form), kept)
    assert "Goldfinch" in str(then), f"the paper itself was not ticked with {number}"
    shown = desk.read_now(approved.blocks, whole(desk, form), kept, labels)
    assert shown == {"3": "Heat first.", "6[]": (("Traffic plan",),)}
    for sight in (Sight(EVENT, "AMBER"), Sight(EVENT, as_of=clock.now())):
        assert told(desk, form, sight)[:2] == ({"3", "6[]"}, {})


def test_words_kept_by_an_older_version_are_none() -> None:
    assert approved.written(b"{}") is None
    assert approved.written(b"no json") is None
    assert approved.written(json.dumps({"blocks": [["zz"]]}).encode()) is None


def test_who_may_read_all_of_a_paper_is_said_by_its_marking_and_its_audience() -> None:
    paper = Issued(b"p", b"f", "ics-202", "", 4, 2, 0, 0, "", "", "AMBER", "LEO,MED")
    assert paper.name == "Situation Report 4, version 2"
    assert paper.is_open_to("", "")
    assert paper.is_open_to("AMBER", "LEO,MED,PIO")
    assert not paper.is_open_to("GREEN", "LEO,MED")
    assert not paper.is_open_to("RED", "LEO")
    assert not Issued(b"p", b"f", "", "", 1, 1, 0, 0, "", "", "NEW", "").is_open_to("AMBER", "")


def test_which_desk_submitted_a_form_is_known_on_each(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    form = approved_late(one, other)
    meet(one, other)
    assert other.read_now(approved.submitted_on, form) == one.device
    assert other.read_now(approved.submitted_on, b"x" * 16) == b""
