"""A record's heads as bytes: which changes hold each of its fields, fields of one change together."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from eocdesk.store.merge import Head

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(list[tuple[list[tuple[int, bytes, int, bytes]], list[str]]])


def pack(heads: Mapping[str, tuple[Head, ...]], scope: bytes) -> bytes:
    """Heads by field as bytes; the record's own scope is left out of each."""
    groups: dict[tuple[Head, ...], list[str]] = {}
    for name in sorted(heads):
        if heads[name]:
            groups.setdefault(heads[name], []).append(name)
    return _ENCODER.encode(
        [
            ([(h.hlc, h.dev, h.n, b"" if h.scope == scope else h.scope) for h in held], names)
            for held, names in sorted(groups.items())
        ]
    )


def unpack(data: bytes, scope: bytes) -> dict[str, tuple[Head, ...]]:
    """Heads by field, newest first."""
    if not data:
        return {}
    found: dict[str, tuple[Head, ...]] = {}
    for group, names in _DECODER.decode(data):
        held = tuple(Head(hlc, dev, n, other or scope) for hlc, dev, n, other in group)
        for name in names:
            found[name] = held
    return found
