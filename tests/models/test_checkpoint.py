"""A checkpoint says one thing, and so does its short code."""

from __future__ import annotations

import re

from msgspec.structs import replace

from eocdesk.models.checkpoint import Checkpoint

ONE = Checkpoint(b"h" * 16, b"e" * 16, b"s" * 16, 7, b"x" * 32, 1_700_000_000_000)
OTHERS = [
    replace(ONE, hub=b"i" * 16),
    replace(ONE, epoch=b"f" * 16),
    replace(ONE, scope=b"t" * 16),
    replace(ONE, seq=8),
    replace(ONE, hash=b"y" * 32),
    replace(ONE, at=ONE.at + 1),
]


def test_all_of_it_is_in_what_is_signed_and_in_its_code() -> None:
    assert len({one.message for one in (ONE, *OTHERS)}) == len(OTHERS) + 1
    assert len({one.code for one in (ONE, *OTHERS)}) == len(OTHERS) + 1


def test_its_code_can_be_read_aloud() -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", ONE.code)
    assert ONE.code == replace(ONE, signature=b"whoever signs it").code
