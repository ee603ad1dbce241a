"""A drill asked of all desks, and each desk's answer, are entries that travel; what makes no sense is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.drills import DECLINED, WELL, AnswerDrill, AskDrill
from eocdesk.commands.entries import StrikeEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, clock
from eocdesk.store.queries import drill_asks
from tests.kit.desks import EVENT, meet

SOON = 600_000


def ask(desk: Desk, minutes: int = 30) -> bytes:
    return bytes(desk.do_now(AskDrill(EVENT, clock.now() + SOON, minutes, "before the opening")).value)


def test_an_ask_and_its_answers_reach_every_desk(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    asked = ask(one)
    meet(one, other)
    other.do_now(AnswerDrill(asked, WELL, "12 changes written while cut off."))
    one.do_now(AnswerDrill(asked, DECLINED, "a call is on"))
    meet(one, other)
    for desk in (one, other):
        told = desk.read_now(drill_asks.answers, asked, EVENT)
        assert {(answer.device, answer.state) for answer in told} == {(other.device, WELL), (one.device, DECLINED)}
        texts = {answer.text for answer in told}
        assert f"Blackout drill declined by desk {one.code}. a call is on" in texts
    with pytest.raises(Refused, match="answered already"):
        one.do_now(AnswerDrill(asked, WELL, ""))


@pytest.mark.parametrize(
    ("later", "minutes", "why", "said"),
    [
        (SOON, 30, " ", "Say why"),
        (SOON, 0, "x", "from 1 to 240"),
        (SOON, 241, "x", "from 1 to 240"),
        (-SOON, 30, "x", "from now on"),
        (8 * 86_400_000, 30, "x", "within a week"),
    ],
)
def test_an_ask_that_makes_no_sense_is_refused(desk: Desk, later: int, minutes: int, why: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        desk.do_now(AskDrill(EVENT, clock.now() + later, minutes, why))


def test_what_was_called_off_is_not_declined(desk: Desk) -> None:
    asked = ask(desk)
    desk.do_now(StrikeEntry(asked, "a real incident"))
    with pytest.raises(Refused, match="called off"):
        desk.do_now(AnswerDrill(asked, DECLINED, "x"))
