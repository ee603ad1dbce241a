"""The words of paper on the command line: every report, form, brief and sheet, the list of them, the trail."""

from __future__ import annotations

from typing import Any

from eocdesk.cli.arguments_watch import Later

PAPERS: dict[str, str] = {
    "situation": "the numbered situation report (issued; drawn alone with --as-of, --marking or --blank)",
    "handover": "the brief for the next shift (--for PERSON: since their last handover)",
    "incident": "the sheet of an incident (--incident N; --for summary: one page); without one, all of them",
    "call-down": "the calls to make, with room for what was answered",
    "calendar": "the calendar sheet (--for day, week, venue, or a venue's name)",
    "contacts": "the contact sheet (--for name, partner, or a partner's name)",
    "committee": "gaps and what is recommended about them, for the committee",
    "costs": "what aid costs by nation and partner (.csv: a table for those who pay)",
    "iap": "the incident action plan: its forms in one document",
    "ics-201": "Incident Briefing",
    "ics-202": "Incident Objectives",
    "ics-203": "Organization Assignment List",
    "ics-204": "Assignment List",
    "ics-205": "Incident Radio Communications Plan",
    "ics-205a": "Communications List",
    "ics-206": "Medical Plan",
    "ics-207": "Incident Organization Chart",
    "ics-208": "Safety Message/Plan",
    "ics-209": "Incident Status Summary",
    "ics-211": "Incident Check-In List (--for PLACE: who checked in there)",
    "ics-213": "General Message",
    "ics-213rr": "Resource Request Message (--for N: a request's number)",
    "ics-214": "Activity Log (--for WHO, --since T)",
    "ics-215": "Operational Planning Worksheet",
    "ics-215a": "Incident Action Plan Safety Analysis",
    "ics-221": "Demobilization Check-Out (--for NAME: of a resource, its number, or a person)",
    "ics-230": "Daily Meeting Schedule",
}
"""Each paper's code and what it is. Whether this version draws it, `eocdesk report list` says."""


def papers(kinds: Any, later: Later) -> None:
    """Add them all under `report`."""
    what = "write a report, a form, a brief or a sheet"
    words = kinds.add_parser("report", help=what, description=f"{what.capitalize()}.")
    all_ = words.add_subparsers(metavar="REPORT", required=True)
    for code, help_ in PAPERS.items():
        made = all_.add_parser(code, help=help_, description=f"{help_[:1].upper()}{help_[1:]}.")
        made.set_defaults(run=later("papers", "situation" if code == "situation" else "report"), code=code)
        _asked(made)
        if code == "situation":
            help_ = "1,600 characters of plain text, for radio and e-mail"
            made.add_argument("--short", action="store_true", help=help_)
    _set(all_, later)
    _listed(all_, later)


def document(made: Any) -> None:
    """What `verify` does with a printed or sent document."""
    help_ = "say whether a PDF is what this desk froze: 0 it is, 1 it is not, or differs"
    made.add_argument("--document", metavar="FILE.pdf", help=help_)


def _asked(made: Any) -> None:
    made.add_argument("--event", metavar="CODE", required=True, help="the event's code, such as LA28")
    made.add_argument("--out", metavar="FILE.pdf", required=True, help="the file: .pdf, .html, .txt, .json, .csv")
    made.add_argument("--period", metavar="N", type=int, help="the operational period (default: the current one)")
    for flag, metavar, help_ in (
        ("--since", "T", "from when, such as 06:00 or 2028-07-19T06:00"),
        ("--until", "T", "up to when"),
        ("--as-of", "T", "as the records stood on this desk at that time (default: now)"),
        ("--for", "WHO", "of which person, position or unit"),
        ("--incident", "N", "of which incident, by its number"),
        ("--marking", "M", "leave out what is marked above this, and say how much"),
        ("--audience", "A,B", "the lists the reader is on: what is for others is left out"),
        ("--confirm", "RED", "the word that lets a paper out which holds what is TLP:RED"),
    ):
        made.add_argument(flag, metavar=metavar, help=help_, dest="of" if flag == "--for" else None)
    made.add_argument("--fill", metavar="THEIRS.pdf", help="write it into a fillable PDF of this ICS form of your own")
    made.add_argument("--blank", action="store_true", help="empty, to be filled by hand")
    made.add_argument("--paper", choices=("letter", "a4"), help="the paper's size (default: the desk's setting)")


def _set(all_: Any, later: Later) -> None:
    what = "write the briefing set this desk remembers, a PDF for each paper, into a folder"
    made = all_.add_parser("set", help=what, description=f"{what.capitalize()}.")
    made.set_defaults(run=later("briefing", "report_set"))
    made.add_argument("--event", metavar="CODE", required=True, help="the event's code, such as LA28")
    made.add_argument("--out", metavar="FOLDER", required=True, help="the folder; it is made where there is none")
    for flag, metavar, help_ in (
        ("--marking", "M", "leave out what is marked above this, and say how much"),
        ("--audience", "A,B", "the lists the reader is on: what is for others is left out"),
        ("--confirm", "RED", "the word that lets papers out which hold what is TLP:RED"),
    ):
        made.add_argument(flag, metavar=metavar, help=help_)
    made.add_argument("--blank", action="store_true", help="the blank forms this desk remembers instead")
    made.add_argument("--paper", choices=("letter", "a4"), help="the paper's size (default: the desk's setting)")
    made.add_argument("--json", action="store_true", help="print JSON for scripts")


def _listed(all_: Any, later: Later) -> None:
    what = "list the papers there are"
    made = all_.add_parser("list", help=what, description=f"{what.capitalize()}.")
    made.set_defaults(run=later("papers", "list_papers"))
    made.add_argument("--json", action="store_true", help="print JSON for scripts")
    what = "who looked at marked paper, printed it or let it out, the newest first"
    made = all_.add_parser("trail", help=what, description=f"{what.capitalize()}.")
    made.set_defaults(run=later("papers", "trail"))
    made.add_argument("words", metavar="WORDS", nargs="*", help="of paper, person, printer, digest (default: all)")
    made.add_argument("--event", metavar="CODE", required=True, help="the event's code, such as LA28")
    made.add_argument("--json", action="store_true", help="print JSON for scripts")
