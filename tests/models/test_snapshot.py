"""A page of a snapshot reads back as it was written."""

from __future__ import annotations

import msgspec

from eocdesk.models.snapshot import DONE, Snapshot


def test_a_page_reads_back_and_the_last_one_asks_for_no_more() -> None:
    page = Snapshot(b"s" * 16, (b"e" * 16, "GREEN", ""), {b"d" * 16: 7}, [(b"body", ["title"])])
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(page), type=Snapshot) == page
    assert page.place == DONE
