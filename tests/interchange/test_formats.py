"""The list of formats: each can be named, says what it loses, and knows its own files."""

from __future__ import annotations

import pytest

from eocdesk.interchange.format import Export, Format
from eocdesk.interchange.formats import FORMATS, named
from eocdesk.models import Event
from eocdesk.models.errors import Refused

EVENT = Event(id=b"e" * 16, code="LA28", name="LA28 Games", zone="America/Los_Angeles", exercise=False)


def test_a_format_is_found_by_any_name_a_person_may_type() -> None:
    assert named(" .VCF ").name == "vcard"
    assert named("iCal").name == "ics"
    assert named("excel").name == "xlsx"
    with pytest.raises(Refused, match=r"no format “docx”. There are ics, vcard, .*csv-contacts\.") as refused:
        named("docx")
    assert refused.value.field == "format"


def test_no_two_formats_answer_to_one_name() -> None:
    names = [name for one in FORMATS for name in (one.name, *one.also)]
    assert len(names) == len(set(names))


def test_every_format_goes_one_way_at_least_and_says_in_a_sentence_what_it_loses() -> None:
    for one in FORMATS:
        assert one.reads or one.writes
        assert one.loses.endswith(".")
        assert all(ending.startswith(".") for ending in one.endings)


@pytest.mark.parametrize("one", [one for one in FORMATS if one.writes], ids=lambda one: one.name)
def test_an_event_with_nothing_in_it_is_still_a_sound_file(one: Format) -> None:
    assert one.writes is not None
    made = one.writes(Export(EVENT))
    assert made == b"" or made.decode("utf-8-sig").endswith("\n")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"BEGIN:VCALENDAR\r\n", "ics"),
        (b"\xef\xbb\xbf\nbegin:vevent\n", "ics"),
        (b"BEGIN:VCARD\n", "vcard"),
        (b'{"type": "FeatureCollection", "features": []}', "geojson"),
        (b'[{"type": "Feature", "geometry": null}]', "geojson"),
        (b'{"type": "Feature", "name": "a"}', "json"),
        (b'[{"type": "Point"}]', "json"),
        (b"PK\x03\x04", "xlsx"),
    ],
)
def test_each_knows_its_own_files_by_what_is_in_them(data: bytes, name: str) -> None:
    assert next(one.name for one in FORMATS if one.reads and one.recognises(data, "")) == name


def test_what_is_only_written_does_not_read() -> None:
    plurals = ("venues", "features", "agencies", "contacts")
    only_written = ["vcard3", "cap", *(f"csv-{plural}" for plural in plurals)]
    assert [one.name for one in FORMATS if one.reads is None] == only_written
