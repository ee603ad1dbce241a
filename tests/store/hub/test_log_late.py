"""Of a page that comes too late for a purged record nothing but its places is taken."""

from __future__ import annotations

from eocdesk.models.change import Why
from eocdesk.models.ids import new_id, scope_id
from eocdesk.store.hub import log_late, log_page
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import GREEN, Pen, let_in, made


def test_words_of_purged_records_are_taken_out_and_their_places_are_told(file_hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    told = made(GREEN, title="Nightingale", state="new")
    page = log_page.read(let_in(file_hub), [pen.write(), pen.write(fields=told, kind="report", rec=rec)], ())
    assert log_late.emptied(page, set()) is page
    assert log_late.emptied(page, {new_id()}) is page
    bare = log_late.emptied(page, {rec})
    assert bare.late == {(scope_id(*GREEN), pen.dev, 2)}
    assert bare.items[0] == page.items[0]
    late = bare.items[1]
    assert (late.change, late.body, late.act, late.why) == (None, None, None, Why.REDACTED)
    assert (late.digest, late.prev, late.n) == (page.items[1].digest, page.items[1].prev, 2)
    assert bare.runs[late.chain].items == bare.items


def test_what_says_that_it_was_purged_comes_in(file_hub: Hub) -> None:
    pen, rec = Pen(), new_id()
    page = log_page.read(
        let_in(file_hub), [pen.write(fields=made(GREEN, title="Purged", state="purged"), kind="report", rec=rec)], ()
    )
    assert log_late.emptied(page, {rec}) is page


def test_a_hub_that_purged_nothing_knows_of_none(file_hub: Hub) -> None:
    with file_hub.reading() as connection:
        assert log_late.records(connection) == set()
