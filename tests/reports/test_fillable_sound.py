"""A page of which only a part can be unpacked is not filled: what it would leave out nobody would miss on paper."""

from __future__ import annotations

import base64
import io
import zlib
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from eocdesk.reports.fillable_sound import is_whole
from tests.kit.acroform import activity_log, log_form, made

WORDS = b"BT /F1 9 Tf 40 750 Td (ACTIVITY LOG \\(ICS 214\\)) Tj ET "
PACKED = zlib.compress(b"".join(b"%d 0 m %d 9 l S " % (n * 7 % 613, n * n % 791) for n in range(400)))


def stream(data: bytes, *filters: str) -> StreamObject:
    part: StreamObject = EncodedStreamObject() if filters else DecodedStreamObject()
    part._data = data
    if len(filters) == 1:
        part[NameObject("/Filter")] = NameObject(filters[0])
    elif filters:
        part[NameObject("/Filter")] = ArrayObject([NameObject(one) for one in filters])
    return part


def page(*parts: StreamObject) -> Any:
    """The page with that content, written to a file and read again."""

    def touch(writer: PdfWriter) -> None:
        held = [writer._add_object(part) for part in parts]
        writer.pages[0][NameObject("/Contents")] = held[0] if len(held) == 1 else ArrayObject(held)

    data = made(("(ICS 214)", activity_log()), touch=touch)
    return PdfReader(io.BytesIO(data)).pages[0]


def turned(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :]


@pytest.mark.parametrize(
    "part",
    [
        stream(WORDS),
        stream(PACKED, "/FlateDecode"),
        stream(PACKED, "/Fl"),
        stream(PACKED + b"\r", "/FlateDecode"),
        stream(PACKED[:-4], "/FlateDecode"),
        stream(base64.a85encode(PACKED) + b"~>", "/ASCII85Decode", "/FlateDecode"),
        stream(PACKED.hex().encode() + b">", "/AHx", "/Fl"),
        stream(b"", "/FlateDecode"),
        stream(zlib.compress(PACKED), "/FlateDecode", "/FlateDecode"),
        stream(b"\x80\x0b`P", "/LZWDecode"),
    ],
)
def test_a_page_that_unpacks_to_its_end_is_whole(part: StreamObject) -> None:
    assert is_whole(page(part))
    assert is_whole(page(stream(WORDS), part))


@pytest.mark.parametrize(
    "part",
    [
        stream(turned(PACKED, 0), "/FlateDecode"),
        stream(turned(PACKED, len(PACKED) // 2), "/FlateDecode"),
        stream(turned(PACKED, len(PACKED) - 1), "/FlateDecode"),
        stream(PACKED[: len(PACKED) // 2], "/FlateDecode"),
        stream(PACKED[:40], "/Fl"),
        stream(b"x", "/FlateDecode"),
        stream(b" \n", "/FlateDecode"),
        stream(b"no packed words at all, of some length", "/FlateDecode"),
        stream(base64.a85encode(PACKED[: len(PACKED) // 2]) + b"~>", "/ASCII85Decode", "/FlateDecode"),
        stream(zlib.compress(PACKED[: len(PACKED) // 2]), "/FlateDecode", "/FlateDecode"),
    ],
)
def test_one_that_does_not_is_not_alone_or_among_others(part: StreamObject) -> None:
    assert not is_whole(page(part))
    assert not is_whole(page(stream(WORDS), part))
    assert not is_whole(page(stream(PACKED, "/FlateDecode"), part, stream(WORDS)))


def test_a_page_without_content_is_whole() -> None:
    def touch(writer: PdfWriter) -> None:
        del writer.pages[0]["/Contents"]

    assert is_whole(PdfReader(io.BytesIO(made(("", []), touch=touch))).pages[0])


def test_a_part_that_is_named_and_not_in_the_file_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    def touch(writer: PdfWriter) -> None:
        whole = writer.pages[0].raw_get("/Contents")
        writer.pages[0][NameObject("/Contents")] = ArrayObject([whole, IndirectObject(9_999, 0, writer)])

    assert not is_whole(PdfReader(io.BytesIO(log_form(touch=touch))).pages[0])
    caplog.clear()  # pypdf says it too


@pytest.mark.parametrize(("packed", "whole"), [(PACKED, True), (PACKED[: len(PACKED) // 2], False)])
def test_what_a_page_draws_from_a_drawing_counts_though_that_draws_itself(packed: bytes, whole: bool) -> None:  # noqa: FBT001  a table of cases
    def touch(writer: PdfWriter) -> None:
        outer, inner = (stream(data, "/FlateDecode") for data in (PACKED, packed))
        held = [writer._add_object(one) for one in (outer, inner)]
        names = DictionaryObject({NameObject("/A"): held[0], NameObject("/B"): held[1]})
        for one in (outer, inner):
            one[NameObject("/Subtype")] = NameObject("/Form")
        outer[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): names})
        resources: Any = writer.pages[0]["/Resources"]
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/A"): held[0]})

    assert is_whole(PdfReader(io.BytesIO(log_form(touch=touch))).pages[0]) is whole
