"""CISA's catalogue of exploited vulnerabilities, as JSON and as CSV, gives the same rows."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from eocdesk.interchange import Asked, read_data

ROW = {
    "cveID": "CVE-2026-10001",
    "vendorProject": "Gatewise",
    "product": "Turnstile",
    "vulnerabilityName": "Gatewise Turnstile Flaw",
    "dateAdded": "2026-06-01",
    "shortDescription": 'A flaw, "open" to all.',
    "requiredAction": "Apply mitigations.",
    "dueDate": "2026-06-22",
    "knownRansomwareCampaignUse": "Known",
    "notes": "",
}


def catalogue(*rows: object, **more: Any) -> bytes:
    return json.dumps({"title": "CISA", "vulnerabilities": list(rows), **more}).encode()


def test_a_row_is_an_indicator_with_vendor_product_and_day() -> None:
    reading = read_data(catalogue(ROW, count=1), Asked())
    assert (reading.format, reading.source, reading.lists, reading.read) == ("kev", "kev", "kev", 1)
    item = reading.items[0]
    assert (item.kind, item.key) == ("indicator", "CVE-2026-10001")
    assert item.values == {
        "kind": "vulnerability",
        "value": "CVE-2026-10001",
        "name": "Gatewise Turnstile Flaw",
        "note": 'A flaw, "open" to all.\n\nApply mitigations.',
        "vendor": "Gatewise",
        "product": "Turnstile",
        "due": "2026-06-22",
        "ransomware": True,
        "starts": 1_780_272_000_000,
        "marking": "CLEAR",
    }


def test_the_table_says_the_same() -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROW))
    writer.writeheader()
    writer.writerow(ROW)
    reading = read_data(out.getvalue().encode(), Asked())
    assert reading.format == "kev"
    assert reading.items[0].values == read_data(catalogue(ROW), Asked()).items[0].values


def test_a_row_without_a_day_to_mend_it_by_is_taken() -> None:
    reading = read_data(catalogue({**ROW, "dueDate": ""}), Asked())
    assert (reading.refused, reading.items[0].values["due"]) == ((), "")


def test_what_is_wrong_is_refused_row_by_row() -> None:
    wrong = ({**ROW, "cveID": "CVE-1"}, "a", {**ROW, "cveID": "CVE-2026-10002", "dueDate": "soon"}, ROW, ROW)
    reading = read_data(catalogue(*wrong), Asked())
    assert (len(reading.items), [refusal.at for refusal in reading.refused]) == (
        1,
        [f"vulnerability {place}" for place in (1, 2, 3, 5)],
    )


def test_a_catalogue_cut_short_or_empty_is_said() -> None:
    assert "it may be cut" in read_data(catalogue(ROW, count=1404), Asked()).warnings[0]
    assert read_data(catalogue(), Asked(), "kev").refused[0].reason == "The catalogue holds no vulnerability."
