"""What two people have purged at the hub reaches nobody any more, whoever brings it again."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from eocdesk.models import Act, Refused
from eocdesk.models.change import Piece, Stub, Why, decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.store import purged
from eocdesk.store.hub import log_late, log_rows, opening, people_trail, purging, quarantine
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.reading import Cursor
from eocdesk.store.hub.snapshot import Snapshots
from tests.kit.chains import stub_of
from tests.kit.hubs import GREEN, PARTNER, RED, Pen, made, pieces, pull_all, push

SCOPE = scope_id(*GREEN)
BY, WHY = "K. Mori and L. Chen", "Its day has come"


def report(pen: Pen, rec: bytes, text: str = "Nightingale", **more: object) -> bytes:
    return pen.write(fields=made(GREEN, number="7KQ4-A1", title=text, state="new"), kind="report", rec=rec, **more)  # type: ignore[arg-type]


def stays(pen: Pen, rec: bytes, *base: tuple[bytes, int]) -> bytes:
    said = made(GREEN, number="7KQ4-A1", title="Purged report", state="purged", purged=1)
    return pen.write(fields=said, kind="report", rec=rec, base={name: sorted(base) for name in said})


def purge(hub: Hub, *records: bytes) -> int:
    return hub.purge(records, BY, WHY)


def bodies(hub: Hub) -> list[bytes]:
    with hub.reading() as connection:
        return [bytes(b) for (b,) in connection.execute(text("SELECT body FROM hub_change WHERE body IS NOT NULL"))]


def test_who_read_the_words_and_who_begins_get_places_shut_for_good(hub: Hub) -> None:
    pen, rec, read = Pen(), new_id(), dict[bytes, Cursor]()
    device = pen.let_in(hub)
    page = [report(pen, rec), pen.write(), report(pen, rec, "Kingfisher")]
    push(hub, device, page, pen.end())
    pull_all(hub, pen.dev, read)
    assert purge(hub, rec) == 2
    shut: list[Piece] = [stub_of(page[0], Why.REDACTED), stub_of(page[2], Why.REDACTED)]
    assert pieces(pull_all(hub, pen.dev, read)) == shut
    assert pieces(pull_all(hub, pen.dev)) == [shut[0], page[1], shut[1], *shut]
    assert bodies(hub) == [page[1]]
    with hub.reading() as connection:
        (line, *_) = people_trail.trail(connection)
        assert not opening.get(connection, purging.TO_WIPE, False)
    assert (line.what, line.who) == ("purge", BY)
    assert line.sentence == f"Purged: 7KQ4-A1 (2 changes). {WHY}"
    assert purge(hub, rec) == 0


@pytest.mark.parametrize("whose", ["the author", "another desk"])
def test_nobody_brings_them_again_and_what_is_new_is_a_place_alone(hub: Hub, whose: str) -> None:
    pen, other, rec = Pen(), Pen(), new_id()
    device, second = pen.let_in(hub), other.let_in(hub)
    page = [report(pen, rec)]
    push(hub, device, page, pen.end())
    purge(hub, rec)
    page.append(report(pen, rec, "Wheatear", base={"title": [(pen.dev, 1)]}))
    page.append(pen.write())
    told = push(hub, device if whose == "the author" else second, page, pen.end())
    assert told.durable == [(SCOPE, pen.dev, 3)]
    assert told.refused == [(SCOPE, pen.dev, 1, log_late.SENTENCE), (SCOPE, pen.dev, 2, log_late.SENTENCE)]
    assert bodies(hub) == [page[2]]
    late = stub_of(page[1], Why.REDACTED)
    assert pieces(pull_all(hub, pen.dev))[-2:] == [late, page[2]]
    with hub.reading() as connection:
        assert quarantine.waiting(connection) == []
        held = log_rows.held(connection, (SCOPE, pen.dev), 1, 2)
    assert [one.shut for one in held.values()] == [True, True]


def test_a_place_once_shut_stays_so_whatever_row_of_it_comes_last(file_hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    device = pen.let_in(file_hub)
    page = [report(pen, rec)]
    push(file_hub, device, page, pen.end())
    purge(file_hub, rec)
    with file_hub.writing() as connection:
        connection.execute(text("UPDATE hub_change SET why = :why WHERE seq = 2"), {"why": int(Why.WITHDRAWN)})
        connection.execute(text("DELETE FROM hub_local WHERE key LIKE 'purged/%'"))
    push(file_hub, device, page, pen.end())
    assert bodies(file_hub) == []


def test_an_act_that_wrote_of_it_too_late_is_let_in_but_for_that(file_hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    device = pen.let_in(file_hub)
    push(file_hub, device, [report(pen, rec)], pen.end())
    purge(file_hub, rec)
    act = Act(new_id(), "Assess a report", "L. Chen", size=2)
    late, entry = report(pen, rec, "Goldfinch", base={"title": [(pen.dev, 1)]}, act=act), pen.entry(act=act)
    told = push(file_hub, device, [late, entry], pen.end())
    assert [n for _, _, n, _ in told.refused] == [2]
    assert bodies(file_hub) == [entry]


def test_what_says_that_it_was_purged_is_let_in_from_whichever_desk(hub: Hub) -> None:
    pen, other, rec = Pen(), Pen(), new_id()
    device, second = pen.let_in(hub), other.let_in(hub)
    push(hub, device, [report(pen, rec)], pen.end())
    purge(hub, rec)
    said = stays(other, rec, (pen.dev, 1))
    assert push(hub, second, [said], other.end()).refused == []
    assert pieces(pull_all(hub, pen.dev))[-1] == said
    assert purge(hub, rec) == 0
    assert bodies(hub) == [said]


def test_a_report_that_nobody_purged_keeps_its_number_though_somebody_says_so(file_hub: Hub) -> None:
    pen, other, rec = Pen(), Pen(), new_id()
    device, second = pen.let_in(file_hub), other.let_in(file_hub)
    push(file_hub, device, [report(pen, rec)], pen.end())
    said = made(GREEN, number="7KQ4-A9", state="purged", purged=1)
    forged = other.write(fields=said, kind="report", rec=rec, base={name: [(pen.dev, 1)] for name in said})
    assert "written once" in push(file_hub, second, [forged], other.end()).refused[0][3]


def test_words_in_quarantine_go_too(hub: Hub) -> None:
    pen, other, rec = Pen(), Pen(), new_id()
    device, second = pen.let_in(hub), other.let_in(hub, PARTNER)
    push(hub, device, [report(pen, rec)], pen.end())
    kept = report(other, rec, "Dotterel", base={"title": [(pen.dev, 1)]})
    assert push(hub, second, [kept], other.end()).refused
    assert purge(hub, rec) == 2
    with hub.reading() as connection:
        assert quarantine.waiting(connection) == []
        assert connection.execute(text("SELECT count(*) FROM hub_quarantine")).scalar() == 0
    with pytest.raises(Refused, match="holds no such words"):
        hub.release(SCOPE, other.dev, 1, "K. Mori")
    assert push(hub, second, [kept], other.end()).refused == [(SCOPE, other.dev, 1, log_late.SENTENCE)]
    assert bodies(hub) == []


def test_a_record_that_moved_is_purged_wherever_it_was(hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    device = pen.let_in(hub)
    push(hub, device, [report(pen, rec)], pen.end())
    act = Act(new_id(), "Change the marking", "L. Chen", size=2)
    base = {"event": [(pen.dev, 1)]}
    gone = pen.write(GREEN, {}, kind="report", rec=rec, op=1, base=base, act=act)  # type: ignore[arg-type]
    said = made(RED, number="7KQ4-A1", title="Capercaillie", state="new")
    came = pen.write(
        RED, said, kind="report", rec=rec, op=2, base={**base, "number": [(pen.dev, 1)]}, act=act, left=SCOPE
    )  # type: ignore[arg-type]
    assert push(hub, device, [gone, came], pen.end(), pen.end(RED)).refused == []
    assert purge(hub, rec) == 3
    assert bodies(hub) == []
    told = pull_all(hub, pen.dev)
    assert all(isinstance(piece, Stub) and piece.why == Why.REDACTED for piece in pieces(told) + pieces(told, RED))


def test_a_scope_worked_out_for_new_desks_is_worked_out_anew(file_hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    device, known = pen.let_in(file_hub), Snapshots(few=1)
    push(file_hub, device, [report(pen, rec), pen.write(), pen.write()], pen.end())

    def told() -> list[bytes]:
        with file_hub.reading() as connection:
            page = known.page(connection, {}, set(), {SCOPE: GREEN}, 1 << 20)
        assert page is not None
        return [body for body, _ in page.pieces]

    assert any(b"Nightingale" in body for body in told())
    purge(file_hub, rec)
    assert not any(b"Nightingale" in body for body in told())


def test_only_what_is_there_and_of_a_kind_that_is_purged_with_a_reason(file_hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    device = pen.let_in(file_hub)
    push(file_hub, device, [pen.write(rec=rec), report(pen, new_id())], pen.end())
    with pytest.raises(Refused, match="no such report"):
        purge(file_hub, new_id())
    with pytest.raises(Refused, match="No incident is purged"):
        purge(file_hub, rec)
    with pytest.raises(Refused, match="Say why"):
        file_hub.purge([rec], BY, " ")
    assert len(bodies(file_hub)) == 2


def test_entries_that_tell_its_words_go_with_it_and_say_so(file_hub: Hub) -> None:
    pen, rec, entry = Pen(), new_id(), new_id()
    device = pen.let_in(file_hub)
    push(file_hub, device, [report(pen, rec), pen.entry(text="Nightingale", rec=entry)], pen.end())
    assert purge(file_hub, rec, entry) == 2
    said = pen.entry(text=f"{purged.TAKEN_OUT}7KQ4-A1.", rec=entry, base={"text": [(pen.dev, 2)]})
    assert push(file_hub, device, [said], pen.end()).refused == []
    assert [decode(body).rec for body in bodies(file_hub)] == [entry]
