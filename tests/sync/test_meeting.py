"""The course of a meeting: what is sent before what, what is tried again, and what is never given up unsent."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from eocdesk.models.errors import Refused, Unavailable
from eocdesk.sync.meeting import BusyError, Meeting, SlowError, meet
from eocdesk.sync.protocol import Pulled, Since
from tests.kit.meetings import EARLIER, OTHER, OWN, SCOPE, Here, Hub, piece, pulled


def hold(here: Here, hub: Hub, limit: int = 5000, *, whole: bool = True) -> Meeting:
    return asyncio.run(asyncio.wait_for(meet(here, hub, lambda: limit, whole=whole), 20))


def test_everything_is_sent_page_by_page_before_anything_is_asked_for() -> None:
    here, hub = Here([piece(n) for n in range(1, 6)]), Hub(pages=[pulled(3, more=True), pulled(2)])
    meeting = hold(here, hub, 2)
    assert hub.heard == ["hello", "push", "push", "push", "pull", "pull", "heads"]
    assert (meeting.sent, meeting.received, meeting.ok) == (5, 5, True)
    assert meeting.sentence == "5 sent. 5 received."


def test_a_desk_that_was_woken_neither_greets_nor_compares() -> None:
    hub = Hub()
    assert hold(Here(), hub, whole=False).quiet
    assert hub.heard == ["pull"]


def test_a_chain_the_hub_does_not_take_does_not_keep_the_others_back() -> None:
    here = Here([piece(1, OTHER), piece(2, OTHER), piece(1), piece(2)])
    meeting = hold(here, Hub(unknown=[OTHER]), 2)
    assert [one.dev for one in here.unsent] == [OTHER, OTHER]
    assert (meeting.sent, meeting.left, meeting.ok) == (2, 1, True)
    assert "1 not taken there" in meeting.sentence


def test_a_copy_that_is_too_old_to_write_reads_on_and_keeps_what_it_wrote() -> None:
    here, hub = Here([piece(1)], writes=False), Hub(pages=[pulled(1)])
    meeting = hold(here, hub)
    assert "push" not in hub.heard
    assert (meeting.received, len(here.unsent)) == (1, 1)
    assert "too old to send" in meeting.sentence


def test_a_hub_that_says_the_same_for_ever_is_left_in_peace() -> None:
    meeting = hold(Here(moved=False), Hub(pages=[pulled(1, more=True)] * 9))
    assert not meeting.ok
    assert "again and again" in meeting.sentence


@pytest.mark.parametrize("call", ["hello", "push", "pull", "heads"])
def test_a_line_that_breaks_anywhere_leaves_a_sentence_and_what_was_done(call: str) -> None:
    here, hub = Here([piece(1)]), Hub(pages=[pulled(2)], fails={call: Unavailable("The line broke.")})
    meeting = hold(here, hub)
    assert (meeting.ok, meeting.trouble) == (False, "The line broke.")
    hub.fails.clear()
    again = hold(here, hub)
    assert (meeting.sent + again.sent, meeting.received + again.received, again.ok) == (1, 2, True)


def test_an_answer_too_late_and_a_busy_hub_are_told_apart() -> None:
    assert hold(Here(), Hub(fails={"pull": SlowError("Too late.")})).slow
    assert hold(Here(), Hub(fails={"pull": BusyError("Later.", 7)})).wait == 7


def test_a_scope_is_withdrawn_only_when_what_was_written_there_is_sent() -> None:
    here = Here()

    class Late(Hub):
        async def pull(self, since: Since) -> Pulled:
            if not here.done:
                here.unsent.append(piece(1))  # an officer writes while the answer is on its way
            return await super().pull(since)

    hub = Late(pages=[pulled(revoked=[SCOPE]), pulled(revoked=[SCOPE])])
    meeting = hold(here, hub)
    assert hub.heard[1:6] == ["pull", "push", "pull", "heads"]
    assert (meeting.sent, meeting.withdrawn, here.unsent) == (1, 1, [])


@pytest.mark.parametrize("call", ["push", "pull", "hello"])
def test_a_revoked_desk_hands_in_what_it_has_and_then_gives_everything_up(call: str) -> None:
    here = Here([piece(1), piece(2)] if call != "pull" else [])
    hub = Hub(order="purge", pages=[pulled(order="purge")])
    if call == "hello":
        hub.fails["hello"] = Refused("This desk was revoked.")
    meeting = hold(here, hub, 1)
    assert here.unsent == []
    assert here.done == ["purge all"]
    assert meeting.revoked
    assert "has put this desk out" in meeting.sentence
    assert replace(meeting, refused=2).sentence.count("2 handed in for review. Room 1 has put") == 1


def test_a_refusal_that_is_no_order_gives_nothing_up() -> None:
    here = Here()
    meeting = hold(here, Hub(fails={"hello": Refused("Who are you?")}))
    assert (meeting.ok, meeting.revoked, meeting.sentence) == (False, False, "Who are you?")
    assert here.done == []


@pytest.mark.parametrize("dev", [OWN, EARLIER])
def test_what_was_written_here_is_not_given_up_while_the_hub_does_not_take_it(dev: bytes) -> None:
    here = Here([piece(1, dev)])
    meeting = hold(here, Hub(order="purge", unknown=[dev]))
    assert not meeting.ok
    assert "purge all" not in here.done


def test_another_desk_can_order_nothing() -> None:
    here = Here([piece(1)])
    hub = Hub(by_seq=False, order="purge", pages=[pulled(order="purge", revoked=[SCOPE])])
    meeting = hold(here, hub)
    assert (meeting.ok, meeting.revoked) == (True, False)
    assert here.done == ["take"]
    refused = hold(Here(), Hub(by_seq=False, order="purge", fails={"hello": Refused("No.")}))
    assert not refused.revoked


def test_a_difference_is_believed_when_it_is_seen_twice_then_repaired_and_said() -> None:
    passing = Here(odd=[{SCOPE}, set()])
    assert hold(passing, Hub()).quiet
    assert "repair" not in passing.done
    healed = Here(odd=[{SCOPE}, {SCOPE}, set()])
    meeting = hold(healed, Hub())
    assert (meeting.repaired, meeting.differing, meeting.sentence) == (1, 0, "1 repaired.")
    assert healed.done == ["take", "repair", "take", "rebuild"]
    broken = Here(odd=[{SCOPE}] * 3)
    meeting = hold(broken, Hub())
    assert (meeting.repaired, meeting.differing) == (0, 1)
    assert "do not hold the same" in meeting.sentence
    given_up = Here(odd=[{SCOPE}] * 2, repairs=False)
    assert hold(given_up, Hub()).differing == 1
    assert "rebuild" not in given_up.done


def test_a_difference_between_two_desks_is_said_and_not_repaired() -> None:
    here = Here(odd=[{SCOPE}] * 2)
    assert hold(here, Hub(by_seq=False)).differing == 1
    assert "repair" not in here.done
