"""What a hub signed once binds it: another log later, or to another desk, is found out."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from eocdesk.desk.desk import Desk
from eocdesk.models.checkpoint import Checkpoint
from eocdesk.store import checkpoints, meeting, signing
from tests.kit.desks import EVENT
from tests.kit.joined import HUB_ID, joined

KEY = signing.new_key()
SCOPE, EPOCH = b"s" * 16, b"e" * 16
MINUTE = 60_000


def signed(seq: int, hash_: bytes = b"", at: int = 0, key: bytes = KEY, **more: Any) -> Checkpoint:
    one = Checkpoint(HUB_ID, EPOCH, SCOPE, seq, hash_ or bytes((seq,)) * 32, at or seq * 20 * MINUTE)
    one = replace(one, **more)
    return replace(one, signature=signing.sign(key, one.message))


def read_to(desk: Desk, seq: int, hash_: bytes = b"") -> None:
    desk.store.writer.local(lambda c: meeting.set_cursor(c, HUB_ID, SCOPE, seq, hash_ or bytes((seq,)) * 32)).result()


def keep(desk: Desk, *told: Checkpoint) -> list[str]:
    hub = joined(desk, key=signing.public(KEY))
    return desk.store.writer.local(lambda c: checkpoints.keep(c, hub, told)).result()


def held(desk: Desk) -> list[Checkpoint]:
    return desk.read_now(checkpoints.of, SCOPE)


def contradictions(desk: Desk) -> list[str]:
    return desk.read_now(lambda c: list(checkpoints.contradictions(c)))


def test_one_of_just_what_was_read_is_kept_and_others_are_asked_for_again(desk: Desk) -> None:
    read_to(desk, 5)
    assert keep(desk, signed(4), signed(5), signed(6)) == []
    assert [one.seq for one in held(desk)] == [5]
    assert desk.read_now(checkpoints.asked, HUB_ID) < signed(4).at
    assert keep(desk, signed(5)) == []
    assert desk.read_now(checkpoints.asked, HUB_ID) == signed(5).at
    assert contradictions(desk) == []


def test_one_that_contradicts_what_was_read_is_said_and_kept_as_a_proof(desk: Desk) -> None:
    read_to(desk, 5)
    (said,) = keep(desk, signed(5, b"z" * 32))
    assert "signed another log than it gave this desk" in said
    assert len(held(desk)) == 1
    assert any("What was read here" in one for one in contradictions(desk))


def test_one_that_is_not_signed_is_not_kept(desk: Desk) -> None:
    read_to(desk, 5)
    assert "did not sign" in keep(desk, signed(5, key=signing.new_key()))[0]
    assert held(desk) == []


@pytest.mark.parametrize("second", [signed(5, b"z" * 32, at=101 * MINUTE), signed(4, at=101 * MINUTE)])
def test_two_that_contradict_each_other_are_found(desk: Desk, second: Checkpoint) -> None:
    read_to(desk, 5)
    keep(desk, signed(5))
    read_to(desk, second.seq, second.hash)
    keep(desk, second)
    assert any("contradict each other" in one for one in contradictions(desk))


def test_what_was_contradicted_is_not_asked_about_again_and_stays_a_contradiction(desk: Desk) -> None:
    for seq in (3, 5, 8):
        read_to(desk, seq)
        keep(desk, signed(seq))

    def between(after: int, last: int) -> list[int]:
        return [one.seq for one in desk.read_now(checkpoints.between, SCOPE, EPOCH, after, last)]

    assert between(0, 8) == [3, 5, 8]
    hub = joined(desk, key=signing.public(KEY))
    sentence = desk.store.writer.local(lambda c: checkpoints.contradicted(c, hub, signed(5))).result()
    assert between(0, 8) == [3], "what was signed behind it does not hold either"
    assert signed(5).code in sentence
    assert contradictions(desk) == [sentence]
    read_to(desk, 9)
    keep(desk, signed(9))
    assert between(0, 9) == [3, 9], "what is signed from now on is held against it"


def test_a_hub_that_was_put_back_counts_anew(desk: Desk) -> None:
    read_to(desk, 5)
    keep(desk, signed(5))
    read_to(desk, 3, b"n" * 32)
    keep(desk, signed(3, b"n" * 32, at=101 * MINUTE, epoch=b"f" * 16))
    assert contradictions(desk) == []
    assert [one.seq for one in desk.read_now(checkpoints.between, SCOPE, EPOCH, 0, 9)] == [5]


def test_few_are_kept_of_many(desk: Desk) -> None:
    for seq in range(1, 131):
        read_to(desk, seq)
        keep(desk, signed(seq, at=seq * MINUTE))
    found = held(desk)
    assert len(found) < 20
    assert found[-1].seq == 130
    for seq in range(131, 200):
        read_to(desk, seq)
        keep(desk, signed(seq, at=seq * 20 * MINUTE))
    assert len(held(desk)) == checkpoints.KEPT


def test_a_code_on_paper_leads_back_to_its_checkpoint(desk: Desk) -> None:
    assert desk.read_now(checkpoints.newest) is None
    read_to(desk, 5)
    keep(desk, signed(5))
    newest = desk.read_now(checkpoints.newest)
    assert newest == held(desk)[0]
    assert desk.read_now(checkpoints.newest, EVENT) is None
    assert desk.read_now(checkpoints.named, newest.code.lower().replace("-", " ")) == newest
    assert desk.read_now(checkpoints.named, "0000-0000-0000") is None
