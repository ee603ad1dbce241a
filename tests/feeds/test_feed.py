"""What every feed there is must say of itself."""

from __future__ import annotations

import re

from eocdesk.feeds import FEEDS
from eocdesk.feeds.feed import Reading, Where


def test_each_feed_has_a_name_of_its_own_a_rhythm_above_its_floor_and_a_bound() -> None:
    assert len({feed.name for feed in FEEDS}) == len(FEEDS)
    for feed in FEEDS:
        assert re.fullmatch(r"[a-z][a-z0-9-]*", feed.name)
        assert feed.title
        assert feed.every_s >= feed.floor_s >= 60
        assert 0 < feed.longest <= 100_000_000
        assert feed.kinds


def test_each_feed_asks_over_https_alone() -> None:
    where = Where(((b"v" * 16, "SoFi", 33.95, -118.34),), "CA", (), "key")
    assert [url for feed in FEEDS for url in feed.addresses(where) if not url.startswith("https://")] == []


def test_a_reading_of_nothing_holds_nothing_of_another() -> None:
    one, other = Reading(), Reading()
    one.commands.append(None)  # type: ignore[arg-type]
    assert other.commands == []
