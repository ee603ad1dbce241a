"""The aid pane on a desk with a request, an offer, a resource."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from eocdesk.commands.aid import AskFor
from eocdesk.commands.offers import OfferAid
from eocdesk.commands.resources import AddResource
from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.aid.pane import AidPane
from tests.kit.desks import EVENT


class Story(NamedTuple):
    """What there is."""

    request: bytes
    offer: bytes
    resource: bytes


@pytest.fixture
def story(desk: Desk) -> Story:
    """Four teams are asked for, six are offered, one crew's credentials ran out."""
    words = {"category": "Public health, heat", "kind": "team"}
    asked = {**words, "title": "Heat teams", "quantity": 4, "priority": "urgent"}
    request, _ = desk.do_now(AskFor(EVENT, asked)).value
    offered = {**words, "title": "Teams of Paris", "nation": "France", "quantity": 6, "conditions": "No driving"}
    offer, _ = desk.do_now(OfferAid(EVENT, offered)).value
    told = {**words, "name": "Team Wattle", "valid_until": "2020-01-01", "credentials": "PSE2"}
    resource, _ = desk.do_now(AddResource(EVENT, told)).value
    return Story(request, offer, resource)


@pytest.fixture
def opened(shown_pane: Callable[[type[AidPane]], AidPane]) -> Callable[[], AidPane]:
    """Opens the pane, everything read."""

    def make() -> AidPane:
        pane = shown_pane(AidPane)
        pane.take_focus()
        return pane

    return make
