"""Nothing watched is nothing said."""

from __future__ import annotations

import dataclasses

from eocdesk.store.queries.facts_watch import NOTHING_WATCHED


def test_a_watch_begins_empty_in_every_part() -> None:
    assert set(dataclasses.asdict(NOTHING_WATCHED).values()) == {()}
