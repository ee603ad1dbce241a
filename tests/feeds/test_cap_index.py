"""Lists of alerts: the gist in an entry is read, what only links is said with the count, nothing is fetched."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from eocdesk.feeds import Given
from eocdesk.feeds.cap import links, read
from eocdesk.feeds.cap_index import LINKED, check, link, rows, tag
from eocdesk.models import Refused

ATOM = 'xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"'


def entry(area: str = "Coast", codes: str = "PL805", identifier: str = "one", more: str = "") -> str:
    kept = f"<cap:identifier>{identifier}</cap:identifier>" if identifier else ""
    return f"""<entry><id>https://example.org/e/{area}</id><title>Yellow wind warning, {area}</title>
<category term="Met"/><cap:geocode><valueName>EMMA_ID</valueName><value>{codes}</value></cap:geocode>
<cap:areaDesc>{area}</cap:areaDesc><cap:event>Yellow Wind warning</cap:event>
<cap:sent>2028-07-18T12:00:00+00:00</cap:sent><cap:onset>2028-07-18T13:00:00+00:00</cap:onset>
<cap:expires>2028-07-18T20:00:00+00:00</cap:expires><cap:severity>Moderate</cap:severity>
<cap:message_type>Update</cap:message_type><cap:status>Exercise</cap:status>{kept}{more}
<author><name>Weather office</name></author>
<link href="https://example.org/m/1" type="application/cap+xml"/></entry>"""


def feed(*entries: str) -> bytes:
    return f"<feed {ATOM}><title>Warnings</title>{''.join(entries)}</feed>".encode()


def alerts(data: bytes) -> list[dict[str, Any]]:
    reading = read(data, Given(bytes(16), 0))
    assert reading.refused == []
    command: Any = reading.commands[0]
    assert reading.read == len(command.alerts)
    return [one.values for one in command.alerts]


def test_the_gist_of_an_entry_is_an_alert() -> None:
    polygon = "<cap:polygon>34,-118 34,-117 35,-117 34,-118</cap:polygon>"
    (one,) = alerts(feed(entry(more=polygon)))
    assert (one["title"], one["hazard"], one["severity"], one["message"]) == (
        "Yellow Wind warning",
        "wind",
        "moderate",
        "update",
    )
    assert (one["identifier"], one["sender"], one["status"]) == ("one", "Weather office", "exercise")
    assert (one["area"], one["codes"], one["url"]) == ("Coast", ["EMMA_ID:PL805"], "https://example.org/m/1")
    assert one["geometry"].startswith('{"type":"Polygon"')
    assert one["expires"] - one["onset"] == 7 * 3_600_000
    assert one["headline"] == "Yellow wind warning, Coast"


def test_entries_about_one_message_are_one_alert_with_all_their_areas() -> None:
    twice = entry("Hills", "PL806")
    found = alerts(feed(entry(), twice, twice, entry("Lake", "PL807", "two")))
    assert [(one["identifier"], one["area"], one["codes"]) for one in found] == [
        ("one", "Coast; Hills", ["EMMA_ID:PL805", "EMMA_ID:PL806"]),
        ("two", "Lake", ["EMMA_ID:PL807"]),
    ]


def test_several_codes_in_one_value_are_several() -> None:
    (one,) = alerts(feed(entry(codes="006037 006059")))
    assert one["codes"] == ["EMMA_ID:006037", "EMMA_ID:006059"]


def test_without_an_identifier_the_entry_s_own_stands_for_it() -> None:
    assert [one["identifier"] for one in alerts(feed(entry(identifier="")))] == ["https://example.org/e/Coast"]


def test_entries_that_only_link_are_refused_each_and_counted() -> None:
    linked = '<entry><title>Heat</title><link href="https://example.org/m/2" type="application/cap+xml"/></entry>'
    reading = read(feed(entry(), linked, linked), Given(bytes(16), 0))
    assert (reading.read, reading.refused) == (3, [("entry 2", LINKED), ("entry 3", LINKED)])
    assert reading.says == (
        "3 alerts read, 2 refused. 2 entries only link to their messages: read what the links name."
    )


def test_at_an_address_the_links_are_named_to_be_asked_and_refuse_nothing() -> None:
    linked = '<entry><link href="https://example.org/m/2" type="application/cap+xml"/></entry>'
    data, asked = feed(entry(), linked, linked), Given(bytes(16), 0, address="https://example.org/list")
    assert links(data) == ["https://example.org/m/2"]
    assert (read(data, asked).read, read(data, asked).refused) == (1, [])
    assert read(feed(linked), asked).says == "The list links to 1 message."
    assert read(feed("<entry/>"), asked).refused == [("entry 1", LINKED)]
    assert links(b"<alert/>") == links(b"no XML") == []


def test_an_rss_list_of_links_is_one_too() -> None:
    item = "<item><title>Storm</title><g:cap>https://example.org/cap.xml</g:cap></item>"
    data = f'<rss xmlns:g="http://www.example.org"><channel>{item}</channel></rss>'.encode()
    assert read(data, Given(bytes(16), 0)).says.endswith("1 entry only links to its message: read what the links name.")


def test_a_list_without_entries_is_read_and_holds_none() -> None:
    reading = read(feed(), Given(bytes(16), 0))
    assert (reading.read, reading.refused, reading.says) == (0, [], "The list holds no alert.")


@pytest.mark.parametrize(
    ("inside", "address"),
    [
        ('<link href="https://a.example/1" type="application/cap+xml"/>', "https://a.example/1"),
        ('<link href="https://a.example/page" type="text/html"/>', ""),
        ("<x:cap xmlns:x='urn:x'> https://a.example/2 </x:cap>", "https://a.example/2"),
        ("<title>Nothing</title>", ""),
    ],
)
def test_where_a_message_is_is_read_from_the_link(inside: str, address: str) -> None:
    assert link(fromstring(f"<entry>{inside}</entry>")) == address


def test_what_is_no_message_is_refused() -> None:
    with pytest.raises(Refused, match="It only says where"):
        check(Element("entry"))
    check(Element("alert"))
    assert tag(Element("{urn:x}entry")) == "entry"
    assert list(rows(Element("feed"))) == []
