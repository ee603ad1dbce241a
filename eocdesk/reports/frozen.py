"""A document as bytes that are kept, its digest, and the document again from those bytes."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
from importlib import import_module
from typing import Any

from eocdesk.models.errors import Unavailable
from eocdesk.reports.document import Document
from eocdesk.reports.packed import packed

_ROOM = "eocdesk.reports."
_KIND = "_"
"""The key under which the kind of a piece stands: no field of one is called so."""
_DRAWING = ("digest", "footer_left", "footer_lines", "author")
"""Who drew it, how old the sources were then: the same records have the same digest whoever draws them, and when."""


def digest(document: Document) -> str:
    """SHA-256 of what a document says, in hexadecimal: the same on every desk, on every paper."""
    bare = dataclasses.replace(document, digest="", footer_left="", footer_lines=(), author="")
    return hashlib.sha256(_packed(_plain(bare))).hexdigest()


def sealed(document: Document) -> Document:
    """The same with its digest."""
    return dataclasses.replace(document, digest=digest(document))


def content(document: Document, **beside: Any) -> bytes:
    """The document as it is kept, with plain facts of how it was made beside it: canonical JSON."""
    return _packed({"document": _plain(document), **beside})


def thawed(kept: bytes) -> Document:
    """The document of bytes that were kept; Unavailable where they are none, or of a version that is not known."""
    try:
        found = _pieces(json.loads(kept)["document"])
    except (ValueError, TypeError, KeyError, AttributeError, ImportError, RecursionError) as error:
        raise Unavailable("What was kept of this paper was written by another version and cannot be read.") from error
    if not isinstance(found, Document):
        raise Unavailable("What was kept of this paper is no document.")
    return found


_DUMPS = functools.partial(json.dumps, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _packed(value: Any) -> bytes:
    return packed(value, _DUMPS).encode("utf-8", "backslashreplace")


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    kind = type(value)
    if not dataclasses.is_dataclass(kind):
        return value
    name, fields = _shape(kind)
    return {_KIND: name, **{field: _plain(getattr(value, field)) for field in fields}}


@functools.cache
def _shape(kind: type[Any]) -> tuple[str, tuple[str, ...]]:
    """What a piece is called, and its fields."""
    name = f"{kind.__module__.removeprefix(_ROOM)}.{kind.__name__}"
    return name, tuple(field.name for field in dataclasses.fields(kind))


def _pieces(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_pieces(each) for each in value)
    if not isinstance(value, dict):
        return value
    module, _, name = str(value.pop(_KIND)).rpartition(".")
    kind = getattr(import_module(_ROOM + module), name)
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
        raise TypeError(name)
    return kind(**{field: _pieces(each) for field, each in value.items()})
