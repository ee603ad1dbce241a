"""Every paper there is, by its code: one line each."""

from __future__ import annotations

from eocdesk.models import Refused
from eocdesk.reports import calendar_sheet, committee, contact_sheets, costs, handover, incident_sheet, situation_paper
from eocdesk.reports.ics import (
    iap,
    ics201,
    ics202,
    ics203,
    ics204,
    ics205,
    ics205a,
    ics206,
    ics207,
    ics208,
    ics209,
    ics211,
    ics213,
    ics213rr,
    ics214,
    ics215,
    ics215a,
    ics221,
    ics230,
)
from eocdesk.reports.paper import Maker

_ALL: tuple[Maker, ...] = (
    calendar_sheet.MAKER,
    committee.MAKER,
    *contact_sheets.MAKERS,
    costs.MAKER,
    handover.MAKER,
    incident_sheet.MAKER,
    iap.MAKER,
    ics201.MAKER,
    ics202.MAKER,
    ics203.MAKER,
    ics204.MAKER,
    ics205.MAKER,
    ics205a.MAKER,
    ics206.MAKER,
    ics207.MAKER,
    ics208.MAKER,
    ics209.MAKER,
    ics211.MAKER,
    ics213.MAKER,
    ics213rr.MAKER,
    ics214.MAKER,
    ics215.MAKER,
    ics215a.MAKER,
    ics221.MAKER,
    ics230.MAKER,
    situation_paper.MAKER,
)
MAKERS: dict[str, Maker] = {maker.code: maker for maker in _ALL}


def named(code: str) -> Maker:
    """The paper of a code; Refused with those there are."""
    found = MAKERS.get(code.strip().lower())
    if found is None:
        raise Refused(f"There is no paper “{code}”. There are {', '.join(sorted(MAKERS)) or 'none yet'}.", "code")
    return found
