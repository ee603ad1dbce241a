"""What the outside says: every feed there is, one line each."""

from __future__ import annotations

from eocdesk.feeds.feed import Feed

FEEDS: tuple[Feed, ...] = ()
