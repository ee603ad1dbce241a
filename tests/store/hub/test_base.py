"""No table of the hub is a desk's."""

from __future__ import annotations

from eocdesk.models import Base
from eocdesk.store.hub.base import HUB


def test_hub_and_desk_share_no_metadata() -> None:
    assert HUB is not Base.metadata
