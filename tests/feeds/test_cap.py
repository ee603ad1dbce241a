"""CAP: shapes both ways, languages, signatures that prove nothing, entities that are never followed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eocdesk.feeds import Given, Where
from eocdesk.feeds.cap import FEED, read

AREA = """<area><areaDesc>Hills</areaDesc><polygon>34,-118 34,-117 35,-117 34,-118</polygon>
<circle>34.0,-118.0 10</circle><polygon>nonsense</polygon>
<geocode><valueName>SAME</valueName><value>006037</value></geocode></area>"""
INFO = """<info><language>{}</language><category>Met</category><event>{}</event><urgency>Immediate</urgency>
<severity>Severe</severity><certainty>Very Likely</certainty><expires>2028-07-19T12:00:00-07:00</expires>{}</info>"""


def message(infos: str, more: str = "", version: str = "1.2") -> bytes:
    return f"""<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:{version}">
<identifier>m1</identifier>
<sender>a@example.org</sender><sent>2028-07-19T03:00:00-07:00</sent><status>Exercise</status><msgType>Update</msgType>
<references>a@example.org,m0,2028-07-18T03:00:00-07:00</references>{more}{infos}</alert>""".encode()


def one(data: bytes) -> tuple[dict[str, Any], str]:
    reading = read(data, Given(bytes(16), 0))
    assert reading.refused == []
    command: Any = reading.commands[0]
    return command.alerts[0].values, "\n".join(reading.warnings)


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_english_is_taken_first_and_polygon_and_circle_are_both_kept(version: str) -> None:
    infos = INFO.format("fr-CA", "Chaleur", "") + INFO.format("en-US", "Excessive Heat Warning", AREA)
    values, warnings = one(message(infos, version=version))
    assert (values["title"], values["hazard"], values["certainty"]) == ("Excessive Heat Warning", "heat", "likely")
    assert (values["status"], values["message"], values["replaces"]) == ("exercise", "update", ["m0"])
    drawn = json.loads(values["geometry"])
    assert (drawn["type"], len(drawn["coordinates"])) == ("MultiPolygon", 2)
    assert drawn["coordinates"][0][0][0] == [-118.0, 34.0]
    assert values["codes"] == ["SAME:006037"]
    assert "the first in en-US" in warnings
    assert "a polygon is not built" in warnings


def test_a_signature_is_present_and_never_valid() -> None:
    signed = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'
    assert one(message("", signed))[0]["signature"] == "present"
    assert one(message(""))[0]["signature"] == "none"


def test_messages_inside_an_atom_feed_are_read_and_links_alone_are_said() -> None:
    inner = message("").split(b"?>", 1)[1]
    whole = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>' + inner + b"</content></entry></feed>"
    assert read(whole, Given(bytes(16), 0)).read == 1
    links = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://example.org/1"/></entry></feed>'
    assert "links" in read(links, Given(bytes(16), 0)).says


def test_it_is_asked_at_the_addresses_somebody_added_alone() -> None:
    assert FEED.own
    assert FEED.addresses(Where(own=("https://example.org/alerts.atom",))) == ["https://example.org/alerts.atom"]
    assert FEED.addresses(Where(state="CA")) == []


def test_entities_are_never_followed() -> None:
    evil = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert><identifier>&x;</identifier></alert>'
    assert "never followed" in read(evil, Given(bytes(16), 0)).says
