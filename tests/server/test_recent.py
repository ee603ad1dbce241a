"""One reading answers a room of desks, and never a desk with other rights, nor one that asks after a commit."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec.structs import replace as replace_right

from eocdesk.models import clock
from eocdesk.models.card import decode_card
from eocdesk.server import recent
from eocdesk.server.answers import PURGE, Answers
from eocdesk.server.recent import Kept, Recent
from eocdesk.store.hub import people, people_scopes
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.reading import Read, Stretch
from eocdesk.sync.protocol import Cursor, Pulled, Since
from tests.kit.hubs import AMBER, GREEN, OFFICER, PARTNER, Pen, let_in, push

NOTHING = people_scopes.State(0, 0, 0, 0)
LATER = 10_000
"""Milliseconds after all devices were let in."""


def asked(answers: Answers, device: HubDevice, since: Since | None = None) -> Pulled:
    """As over HTTP: the device was just read."""
    with answers.hub.reading() as connection:
        known = people.device(connection, device.dev)
    assert known is not None
    return answers.pull(known.dev, since or Since(roster=clock.now() + LATER), known)


def bodies(pulled: Pulled) -> list[object]:
    return [piece for stream in pulled.streams for piece in stream.pieces]


def test_each_of_a_room_hears_the_same_and_gets_its_own_card(hub: Hub) -> None:
    pen, desks = Pen(), [let_in(hub) for _ in range(3)]
    page = [pen.write(), pen.write()]
    push(hub, pen.let_in(hub), page, pen.end())
    answers = Answers(hub)
    told = [asked(answers, one) for one in desks]
    assert [bodies(one) for one in told] == [page] * 3
    assert [one.signed for one in told] == [[pen.end()]] * 3
    named = [{decode_card(card.body).dev for card in one.cards} for one in told]
    assert named == [{pen.dev, one.dev} for one in desks]


def test_what_was_committed_since_is_in_the_next_answer(hub: Hub) -> None:
    pen, one, other = Pen(), let_in(hub), let_in(hub)
    writer, answers = pen.let_in(hub), Answers(hub)
    first, second = pen.write(), pen.write()
    push(hub, writer, [first, second], pen.end())
    assert bodies(asked(answers, one)) == [first, second]
    third = pen.write()
    push(hub, writer, [third], pen.end())
    assert bodies(asked(answers, other)) == [first, second, third]


def test_who_has_read_further_or_sees_less_is_answered_for_itself(hub: Hub) -> None:
    pen, one, other, partner = Pen(), let_in(hub), let_in(hub), let_in(hub, PARTNER)
    writer, answers = pen.let_in(hub), Answers(hub)
    green, amber = pen.write(GREEN), pen.write(AMBER)
    push(hub, writer, [green, amber], pen.end(GREEN), pen.end(AMBER))
    told = asked(answers, one)
    assert set(bodies(told)) == {green, amber}
    assert bodies(asked(answers, partner)) == [green]
    level = {stream.scope: Cursor(stream.first, stream.hash) for stream in told.streams}
    assert bodies(asked(answers, other, Since(level, roster=clock.now() + LATER))) == []


def test_a_revoked_desk_gets_nothing_of_what_was_read_for_others(hub: Hub) -> None:
    pen, one, lost = Pen(), let_in(hub), let_in(hub)
    answers = Answers(hub)
    push(hub, pen.let_in(hub), [pen.write()], pen.end())
    assert bodies(asked(answers, one))
    with hub.writing() as connection:
        people.revoke(connection, lost.dev, "Left in a taxi", by="K. Mori")
    told = asked(answers, lost)
    assert (told.order, bodies(told)) == (PURGE, [])


def test_news_of_another_desk_comes_though_the_words_were_read_before(hub: Hub) -> None:
    pen, one, other = Pen(), let_in(hub), let_in(hub)
    answers = Answers(hub)
    push(hub, pen.let_in(hub), [pen.write()], pen.end())
    asked(answers, one)
    since = Since(roster=clock.now() - 60_000)
    new = let_in(hub)
    asked(answers, one)
    assert new.dev in {decode_card(card.body).dev for card in asked(answers, other, since).cards}


def test_who_joins_or_is_put_out_after_an_answer_is_in_the_next_one(hub: Hub) -> None:
    """The desk that asks was told of all others before that, and of nobody since."""
    pen, one, other = Pen(), let_in(hub), let_in(hub)
    answers = Answers(hub)
    push(hub, pen.let_in(hub), [pen.write()], pen.end())
    with hub.reading() as connection:
        since = Since(roster=people_scopes.state(connection).newest + 1)
    assert not _revoked(asked(answers, one, since))
    while clock.now() <= since.roster:
        pass
    new = let_in(hub)
    assert new.dev in {decode_card(card.body).dev for card in asked(answers, other, since).cards}
    with hub.writing() as connection:
        people.revoke(connection, pen.dev, "Left in a taxi", by="K. Mori")
    assert _revoked(asked(answers, one, since)) == {pen.dev}


def _revoked(pulled: Pulled) -> set[bytes]:
    return {card.dev for card in (decode_card(one.body) for one in pulled.cards) if card.revoked}


def test_what_another_process_did_is_in_the_next_answer_though_nobody_was_told(postgres: str, tmp_path: Path) -> None:
    pen = Pen()
    with closing(Hub.open(tmp_path / "here", postgres)) as here, closing(Hub.open(tmp_path / "there", postgres)) as far:
        writer, one, other = pen.let_in(far), let_in(far), let_in(far)
        answers = Answers(here)
        here.heard.clear()
        first = pen.write()
        push(far, writer, [first], pen.end())
        assert bodies(asked(answers, one)) == [first]
        second = pen.write()
        push(far, writer, [second], pen.end())
        assert bodies(asked(answers, other)) == [first, second]
        with far.writing() as connection:
            people.grant(connection, pen.dev, PARTNER, by="K. Mori")
        (card,) = (card for card in asked(answers, one).cards if decode_card(card.body).dev == pen.dev)
        assert len(decode_card(card.body).rights) == 2


def test_a_right_that_ends_shares_nothing_from_that_moment_on(file_hub: Hub) -> None:
    now = clock.now()
    device = replace(let_in(file_hub), rights=(replace_right(OFFICER, until=now + 5),))
    kept, answered = Recent(file_hub), Kept(now, Read(), (), NOTHING)
    recent.keep(kept.shelf, device, Since(), answered)
    assert kept.get(device, Since(), now + 4) is answered
    assert kept.get(device, Since(), now + 5) is None


def test_an_answer_serves_for_a_moment_and_one_overtaken_by_a_commit_for_none(file_hub: Hub) -> None:
    device, since, now = let_in(file_hub), Since(), clock.now()
    kept, answered = Recent(file_hub), Kept(now, Read(), (), NOTHING)
    recent.keep(kept.shelf, device, since, answered)
    assert kept.get(device, since, now + recent.LASTS - 1) is answered
    assert kept.get(device, since, now + recent.LASTS) is None
    assert kept.get(device, since, now - 1) is None
    assert kept.get(device, Since(limit=7), now) is None
    before, pen = kept.shelf, Pen()
    push(file_hub, pen.let_in(file_hub), [pen.write()], pen.end())
    recent.keep(before, device, since, answered)
    assert kept.get(device, since, now) is None


@pytest.mark.parametrize(("changes", "stays"), [(recent.LARGEST, True), (recent.LARGEST + 1, False)])
def test_a_large_answer_is_not_kept(file_hub: Hub, changes: int, stays: bool) -> None:  # noqa: FBT001  a case's
    device, since, now = let_in(file_hub), Since(), clock.now()
    stretch = Stretch(b"s" * 16, GREEN, [b""] * changes, 1, b"", more=False, signed=[])
    kept = Recent(file_hub)
    recent.keep(kept.shelf, device, since, Kept(now, Read([stretch]), (), NOTHING))
    assert (kept.get(device, since, now) is not None) is stays


def test_only_so_many_are_kept(file_hub: Hub) -> None:
    device, now, kept = let_in(file_hub), clock.now(), Recent(file_hub)
    for limit in range(1, recent.MOST + 3):
        recent.keep(kept.shelf, device, Since(limit=limit), Kept(now, Read(), (), NOTHING))
    assert len(kept.shelf) <= recent.MOST
