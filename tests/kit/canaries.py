"""A desk of which every word is a canary of its marking, and the search of a PDF for one down to its last stream."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from eocdesk.commands.command import Work
from eocdesk.models import KINDS, clock, fields_of
from eocdesk.models.fields import Field, Holds
from eocdesk.models.ids import source_id
from tests.kit.desks import EVENT

WORDS: Mapping[tuple[str, str], str] = {
    ("GREEN", ""): "Sparrow",
    ("AMBER", ""): "Kestrel",
    ("AMBER+STRICT", ""): "Merlin",
    ("RED", ""): "Osprey",
    ("GREEN", "FBI"): "Dunlin",
}
"""One word for each marking and audience; it stands in every text of every record marked so."""
HIDDEN = frozenset(WORDS.values()) - {"Sparrow"}
"""What no paper released at GREEN to nobody in particular may hold."""
_HOUR = 3_600_000
_PLAIN = frozenset({"geometry", "zone", "partner_zone", "sha256", "content", "digest", "code", "color"})
"""Lines that hold no words of people."""
_SITUATED = {"lat": 34.01, "lon": -118.29}


def key(kind: str, marking: str, audience: str = "") -> bytes:
    """The record of a kind and a marking."""
    return source_id(EVENT, kind, "canary", f"{marking}/{audience}")


class Release:
    """A record of each kind and marking, each pointing to records of another marking; one of each form for each."""

    title = "Release canaries"

    def __init__(self, codes: tuple[str, ...] = (), prefix: str = "") -> None:
        self.codes, self.prefix = codes, prefix

    def do(self, work: Work) -> None:
        for at, ((marking, audience), word) in enumerate(WORDS.items()):
            for kind in KINDS:
                if kind not in ("event", "summary", "access"):
                    work.put(kind, key(kind, marking, audience), **self._values(kind, at, word))
            self._forms(work, at, word)

    def _forms(self, work: Work, at: int, word: str) -> None:
        marking, audience = list(WORDS)[at]
        for code in self.codes:
            form = source_id(EVENT, "form", "canary", f"{code}/{marking}/{audience}")
            work.put("form", form, **(self._values("form", at, word) | {"code": code}))
            for number in range(1, 12):
                block = source_id(EVENT, "block", "canary", f"{code}/{marking}/{audience}/{number}")
                told = {"form": _form(code, "GREEN"), "key": str(number), "place": None, "text": f"{word} {number}"}
                work.put("block", block, **(self._values("block", at, word) | told))

    def _values(self, kind: str, at: int, word: str) -> dict[str, Any]:
        marking, audience = list(WORDS)[at]
        other = list(WORDS)[(at + 1) % len(WORDS)]
        values = {
            name: _value(name, known, f"{self.prefix}{word}", other)
            for name, known in fields_of(KINDS[kind]).items()
            if name not in ("event", "marking", "audience", "struck")
        }
        told = {name: value for name, value in values.items() if value is not None}
        return {**told, **_told(kind), "event": EVENT, "marking": marking, "audience": audience}


def _form(code: str, marking: str) -> bytes:
    return source_id(EVENT, "form", "canary", f"{code}/{marking}/")


form_of = _form


def _told(kind: str) -> dict[str, Any]:
    """What a kind's rules ask for."""
    now = clock.now()
    told: dict[str, dict[str, Any]] = {
        "entry": {"kind": "entry", "happened": now - _HOUR, "written": now - _HOUR, "amends": None},
        "period": {"starts": now - 4 * _HOUR, "ends": now + 4 * _HOUR, "number": 7},
        "task": {"done": None},
        "incident": {"status": "open", "closed": None},
        "seat": {"status": "activated"},
        "session": {"starts": now - _HOUR, "ends": now + _HOUR},
        "alert": {"state": "actual"} if "state" in fields_of(KINDS["alert"]) else {},
    }
    return told.get(kind, {})


def _value(name: str, known: Field, word: str, other: tuple[str, str]) -> Any:
    if known.choices:
        return known.choices[0][0]
    if known.holds is Holds.RECORD:
        return key(known.of, *other) if known.of in KINDS and known.of != "event" else None
    if known.holds is Holds.LIST:
        return [key(known.of, *other).hex()] if known.of in KINDS else None
    if known.holds in (Holds.LINE, Holds.TEXT):
        return None if name in _PLAIN else word
    plain = {Holds.NUMBER: 3, Holds.MOMENT: clock.now() - _HOUR, Holds.YES: False}
    return _SITUATED.get(name, 1.0) if known.holds is Holds.REAL else plain.get(known.holds)


def leaks(data: bytes, words: frozenset[str] = HIDDEN) -> dict[str, str]:
    """Which of the words a PDF holds, and where: in text, in its objects, metadata, attachments, raw or unpacked."""
    found = {}
    for where, said in _everything(data):
        for word in words:
            if any(form in said for form in (word.encode(), word.encode("utf-16-be"), word.encode().hex().encode())):
                found[word] = where
    return found


def _everything(data: bytes) -> Iterator[tuple[str, bytes]]:
    file = pypdf.PdfReader(io.BytesIO(data))
    yield "the bytes", data
    for number, page in enumerate(file.pages, 1):
        yield f"page {number}", page.extract_text().encode("utf-8", "replace")
    yield "metadata", repr(file.metadata).encode()
    yield "outline", repr(file.outline).encode()
    for name, contents in file.attachments.items():
        yield f"attachment {name}", name.encode() + b"".join(contents)
    yield from _objects(file)


def _objects(file: pypdf.PdfReader) -> Iterator[tuple[str, bytes]]:
    """Every object with its strings, every stream unpacked."""
    for number in sorted(
        {number for generation in file.xref.values() for number in generation} | set(file.xref_objStm)
    ):
        one = IndirectObject(number, 0, file).get_object()
        if isinstance(one, StreamObject):
            yield f"stream {number}", one.get_data()
        if isinstance(one, (DictionaryObject, ArrayObject)):
            yield f"object {number}", repr(one).encode("utf-8", "replace")
        elif one is not None:
            yield f"object {number}", str(one).encode("utf-8", "replace")
