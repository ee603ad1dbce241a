"""What records name, the smallest first; what was asked for, and what the hub is known to have, for a day."""

from __future__ import annotations

from functools import partial

from eocdesk.commands.records import Add, Strike
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import attachments
from eocdesk.store.queries.attachments import AGAIN, Named
from tests.kit.desks import EVENT

BIG, LITTLE, PAPER = "a" * 64, "b" * 64, "c" * 64
HUB, EPOCH = b"h" * 16, b"e" * 16


def document(desk: Desk, sha256: str, size: int | None) -> bytes:
    record: bytes = desk.do_now(Add("document", EVENT, {"name": "x", "sha256": sha256, "size": size})).value
    return record


def test_every_file_that_a_record_names_is_listed_once_the_smallest_first(desk: Desk) -> None:
    document(desk, BIG, 9_000)
    struck = document(desk, "d" * 64, 1)
    for size in (None, 5):
        document(desk, LITTLE, size)
    desk.do_now(IssueSummary(EVENT, 1, 1, 1, PAPER, "AMBER"))
    desk.do_now(Strike("document", struck))
    assert desk.read_now(attachments.named) == [Named(PAPER, None), Named(LITTLE, 5), Named(BIG, 9_000)]


def test_what_was_asked_for_is_remembered_until_it_came(desk: Desk) -> None:
    record = document(desk, BIG, 1)
    for sha256 in (BIG, LITTLE, BIG):
        desk.store.writer.local(partial(attachments.ask_for, sha256=sha256)).result()
    assert desk.read_now(attachments.asked_for) == {BIG, LITTLE}
    assert desk.store.writer.local(partial(attachments.came, sha256=BIG)).result() == {("document", record)}
    assert desk.read_now(attachments.asked_for) == {LITTLE}


def test_what_the_hub_has_is_believed_for_a_day_and_not_of_a_hub_that_was_put_back(desk: Desk) -> None:
    def note(name: str, now: int, epoch: bytes = EPOCH) -> None:
        keep = partial(attachments.note_at_hub, hub=HUB, epoch=epoch, names=[name], now=now)
        desk.store.writer.local(keep).result()

    def known(now: int, epoch: bytes = EPOCH) -> frozenset[str]:
        return desk.read_now(attachments.at_hub, HUB, epoch, now)

    note(BIG, 1000)
    note(LITTLE, 2000)
    assert known(3000) == {BIG, LITTLE}
    assert known(3000, b"f" * 16) == frozenset()
    assert known(1000 + AGAIN) == frozenset()
    assert known(500) == frozenset()  # the clock was put back
    note(PAPER, 1000 + AGAIN)
    assert known(1001 + AGAIN) == {PAPER}
