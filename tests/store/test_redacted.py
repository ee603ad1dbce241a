"""What two people take out for good is gone from every table of a copy, and comes back by no road."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Connection

from eocdesk.commands.threats import AmendReport, TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.models import Report
from eocdesk.models.change import Piece, Stub, Why, decode, encode
from eocdesk.store import changelog, local, meeting, purged, redacted, verify, withdraw
from eocdesk.store.held_back import kept_out
from eocdesk.store.queries import events
from tests.kit.chains import everything, fetch, held, key_of, sign, stub_of
from tests.kit.desks import EVENT, bodies, sound
from tests.store.test_held_back import chain_of
from tests.store.test_withdraw import HUB, lies_in

BIRD = "Nightingale"
"""One of the words that test_withdraw looks for on the disk."""


def reported(desk: Desk, title: str = BIRD) -> bytes:
    """A report with words of its own, amended once."""
    record, _ = desk.do_now(TakeReport(EVENT, {"title": title, "text": "Kingfisher at gate 4"})).value
    desk.do_now(AmendReport(record, {"told_by": "Goldfinch"}))
    return bytes(record)


def of(desk: Desk, record: bytes) -> list[bytes]:
    """The bodies of a record on a desk."""
    return [encode(change) for change, _ in desk.read_now(changelog.of_record, record)]


def shut_at(desk: Desk, stubs: list[Stub]) -> set[tuple[str, bytes]]:
    """A hub says that these words were taken out."""
    return set(
        desk.store.writer.receive(partial(meeting.take, pieces=stubs, ends=[], key_of=key_of(desk))).result().ids
    )


def found(desk: Desk, word: str) -> int:
    """In how many reports search finds a word."""
    asked = "SELECT count(*) FROM report_search WHERE report_search MATCH ?"
    return int(desk.read_now(lambda c: c.exec_driver_sql(asked, (word,)).scalar_one()))


def titles(desk: Desk) -> list[str]:
    return [report.title for report in desk.read_now(events.of_event, Report, EVENT)]


def wiped(desk: Desk) -> None:
    assert desk.store.writer.settle_log().result()


def test_what_a_hub_takes_out_goes_from_rows_search_and_file_and_the_chains_stand(desk: Desk) -> None:
    record, other = reported(desk), reported(desk, "Suitcase")
    whole, gone = desk.read_now(verify.digest), of(desk, record)
    assert shut_at(desk, [stub_of(body, Why.REDACTED) for body in gone]) == {("report", record)}
    assert titles(desk) == ["Suitcase"]
    assert found(desk, "Kingfisher") == 1, "the other's"
    assert of(desk, other), "nothing but the purged words is lost"
    assert desk.read_now(verify.digest) == whole
    assert sound(desk)
    desk.do_now(AmendReport(other, {"text": "None", "told_by": ""}))
    assert desk.read_now(purged.records) == {record}


def test_no_road_brings_them_back(desks: Callable[[int], list[Desk]]) -> None:
    author, desk = desks(2)
    record = reported(author)
    fetch(desk, author)
    words = of(author, record)
    shut_at(desk, [stub_of(body, Why.REDACTED) for body in words])
    everything_again: list[Piece] = held(author)
    desk.store.writer.apply(everything_again).result()  # a parcel, a mirror
    over = partial(_over, pieces=everything_again, known=key_of(author, desk))
    desk.store.writer.receive(over).result()  # a neighbour
    fetch(desk, author)  # a hub that was put back
    assert titles(desk) == []
    assert {piece.why for piece in held(desk) if isinstance(piece, Stub)} == {Why.REDACTED}
    assert sound(desk)


def _over(
    connection: Connection, pieces: list[Piece], known: Callable[[bytes], bytes | None]
) -> set[tuple[str, bytes]]:
    return meeting.take(connection, list(kept_out(connection, chain_of(pieces))), [], known)


def test_no_road_brings_them_to_a_desk_that_never_had_them(desks: Callable[[int], list[Desk]]) -> None:
    """It does not know of which record they are: the place alone keeps them out."""
    author, desk = desks(2)
    record = reported(author)
    words = of(author, record)
    page = author.read_now(meeting.after, {}, may=everything)
    pieces = [stub_of(one, Why.REDACTED) if isinstance(one, bytes) and one in words else one for one in page.pieces]
    known = key_of(author, desk)
    taking = partial(meeting.take, pieces=pieces, ends=sign(author, page.ends), key_of=known)
    desk.store.writer.receive(taking).result()
    desk.store.writer.apply(held(author)).result()
    assert titles(desk) == []
    assert [piece.why for piece in held(desk) if isinstance(piece, Stub)] == [Why.REDACTED] * 2
    assert sound(desk)


def test_what_was_written_of_it_elsewhere_meanwhile_is_a_place_alone(desks: Callable[[int], list[Desk]]) -> None:
    author, desk = desks(2)
    record = reported(author)
    fetch(desk, author)
    shut_at(desk, [stub_of(body, Why.REDACTED) for body in of(author, record)])
    author.do_now(AmendReport(record, {"text": "Wheatear by the fence"}))
    fetch(desk, author)
    assert titles(desk) == []
    assert [body for body in bodies(desk) if b"Wheatear" in body] == []
    assert {piece.why for piece in held(desk) if isinstance(piece, Stub)} == {Why.REDACTED}
    assert sound(desk)
    fetch(author, desk)
    assert desk.read_now(verify.digest) == author.read_now(verify.digest), "the logs are level all the same"


@pytest.mark.parametrize("why", [Why.REFUSED, Why.WITHDRAWN])
def test_a_place_shut_for_good_is_opened_by_no_later_word(desk: Desk, why: Why) -> None:
    record = reported(desk)
    words = of(desk, record)
    shut_at(desk, [stub_of(body, Why.REDACTED) for body in words])
    shut_at(desk, [stub_of(body, why) for body in words])
    assert {piece.why for piece in held(desk) if isinstance(piece, Stub)} == {Why.REDACTED}


def test_words_a_hub_held_back_go_too_and_so_do_late_ones(desk: Desk) -> None:
    record = reported(desk)
    first, second = of(desk, record)
    refuse(desk, second)
    assert kept_words(desk) == 1
    shut_at(desk, [stub_of(first, Why.REDACTED), stub_of(second, Why.REDACTED)])
    assert kept_words(desk) == 0
    assert [piece.why for piece in held(desk) if isinstance(piece, Stub)] == [Why.REDACTED] * 2


def test_words_a_hub_held_back_go_though_its_sequence_is_read_once_more(desk: Desk) -> None:
    body = of(desk, reported(desk))[1]
    refuse(desk, body)
    change, shut = decode(body), stub_of(body, Why.REDACTED)

    def again(connection: Connection) -> list[Piece]:
        meeting.set_cursor(connection, HUB, change.scope, 9, b"x" * 32)
        meeting.reread(connection, HUB, [change.scope])
        return meeting.once(connection, HUB, [(change.scope, 1, [shut, body])])

    came = desk.store.writer.local(again).result()
    assert came == [shut, stub_of(body, Why.REFUSED)]


def test_what_this_desk_wrote_too_late_is_not_kept_when_the_hub_turns_it_down(desk: Desk) -> None:
    record = reported(desk)
    first, second = of(desk, record)
    shut_at(desk, [stub_of(first, Why.REDACTED)])
    refuse(desk, second)
    assert kept_words(desk) == 0
    assert [piece.why for piece in held(desk) if isinstance(piece, Stub)] == [Why.REDACTED] * 2
    assert sound(desk)


def refuse(desk: Desk, body: bytes) -> None:
    change = decode(body)
    told = [(change.scope, change.dev, change.n, "Not its right.")]
    desk.store.writer.receive(partial(withdraw.refuse, refusals=told)).result()


def kept_words(desk: Desk) -> int:
    return int(desk.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM refused").scalar_one()))


def test_a_purge_leaves_what_its_own_act_says_and_no_byte_of_the_rest(desk: Desk) -> None:
    desk.do_now(TakeReport(EVENT, {"title": "Suitcase"}))
    record = reported(desk)
    refuse(desk, of(desk, record)[1])
    before = desk.read_now(lambda c: int(local.get(c, withdraw.GIVEN_UP, 0)))
    kept = decode(of(desk, record)[0]).act.id
    assert purge(desk, record, kept) == 1, "what was held back"
    assert titles(desk) == ["Suitcase", BIRD]
    assert purge(desk, record, b"") == 1
    assert titles(desk) == ["Suitcase"]
    assert desk.read_now(lambda c: int(local.get(c, withdraw.GIVEN_UP, 0))) == before + 2, "backups are made anew"
    wiped(desk)
    assert sound(desk)


def purge(desk: Desk, record: bytes, act: bytes) -> int:
    return desk.store.writer.local(partial(redacted.purge, kind="report", record=record, act=act)).result()


def test_nothing_of_it_lies_in_the_files(desk: Desk) -> None:
    record, _ = desk.do_now(TakeReport(EVENT, {"title": "A man", "text": BIRD, "told_by": "Goldfinch"})).value
    assert purge(desk, record, b"") == 1
    wiped(desk)
    assert lies_in(desk) == []


def test_pages_in_which_words_come_and_are_taken_out_leave_none(desks: Callable[[int], list[Desk]]) -> None:
    author, desk = desks(2)
    record = reported(author)
    words = of(author, record)
    page = author.read_now(meeting.after, {}, may=everything)
    pieces = [*page.pieces, *(stub_of(body, Why.REDACTED) for body in words)]
    known = key_of(author, desk)
    taking = partial(meeting.take, pieces=pieces, ends=sign(author, page.ends), key_of=known)
    desk.store.writer.receive(taking).result()
    assert titles(desk) == []
    assert of(desk, record) == []
    assert sound(desk)
