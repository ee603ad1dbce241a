"""A STIX bundle becomes indicators: opened in pieces, bounded in rows, what is not taken is counted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import msgspec

from eocdesk.commands.reading import Item, Reading, Refusal, Whole
from eocdesk.interchange.format import BEAT, Asked
from eocdesk.interchange.opening import text_of
from eocdesk.interchange.sheet.records import parse
from eocdesk.interchange.stix.marks import Marks
from eocdesk.interchange.stix.signs import item_of
from eocdesk.models.errors import Refused
from eocdesk.models.marking import Tlp

NAME = "stix"
MIME = "application/stix+json"
MOST = 20_000
"""Rows taken out of one bundle: more would bloat every desk of the event."""
_TAKEN = ("indicator", "vulnerability")
_PIECE = 1_000_000
_SHOWN = 12
_BUNDLE = re.compile(rb'"id"\s*:\s*"bundle--|"type"\s*:\s*"bundle"')
_OBJECT = re.compile(rb'"id"\s*:\s*"(?:indicator|vulnerability|marking-definition)--')


class _Bundle(msgspec.Struct):
    type: str = ""
    id: str = ""
    objects: list[msgspec.Raw] | None = None


class _Head(msgspec.Struct):
    type: str = ""
    id: str = ""
    modified: str = ""
    object_marking_refs: Any = None
    granular_markings: Any = None


def is_stix(data: bytes, _name: str) -> bool:
    """Whether the bytes are a bundle, or one object of those that are taken."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and (_BUNDLE.search(data) is not None or _OBJECT.search(start) is not None)


def read_stix(data: bytes, asked: Asked) -> Reading:
    """The indicators and vulnerabilities of a bundle. Raises Refused where the whole of it cannot be read."""
    whole = Whole(hashlib.sha256(data).hexdigest(), len(data), MIME)
    objects = _objects(data if data.isascii() else text_of(data).encode("utf-8", "replace"))  # one copy less of 70 MB
    heads = [_head(raw) for raw in objects]
    marks = Marks()
    for raw, head in zip(objects, heads, strict=True):
        if head is not None and head.type == "marking-definition" and len(raw) <= _PIECE:
            marks.learn(_value(raw, []))
    newest, older = _newest(heads)
    items: list[Item] = []
    refused: list[Refusal] = []
    repeated: list[str] = []
    left = 0
    for count, (raw, head) in enumerate(zip(objects, heads, strict=True), 1):
        if count % BEAT == 0:
            asked.beat(count, len(objects))
        at = f"object {count:,}"
        if head is None:
            refused.append(Refusal(at, "This is no object with a type."))
            continue
        if head.type not in _TAKEN or newest.get(head.id, count) != count:
            continue
        if len(items) >= MOST:
            left += 1
            continue
        try:
            items.append(item_of(_value(raw, repeated), at, marks))
        except Refused as refusal:
            refused.append(Refusal(at, refusal.sentence))
    others = Counter(head.type for head in heads if head is not None and head.type not in _TAKEN)
    if not items and not refused:
        refused.append(_nothing(others))
    said = _said(others, older, left, len(items), marks)
    whole = _marked(whole, heads, marks)
    return Reading(NAME, NAME, tuple(items), tuple(refused), (*said, *dict.fromkeys(repeated)), whole=whole)


def _nothing(others: Counter[str]) -> Refusal:
    """A bundle that gives no record; Refused where there is nothing in it at all that could be kept."""
    reason = f"The bundle holds no indicator and no vulnerability ({_counted(others) or 'nothing at all'})."
    if not others:
        raise Refused(reason)
    return Refusal("file", reason)


def _marked(whole: Whole, heads: list[_Head | None], marks: Marks) -> Whole:
    """The file as strictly marked as anything in it; what cannot be read may be anything."""
    named = [
        (one.object_marking_refs, one.granular_markings)
        for one in heads
        if one is not None and one.type != "marking-definition"
    ]
    strictest, bare = marks.all_of(named)
    if any(one is None for one in heads):
        strictest = Tlp.RED
    return replace(whole, marking="" if strictest is None else strictest.word, bare=bare)


def _objects(data: bytes) -> list[msgspec.Raw]:
    try:
        bundle = msgspec.json.decode(data, type=_Bundle)
    except msgspec.ValidationError:
        raise Refused("The file is JSON, but not a STIX bundle: its type, id or objects are none.") from None
    except (msgspec.DecodeError, RecursionError):
        parse(data.decode("utf-8", "replace"))  # says where it breaks
        raise Refused("The JSON is nested too deep or damaged.") from None
    if bundle.type != "bundle" and bundle.objects is None and bundle.id.startswith(bundle.type + "--"):
        return [msgspec.Raw(data)]
    if bundle.type != "bundle" or not bundle.objects:
        raise Refused("The file is no STIX bundle with objects in it.")
    return bundle.objects


def _head(raw: msgspec.Raw) -> _Head | None:
    try:
        head = msgspec.json.decode(raw, type=_Head)
    except (msgspec.DecodeError, RecursionError):
        return None
    return head if head.type else None


def _value(raw: msgspec.Raw, repeated: list[str]) -> dict[str, Any]:
    if len(raw) > _PIECE:
        raise Refused(f"The object has {len(raw):,} bytes; {_PIECE:,} at most.")
    value, warnings = parse(bytes(raw).decode("utf-8", "replace"))
    repeated.extend(warnings)
    if not isinstance(value, dict):
        raise Refused("This is no object with a type.")
    return value


def _newest(heads: list[_Head | None]) -> tuple[dict[str, int], int]:
    """Where the newest version of each object stands, and how many older ones there are."""
    found: dict[str, tuple[str, int]] = {}
    older = 0
    for count, head in enumerate(heads, 1):
        if head is None or head.type not in _TAKEN or not head.id:
            continue
        before = found.get(head.id)
        older += before is not None
        if before is None or head.modified > before[0]:
            found[head.id] = (head.modified, count)
    return {key: count for key, (_, count) in found.items()}, older


def _counted(others: Counter[str]) -> str:
    said = ", ".join(f"{count:,} {kind[:60]}" for kind, count in others.most_common(_SHOWN))
    return said + (f" and {len(others) - _SHOWN} kinds more" if len(others) > _SHOWN else "")


def _said(others: Counter[str], older: int, left: int, taken: int, marks: Marks) -> list[str]:
    said: list[str] = []
    if others:
        said.append(f"not made into records: {_counted(others)}")
    if older:
        said.append(f"{older:,} older versions of objects were left out; the newest counts")
    if left:
        said.append(f"{taken:,} were taken, {left:,} more were not: one bundle gives {MOST:,} rows at most")
    if marks.unknown:
        said.append(f"{marks.unknown:,} markings are not in the bundle: what bears them is taken as TLP:RED")
    return said
