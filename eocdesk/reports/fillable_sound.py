"""Whether what a page draws can be unpacked to its end: a reader that makes do with a part says nothing of the rest."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pypdf.filters import ASCII85Decode, ASCIIHexDecode, FlateDecode

_FLATE = {"/FlateDecode", "/Fl"}
_BEFORE: Mapping[str, Callable[[bytes], bytes]] = {
    "/ASCII85Decode": ASCII85Decode.decode,
    "/A85": ASCII85Decode.decode,
    "/ASCIIHexDecode": ASCIIHexDecode.decode,
    "/AHx": ASCIIHexDecode.decode,
}
_HEAD, _DRAWINGS = 2, 500
_AT_ONCE, _MOST = 1 << 20, 75_000_000
"""Bytes: unpacked at once; what a page may draw with, as for the reader of the rest (pypdf)."""


def is_whole(page: Any) -> bool:
    """Whether every packed part of what the page draws ends where it says that it ends, with the sum it says."""
    return all(_part_is_whole(part) for part in (*_parts(page), *_drawings(page)))


def _parts(page: Any) -> Iterator[Any]:
    content = page.get("/Contents")
    found = None if content is None else content.get_object()
    for part in found if isinstance(found, list) else [] if content is None else [found]:
        yield None if part is None else part.get_object()


def _drawings(page: Any) -> Iterator[Any]:
    """The drawings that the page, or one of them, may draw; each once, for one may name itself."""
    left, seen = [page], set[int]()
    while left and len(seen) < _DRAWINGS:
        for part in _named_by(left.pop()):
            if id(part) not in seen and part.get("/Subtype") == "/Form":
                seen.add(id(part))
                left.append(part)
                yield part


def _named_by(one: Any) -> list[Any]:
    held = one.get("/Resources")
    held = None if held is None else held.get_object().get("/XObject")
    parts = [] if held is None else [part.get_object() for part in held.get_object().values()]
    return [part for part in parts if isinstance(part, dict)]


def _part_is_whole(part: Any) -> bool:
    if not hasattr(part, "_data"):
        return False  # named, and not in the file
    named = part.get("/Filter")
    named = None if named is None else named.get_object()
    filters = [str(one) for one in (named if isinstance(named, list) else [named]) if one is not None]
    data = bytes(part._data)  # noqa: SLF001  as it lies in the file; get_data makes do with a part
    for n, name in enumerate(filters):
        if name in _FLATE and not _inflates(data):
            return False
        if n + 1 == len(filters) or "/DecodeParms" in part or name not in {*_FLATE, *_BEFORE}:
            return True  # of what follows nothing here can tell; its reader does
        data = FlateDecode.decode(data) if name in _FLATE else _BEFORE[name](data)
    return True


def _inflates(data: bytes) -> bool:
    """Whether it unpacks to its end. That the sum behind it is cut off is passed over, as every viewer does."""
    if not data.strip():
        return not data  # an empty part draws nothing; blanks are the rest of one
    try:
        return _ends(data, zlib.MAX_WBITS) or _ends(data[_HEAD:], -zlib.MAX_WBITS)
    except zlib.error:
        return False


def _ends(data: bytes, window: int) -> bool:
    unpacking, left, made = zlib.decompressobj(window), data, 0
    while not unpacking.eof and made <= _MOST:
        some = unpacking.decompress(left, _AT_ONCE)
        left = unpacking.unconsumed_tail
        made += len(some)
        if not some and not left:
            break
    return unpacking.eof
