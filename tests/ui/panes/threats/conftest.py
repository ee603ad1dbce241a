"""The threats pane on a desk with a report, a threat, an approved product and a partner."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from eocdesk.commands.inquiries import AskInformation
from eocdesk.commands.products import ApproveProduct, WriteProduct
from eocdesk.commands.records import Add
from eocdesk.commands.threats import RaiseThreat, TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.ui.panes.threats.pane import ThreatsPane
from tests.kit.desks import EVENT


class Story(NamedTuple):
    """What there is."""

    report: bytes
    threat: bytes
    product: bytes
    agency: bytes
    inquiry: bytes
    system: bytes
    indicator: bytes


@pytest.fixture
def story(desk: Desk) -> Story:
    """A drone was seen; a phishing threat has a bulletin that may go out."""
    report, _ = desk.do_now(TakeReport(EVENT, {"title": "Drone over the plaza", "place": "East plaza"})).value
    venue = desk.do_now(Add("venue", EVENT, {"name": "Hall"})).value
    named = {
        "title": "Phishing of ticket staff",
        "nature": "cyber",
        "level": "high",
        "venues": [venue.hex()],
        "marking": "GREEN",
    }
    threat, _ = desk.do_now(RaiseThreat(EVENT, named)).value
    written = {"title": "Bulletin on phishing", "text": "Do <b>not</b> click", "threat": threat, "marking": "GREEN"}
    product, _ = desk.do_now(WriteProduct(EVENT, written)).value
    desk.do_now(ApproveProduct(product))
    agency = desk.do_now(Add("agency", EVENT, {"name": "Harbour Police"})).value
    asked = {"question": "Who owns the domain?", "agency": agency, "threat": threat}
    inquiry, _ = desk.do_now(AskInformation(EVENT, asked)).value
    held = {"name": "Box office", "vendor": "Citrix", "product": "NetScaler"}
    system = desk.do_now(Add("system", EVENT, held)).value
    sign = {"kind": "vulnerability", "value": "CVE-2023-4966", "vendor": "Citrix", "product": "NetScaler ADC"}
    indicator = desk.do_now(Add("indicator", EVENT, {**sign, "due": "2023-11-08", "ransomware": True})).value
    return Story(report, threat, product, agency, inquiry, system, indicator)


@pytest.fixture
def opened(shown_pane: Callable[[type[ThreatsPane]], ThreatsPane]) -> Callable[[], ThreatsPane]:
    """Opens the pane, everything read."""

    def make() -> ThreatsPane:
        pane = shown_pane(ThreatsPane)
        pane.take_focus()
        return pane

    return make
