"""A known vulnerability is matched by vendor and product, with the reason; what is not matched is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import systems
from eocdesk.store.queries.systems import Matched, SystemRow, Vulnerability
from tests.kit.desks import EVENT


def system(vendor: str, product: str) -> SystemRow:
    return SystemRow(1, b"s", "Box office", vendor, product, "", "", None, "", None, "", "AMBER")


def known(vendor: str, product: str, value: str = "CVE-2023-4966", **said: object) -> Vulnerability:
    whole = {"name": "", "due": "", "ransomware": False, "revoked": False} | said
    return Vulnerability(value.encode(), value, vendor=vendor, product=product, **whole)  # type: ignore[arg-type]


def matched(one: SystemRow, *many: Vulnerability) -> Matched:
    return systems.match([one], many)[one.id]


@pytest.mark.parametrize(
    ("held", "theirs", "reason", "sure"),
    [
        (("Microsoft Corporation", "Exchange Server"), ("Microsoft", "Exchange"), "same vendor and product", True),
        (
            ("Citrix", "NetScaler"),
            ("Citrix", "NetScaler ADC and NetScaler Gateway"),
            "product written “NetScaler",
            False,
        ),
        (("Microsoft", "Windows Server 2019"), ("Microsoft", "Windows"), "product written “Windows”", False),
        (("Palo Alto", "PAN-OS"), ("Palo Alto Networks", "PAN-OS"), "vendor written “Palo Alto Networks”", False),
        (("Ivanti Software", "Conect Secure"), ("Ivanti", "Connect Secure"), "product written “Connect", False),
        (("Apple", "iPad"), ("Apple", "Multiple Products"), "several products", False),
    ],
)
def test_the_same_product_is_found_however_it_is_written(
    held: tuple[str, str], theirs: tuple[str, str], reason: str, sure: object
) -> None:
    (found,) = matched(system(*held), known(*theirs)).found
    assert "; ".join(found.reasons).find(reason) >= 0
    assert found.sure is sure


@pytest.mark.parametrize(
    ("held", "theirs"),
    [
        (("Microsoft", "Exchange Server"), ("Microsoft", "SQL Server")),
        (("Oracle", "WebLogic Server"), ("IBM", "WebSphere Server")),
        (("F5", "BIG-IP"), ("F6", "BIG-IP")),
        (("Ivanti", "Connect Secure"), ("Ivanti", "MobileIron Multiple Products")),
        (("Microsoft", "Windows 10"), ("Microsoft", "Windows 11")),
    ],
)
def test_another_product_is_not(held: tuple[str, str], theirs: tuple[str, str]) -> None:
    assert matched(system(*held), known(*theirs)).found == ()


def test_ransomware_stands_first_then_what_is_due_first_and_revoked_ones_are_gone() -> None:
    many = (
        known("Citrix", "NetScaler", "CVE-1", due="2024-01-01"),
        known("Citrix", "NetScaler", "CVE-2", due="2023-01-01"),
        known("Citrix", "NetScaler", "CVE-3", ransomware=True),
        known("Citrix", "NetScaler", "CVE-4", revoked=True),
    )
    found = matched(system("Citrix", "NetScaler"), *many).found
    assert [one.vulnerability.value for one in found] == ["CVE-3", "CVE-2", "CVE-1"]


def test_what_matches_nothing_says_why() -> None:
    assert "Write its vendor" in matched(system("", "NetScaler"), known("Citrix", "NetScaler")).sentence
    assert "Import" in matched(system("Citrix", "NetScaler")).sentence
    assert "written otherwise" in matched(system("Avaya", "Aura"), known("Citrix", "NetScaler")).sentence
    assert matched(system("Citrix", "Hypervisor"), known("Citrix", "NetScaler")).sentence == (
        "None of 1 known vulnerabilities is of this product. Of Citrix there are: NetScaler."
    )


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_every_system_is_either_matched_or_told_why_not(a: str, b: str, c: str, d: str) -> None:
    one = matched(system(a, b), known(c, d))
    assert bool(one.found) != bool(one.sentence)


def test_the_systems_of_an_event_are_matched_to_its_vulnerabilities(desk: Desk) -> None:
    held = desk.do_now(Add("system", EVENT, {"name": "Mail", "vendor": "Microsoft", "product": "Exchange"})).value
    said = {"kind": "vulnerability", "value": "CVE-2021-26855", "vendor": "Microsoft", "product": "Exchange Server"}
    desk.do_now(Add("indicator", EVENT, said))
    desk.do_now(Add("indicator", EVENT, {**said, "kind": "domain", "value": "a.example"}))
    (one,) = desk.read_now(systems.exposed, EVENT)[held].found
    assert (one.vulnerability.value, one.system_name) == ("CVE-2021-26855", "Mail")
