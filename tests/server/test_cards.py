"""What a desk is told of others: their names, keys and reach, nothing of why; after its right ended nothing at all."""

from __future__ import annotations

from eocdesk.models import clock
from eocdesk.models.card import Card, decode_card
from eocdesk.models.right import Right
from eocdesk.server.answers import Answers
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.protocol import Since
from tests.kit.hubs import PARTNER, Pen

WHY = "under inquiry until the trial"
HOUR = people.HOUR


def told(answers: Answers, pen: Pen) -> dict[bytes, Card]:
    """The cards that a desk has after a meeting, by device."""
    return {card.dev: card for card in (decode_card(one.body) for one in answers.pull(pen.dev, Since()).cards)}


def test_why_a_desk_has_its_right_is_its_own_and_the_administrators(file_hub: Hub) -> None:
    answers, watched, officer, leader = Answers(file_hub), Pen(), Pen(), Pen()
    watched.let_in(file_hub, Right("liaison", why=WHY), name="Gate 3")
    officer.let_in(file_hub)
    leader.let_in(file_hub, Right("administrator"))
    assert told(answers, watched)[watched.dev].rights == (Right("liaison", why=WHY),)
    assert told(answers, leader)[watched.dev].rights == (Right("liaison", why=WHY),)
    seen = told(answers, officer)[watched.dev]
    assert (seen.name, seen.rights) == ("Gate 3", (Right("liaison"),)), "a parcel for it must be cut to its right"


def test_a_right_that_ended_is_told_to_nobody_else(file_hub: Hub) -> None:
    answers, other, officer = Answers(file_hub), Pen(), Pen()
    other.let_in(file_hub, Right("liaison", until=clock.now() - 1))
    officer.let_in(file_hub)
    assert told(answers, officer)[other.dev].rights == ()
    assert len(told(answers, other)[other.dev].rights) == 1


def test_who_has_no_right_any_more_and_a_partner_hear_of_themselves_alone(file_hub: Hub) -> None:
    answers, late, partner, former = Answers(file_hub), Pen(), Pen(), Pen()
    late.let_in(file_hub, Right("watch officer", until=clock.now() - 1))
    partner.let_in(file_hub, PARTNER)
    former.let_in(file_hub, Right("administrator", until=clock.now() - 1))
    for pen in (late, partner, former):
        assert told(answers, pen).keys() == {pen.dev}
