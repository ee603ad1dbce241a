"""How a scope stands at one moment, as a hub tells it a desk that begins there: words now, their history follows."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from eocdesk.models.right import Labels

Told: TypeAlias = tuple[bytes, list[str]]
"""A change's body, and those of the fields it writes that a later change holds now."""
DONE = b""
"""The place of who has all of a snapshot, or wants none."""


class Snapshot(msgspec.Struct, array_like=True, frozen=True):
    """One page of it: what holds a field of a record now, and what says where it lives and who made it.

    Nothing of it is proven until the chains come up to it; then they alone are believed.
    """

    scope: bytes
    labels: Labels
    chains: dict[bytes, int]  # how long each device's chain is that it stands for
    pieces: list[Told]  # those of one record together
    place: bytes = DONE  # from where to ask on
