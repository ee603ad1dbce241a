"""A record's heads as bytes: which changes hold each of its fields, fields of one change together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from eocdesk.store.merge import Head

Groups: TypeAlias = list[tuple[list[tuple[int, bytes, int, bytes]], list[str]]]
"""As they are packed: heads (stamp, device, n, scope where it is another than the record's), and the fields of each."""

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(Groups)


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


def groups(data: bytes) -> Groups:
    """Heads as they lie in a row: enough to see who holds a field, and much quicker than all of them by field."""
    return _DECODER.decode(data) if data else []


def advance(held: Groups, scope: bytes, head: tuple[int, bytes, int, bytes], fields: Mapping[str, object]) -> None:
    """Let one change hold these fields; nothing of it may stand there yet."""
    for _, names in held:
        if not fields.keys().isdisjoint(names):
            names[:] = [name for name in names if name not in fields]
    last = not held or held[-1][0][0][0] < head[0]  # nearly always: then all of it is in order as it stands
    if fields:
        held.append(([head], sorted(fields)))
    if len(held) > 1:
        held[:] = [one for one in held if one[1]]
    if not last:
        held.sort(key=lambda one: [(stamp, dev, n, other or scope) for stamp, dev, n, other in one[0]])


def packed(held: Groups) -> bytes:
    """Groups as bytes again, the same as `pack` gives."""
    return _ENCODER.encode(held)
