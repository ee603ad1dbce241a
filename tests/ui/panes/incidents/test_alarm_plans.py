"""A proposal calls once, again when it grows worse or comes back; what stood at the start makes no sound."""

from __future__ import annotations

from eocdesk.desk.proposing import Crossing, Proposal
from eocdesk.ui.panes.incidents.alarm_plans import Calls
from eocdesk.ui.panes.incidents.alarm_sound import WAITING

NOW = 1_847_000_000_000


def proposal(name: str = "Heat", height: int = 2, reason: str = "Heat index up to 104 °F at SoFi") -> Proposal:
    crossing = Crossing("k", height, reason, NOW, None, "observation", b"o")
    return Proposal(name.encode(), 1, name, "1", "heat", "GREEN", (crossing,))


def test_what_stood_at_the_start_is_said_without_a_tone_and_what_comes_later_with_one() -> None:
    calls = Calls()
    first = calls.news([proposal()])
    assert first is not None
    assert (first.tone, "Heat index up to 104" in first.sentence, "Ctrl+9" in first.sentence) == ("", True, True)
    assert calls.news([proposal()]) is None
    later = calls.news([proposal(), proposal("Crowd")])
    assert later is not None
    assert later.tone == WAITING
    assert later.leads == ("proposal", b"Crowd")
    assert later.sentence.startswith("A plan proposes itself: Crowd.")


def test_it_calls_again_when_it_grows_worse_and_when_it_comes_back_after_an_answer() -> None:
    calls = Calls()
    assert calls.news([]) is None
    assert calls.news([proposal()]) is not None
    assert calls.news([proposal(height=1)]) is None
    assert calls.news([proposal(height=3)]) is not None
    assert calls.news([]) is None
    assert calls.news([proposal()]) is not None


def test_several_at_once_are_one_sentence_and_a_long_reason_is_cut() -> None:
    calls = Calls()
    call = calls.news([proposal(reason="very hot " * 40), proposal("Crowd")])
    assert call is not None
    assert call.sentence.startswith("2 plans propose themselves, first Heat: very hot")
    assert "…" in call.sentence
    assert len(call.sentence) < 250
