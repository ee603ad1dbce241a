"""Every form people fill, by its code: what is asked of them, block by block."""

from __future__ import annotations

from eocdesk.reports import fills
from eocdesk.reports.ics import fills as ics
from eocdesk.reports.ics import fills_status as status
from eocdesk.reports.ics import fills_work as work

ASKED = {**fills.FILLS, **ics.FILLS, **work.FILLS, **status.FILLS}
"""One line each room: the reports of the centre, the ICS forms."""
