"""The list of formats: one line in it is what another format costs."""

from __future__ import annotations

import re

from eocdesk.interchange.cap.write import write_cap
from eocdesk.interchange.format import Format
from eocdesk.interchange.geojson.read import read_geojson
from eocdesk.interchange.geojson.write import write_geojson
from eocdesk.interchange.ics.read import read_ics
from eocdesk.interchange.ics.write import write_ics
from eocdesk.interchange.kev import is_kev, read_kev
from eocdesk.interchange.odf import is_odf, read_odf
from eocdesk.interchange.sheet.book import is_zip
from eocdesk.interchange.sheet.read import is_json, read_csv, read_json, read_tsv, read_xlsx
from eocdesk.interchange.sheet.write import csv_of, write_json
from eocdesk.interchange.stix.read import is_stix, read_stix
from eocdesk.interchange.stix.write import write_stix
from eocdesk.interchange.vcard.read import read_vcf
from eocdesk.interchange.vcard.write import write_vcard3, write_vcard4
from eocdesk.models.errors import Refused

_BEGIN = rb"(?:\xef\xbb\xbf)?\s*BEGIN:\s*"
_VCARD = re.compile(_BEGIN + rb"VCARD", re.IGNORECASE)
_CALENDAR = re.compile(_BEGIN + rb"(?!VCARD)[A-Z]", re.IGNORECASE)
_GEO = re.compile(
    rb'"type"\s*:\s*"(?:Feature(?:Collection)?|GeometryCollection|(?:Multi)?(?:Point|LineString|Polygon))"'
)
_PARTS = re.compile(rb'"(?:features|geometry|coordinates|geometries)"\s*:')


def _vcard(data: bytes, _name: str) -> bool:
    return _VCARD.match(data) is not None


def _calendar(data: bytes, _name: str) -> bool:
    return _CALENDAR.match(data) is not None


def _places(data: bytes, _name: str) -> bool:
    return is_json(data) and _GEO.search(data) is not None and _PARTS.search(data) is not None


def _json(data: bytes, _name: str) -> bool:
    return is_json(data)


def _book(data: bytes, _name: str) -> bool:
    return is_zip(data)


FORMATS: tuple[Format, ...] = (
    Format(
        "ics",
        "iCalendar",
        (".ics", ".ical", ".icalendar", ".ifb", ".vcs"),
        "Sessions only; alarms, attendees, attachments and rules of repetition are not kept (each occurrence is).",
        read_ics,
        write_ics,
        _calendar,
        ("ical", "icalendar", "calendar"),
    ),
    Format(
        "vcard",
        "vCard 4.0",
        (".vcf", ".vcard"),
        "Contacts and agencies; pictures, birthdays and addresses of web sites are not kept.",
        read_vcf,
        write_vcard4,
        _vcard,
        ("vcf", "vcard4", "vcf4", "vcard4.0", "contacts"),
    ),
    Format(
        "vcard3",
        "vCard 3.0",
        (".vcf",),
        "As vCard 4.0; languages stand in a property of our own.",
        None,
        write_vcard3,
        also=("vcf3", "vcard3.0"),
    ),
    Format(
        "stix",
        "STIX bundle",
        (".json", ".stix"),
        "In: indicators and vulnerabilities, the rest is counted. Out: no drafts, no reports of suspicious activity.",
        read_stix,
        write_stix,
        is_stix,
        ("stix2", "stix2.1"),
    ),
    Format(
        "cap",
        "CAP 1.2 alerts",
        (".cap", ".xml"),
        "Our own alerts and warnings, no drafts; what others issued is theirs to send. Holes of shapes are filled.",
        None,
        write_cap,
        also=("cap1.2",),
    ),
    Format(
        "kev",
        "CISA known exploited vulnerabilities",
        (".json", ".csv"),
        "Weakness classes (CWE) are not kept.",
        read_kev,
        None,
        is_kev,
    ),
    Format(
        "odf",
        "Olympic schedule (ODF)",
        (".xml",),
        "Start lists, results and media access are not kept.",
        read_odf,
        None,
        is_odf,
    ),
    Format(
        "geojson",
        "GeoJSON",
        (".geojson", ".json"),
        "Venues and features; heights are left out, styles are not kept.",
        read_geojson,
        write_geojson,
        _places,
        ("places",),
    ),
    Format(
        "xlsx",
        "Excel workbook",
        (".xlsx", ".xlsm"),
        "Cells only: formulas count as last calculated; colours, comments and pictures are not kept.",
        read_xlsx,
        None,
        _book,
        ("excel",),
    ),
    Format(
        "json",
        "JSON records",
        (".json", ".jsonl", ".ndjson"),
        "Sessions, venues, features, agencies and contacts by our field names; the log is not in it.",
        read_json,
        write_json,
        _json,
        ("jsonl", "ndjson"),
    ),
    Format(
        "tsv",
        "Table parted by tabs",
        (".tsv", ".tab"),
        "One kind of record by its headings; columns that no field takes are told and left.",
        read_tsv,
    ),
    Format(
        "csv",
        "Sessions as a table (CSV)",
        (".csv", ".txt"),
        "One kind of record by its headings; columns that no field takes are told and left.",
        read_csv,
        csv_of("sessions"),
        also=("csv-sessions",),
    ),
    *(
        Format(f"csv-{plural}", f"{plural.capitalize()} as a table (CSV)", (".csv",), loses, None, csv_of(plural))
        for plural, loses in (
            ("venues", "Nothing of a venue."),
            ("features", "Nothing of a feature."),
            ("agencies", "Nothing of an agency."),
            ("contacts", "Nothing of a contact but pictures, which a desk does not keep."),
        )
    ),
)


def named(name: str) -> Format:
    """The format of that name or another name of it; Refused with the names there are."""
    word = name.strip().lower().lstrip(".")
    for one in FORMATS:
        if word == one.name or word in one.also:
            return one
    raise Refused(f"There is no format “{name}”. There are {', '.join(one.name for one in FORMATS)}.", "format")
