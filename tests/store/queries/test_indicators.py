"""Exposed systems and the signs that concern them stand first; what is over stands last."""

from __future__ import annotations

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import indicators
from tests.kit.desks import EVENT

NOW = 1_847_646_000_000
"""2028-07-19."""


def add(desk: Desk, what: str, **values: object) -> bytes:
    made: bytes = desk.do_now(Add(what, EVENT, values)).value
    return made


def test_exposed_systems_stand_first(desk: Desk) -> None:
    add(desk, "system", name="Accounts", vendor="Avaya", product="Aura")
    box = add(desk, "system", name="Box office", vendor="Citrix", product="NetScaler")
    add(desk, "system", name="Cameras", vendor="Citrix", product="Hypervisor")
    add(desk, "indicator", kind="vulnerability", value="CVE-1", vendor="Citrix", product="NetScaler", ransomware=True)
    for source in ("catalogue", "partner"):
        twice = {"value": "CVE-2", "vendor": "Citrix", "product": "NetScaler ADC", "source": source}
        add(desk, "indicator", kind="vulnerability", **twice)
    keys = desk.read_now(indicators.system_keys, EVENT, "", NOW)
    rows = desk.read_now(indicators.system_rows, keys)
    assert [rows[key].system.name for key in keys] == ["Box office", "Accounts", "Cameras"]
    assert (rows[keys[0]].ransomware, len(rows[keys[0]].matched.found)) == (1, 2)
    assert desk.read_now(indicators.system, box) == rows[keys[0]]
    assert len(desk.read_now(indicators.system_keys, EVENT, "camer", NOW)) == 1
    assert desk.read_now(indicators.system_rows, []) == {}


def test_signs_that_concern_a_system_stand_first_and_those_that_are_over_last(desk: Desk) -> None:
    add(desk, "system", name="Box office", vendor="Citrix", product="NetScaler")
    add(desk, "indicator", kind="domain", value="old.example", ends=NOW - 1)
    add(desk, "indicator", kind="domain", value="gone.example", revoked=True)
    ours = add(desk, "indicator", kind="vulnerability", value="CVE-1", vendor="Citrix", product="NetScaler")
    add(desk, "indicator", kind="domain", value="new.example", ends=NOW + 1)
    keys = desk.read_now(indicators.indicator_keys, EVENT, "", NOW)
    rows = desk.read_now(indicators.indicator_rows, keys)
    assert [rows[key].value for key in keys][:2] == ["CVE-1", "new.example"]
    assert [rows[key].is_over(NOW) for key in keys] == [False, False, True, True]
    found = desk.read_now(indicators.indicator, ours)
    assert found is not None
    assert [one.system_name for one in found.within] == ["Box office"]
    assert found == rows[keys[0]]
    assert desk.read_now(indicators.indicator_rows, []) == {}
