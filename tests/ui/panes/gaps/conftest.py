"""The gaps pane on a desk with a gap of a committee, advice that is overdue, a capability, an ended agreement."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from eocdesk.commands.gaps import AddGap
from eocdesk.commands.recommendations import Recommend
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.gaps.pane import GapsPane
from tests.kit.desks import EVENT


class Story(NamedTuple):
    """What there is."""

    gap: bytes
    advice: bytes
    capability: bytes
    agreement: bytes
    resource: bytes
    committee: bytes


@pytest.fixture
def story(desk: Desk) -> Story:
    """Nobody translates at night; it should long be mended; one team could."""
    able = {"name": "Operational communications", "present": 1, "target": 4, "area": "common"}
    capability = desk.do_now(Add("capability", EVENT, able)).value
    ended = {"name": "Mutual aid of the south", "expires": "2020-01-01"}
    agreement = desk.do_now(Add("agreement", EVENT, ended)).value
    team = {"name": "Night translators", "languages": "French"}
    resource = desk.do_now(Add("resource", EVENT, team)).value
    committee = desk.do_now(Add("committee", EVENT, {"name": "Advisory committee"})).value
    said = {"title": "No translators at night", "weight": "high", "capability": capability, "committee": committee}
    gap, _ = desk.do_now(AddGap(EVENT, said)).value
    advice, _ = desk.do_now(Recommend(gap, {"title": "Borrow translators", "owner": "Language desk", "due": 1})).value
    return Story(gap, advice, capability, agreement, resource, committee)


@pytest.fixture
def opened(shown_pane: Callable[[type[GapsPane]], GapsPane]) -> Callable[[], GapsPane]:
    """Opens the pane, everything read."""

    def make() -> GapsPane:
        pane = shown_pane(GapsPane)
        pane.take_focus()
        return pane

    return make
