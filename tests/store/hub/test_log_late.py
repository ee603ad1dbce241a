"""Of a page that comes too late for a purged record nothing but its places is taken."""

from __future__ import annotations

from eocdesk.models.change import Why
from eocdesk.models.ids import new_id, scope_id
from eocdesk.store.hub import log_late, log_page, opening
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.log_page import Page
from tests.kit.hubs import GREEN, Pen, let_in, made, push


def purged(hub: Hub, record: bytes) -> None:
    with hub.writing() as connection:
        opening.put(connection, f"{log_late.NOTED}{record.hex()}", {})


def emptied(hub: Hub, page: Page) -> Page:
    with hub.reading() as connection:
        return log_late.Late(connection).emptied(page)


def report(pen: Pen, rec: bytes, state: str = "new") -> bytes:
    return pen.write(fields=made(GREEN, title="Nightingale", state=state), kind="report", rec=rec)


def test_words_of_purged_records_are_taken_out_and_their_places_are_told(file_hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    page = log_page.read(let_in(file_hub), [pen.write(), report(pen, rec)], ())
    assert emptied(file_hub, page) is page
    purged(file_hub, new_id())
    assert emptied(file_hub, page) is page
    purged(file_hub, rec)
    bare = emptied(file_hub, page)
    assert bare.late == {(scope_id(*GREEN), pen.dev, 2)}
    assert bare.items[0] == page.items[0]
    late = bare.items[1]
    assert (late.change, late.body, late.act, late.why) == (None, None, None, Why.REDACTED)
    assert (late.digest, late.prev, late.n) == (page.items[1].digest, page.items[1].prev, 2)
    assert bare.runs[late.chain].items == bare.items


def test_what_first_says_that_it_was_purged_comes_in_and_what_says_it_again_does_not(hub: Hub) -> None:
    pen, other, rec = Pen(), Pen(), new_id()
    device, second = pen.let_in(hub), other.let_in(hub)
    purged(hub, rec)
    said, again = report(pen, rec, "purged"), report(other, rec, "purged")
    whole = log_page.read(device, [said, again], ())
    assert emptied(hub, whole).late == {(scope_id(*GREEN), other.dev, 1)}
    assert push(hub, device, [said], pen.end()).refused == []
    assert emptied(hub, log_page.read(device, [said], ())).late == frozenset()
    assert [n for *_, n, _ in push(hub, second, [again], other.end()).refused] == [1]
