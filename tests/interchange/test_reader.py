"""A file is known by what is in it, read, and never brings the desk down."""

from __future__ import annotations

import io
import json
import logging
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.reading import Item, Reading
from eocdesk.interchange.format import Asked, Cancelled, Format
from eocdesk.interchange.reader import read_data, read_file, recognise
from eocdesk.models.errors import Refused

ZONED = Asked(zone="America/Los_Angeles", year=2028)
ICS = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20280714T200000Z\nSUMMARY:Opening\nEND:VEVENT\nEND:VCALENDAR\n"
TABLE = b"Title,Start,Venue\nOpening,2028-07-14T20:00,SoFi\n"


def why(data: bytes, **more: object) -> str:
    reading = read_data(data, ZONED, **more)  # type: ignore[arg-type]
    assert (len(reading.items), [refusal.at for refusal in reading.refused]) == (0, ["file"])
    return reading.refused[0].reason


@pytest.mark.parametrize(
    ("data", "name", "made"),
    [
        (ICS, "sessions.txt", "ics"),
        (b"BEGIN:VCARD\nFN:A\nEND:VCARD", "", "vcard"),
        (TABLE, "", "csv"),
        (TABLE.replace(b",", b"\t"), "", "tsv"),
        (TABLE.replace(b",", b";"), "", "csv"),
        (b"Title\nOpening\n", "one.csv", "csv"),
        (b'[{"title": "x"}]', "x.geojson", "json"),
        ('{"type":"Feature","geometry":null}'.encode("utf-16"), "", "geojson"),
    ],
)
def test_a_format_is_recognised_by_content_and_not_by_its_ending(data: bytes, name: str, made: str) -> None:
    assert recognise(data, name).name == made


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"just a few words", "neither a calendar (ics)"),
        (b"<?xml version='1.0'?><a/>", "XML or HTML"),
        (b"%PDF-1.4", "a PDF document"),
        (b"\x00\x01\x02", "NUL character"),
        (b"\xff\xfe", "empty"),
        (b"Stade \xe9t\xe9,1\n", "is not UTF-8"),
        (b"", "empty"),
    ],
)
def test_what_import_does_not_read_is_told_in_a_sentence(data: bytes, words: str) -> None:
    assert words in why(data)


def test_a_file_that_is_not_there_is_one_row_refused(tmp_path: Path) -> None:
    reading = read_file(tmp_path / "gone.csv", ZONED)
    assert (reading.read, reading.refused[0].at) == (1, "file")


def test_a_profile_for_other_files_is_refused() -> None:
    with pytest.raises(Refused, match="reads json, and this is none of them"):
        recognise(b"a,b\n1,2\n", "", "openfootball-matches")


def test_a_format_that_is_only_written_and_one_that_is_unknown_are_refused() -> None:
    assert why(b"x", format="vcard3") == "vCard 3.0 is written, not read."
    assert "no format" in why(b"x", format="docx")


def test_a_mistake_of_ours_is_logged_and_the_person_gets_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    def breaks(_data: bytes, _asked: Asked) -> Reading:
        message = "nobody thought of this"
        raise KeyError(message)

    broken = Format("x", "X", (), "Nothing.", breaks)
    assert why(b"x", format=broken) == "The file could not be read: it holds something import does not expect."
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()


@pytest.mark.parametrize("error", [MemoryError(), RecursionError()])
def test_a_file_too_big_for_memory_is_refused(error: BaseException) -> None:
    def breaks(_data: bytes, _asked: Asked) -> Reading:
        raise error

    assert "too big or nested too deep" in why(b"x", format=Format("x", "X", (), "Nothing.", breaks))


def test_a_cancel_is_the_only_thing_that_comes_through() -> None:
    rows = b"".join(b"Session %d,2028-07-14T20:00\n" % number for number in range(600))
    with pytest.raises(Cancelled):
        read_data(b"Title,Start\n" + rows, Asked(zone="UTC", cancelled=lambda: True))


def test_a_reading_with_nothing_in_it_says_so() -> None:
    empty = Format("x", "X", (), "Nothing.", lambda _data, _asked: Reading("x", "x"))
    assert why(b"x", format=empty) == "There is nothing in the file to import."


def seeds() -> list[bytes]:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:L. Chen\nTEL;TYPE=work:+12135550100\nEND:VCARD\n"
    places = {"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    return [ICS, TABLE, card, json.dumps(places).encode(), b'[{"title":"x","starts":"2028-07-14"}]', book.getvalue()]


@given(st.sampled_from(seeds()), st.randoms(use_true_random=False), st.integers(1, 12))
def test_a_damaged_file_is_refused_or_read_and_never_raises(seed: bytes, chance: random.Random, times: int) -> None:
    data = bytearray(seed)
    for _ in range(times):
        place = chance.randrange(len(data) or 1)
        data[place : place + chance.randrange(3)] = bytes(chance.randrange(256) for _ in range(chance.randrange(3)))
    reading = read_data(bytes(data), ZONED)
    assert reading.read >= 1
    assert not any("does not expect" in refusal.reason for refusal in reading.refused)


@given(st.sampled_from(seeds()), st.integers(0, 200))
def test_a_file_cut_short_anywhere_is_refused_or_read(seed: bytes, length: int) -> None:
    reading = read_data(seed[:length], ZONED)
    assert reading.read >= 1
    assert all(isinstance(item, Item) for item in reading.items)
