"""The exchange pane on a desk with a delegation, a lesson, a strategy that went to one partner."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from eocdesk.commands.exchange import AddEngagement, AddLesson
from eocdesk.commands.products import ApproveProduct, WriteProduct
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.exchange.pane import ExchangePane
from tests.kit.desks import EVENT


class Story(NamedTuple):
    """What there is."""

    engagement: bytes
    lesson: bytes
    document: bytes
    partner: bytes


@pytest.fixture
def story(desk: Desk) -> Story:
    """A delegation saw how another city did it; the strategy may go to it."""
    partner = desk.do_now(Add("agency", EVENT, {"name": "Préfecture de police"})).value
    written = {"title": "Security strategy", "kind": "strategy", "marking": "GREEN", "text": "Goals."}
    document, _ = desk.do_now(WriteProduct(EVENT, written)).value
    desk.do_now(ApproveProduct(document))
    said = {"title": "Delegation to Paris", "kind": "delegation", "starts": 1_000, "ends": 2_000}
    said |= {"partners": [partner.hex()], "products": [document.hex()], "shared": "Gate counts"}
    engagement = desk.do_now(AddEngagement(EVENT, said)).value
    learned = {"title": "One number to call", "engagement": engagement, "observed_at": "Paris 2024"}
    lesson, _ = desk.do_now(AddLesson(EVENT, learned)).value
    return Story(engagement, lesson, document, partner)


@pytest.fixture
def opened(shown_pane: Callable[[type[ExchangePane]], ExchangePane]) -> Callable[[], ExchangePane]:
    """Opens the pane, everything read."""

    def make() -> ExchangePane:
        pane = shown_pane(ExchangePane)
        pane.take_focus()
        return pane

    return make
