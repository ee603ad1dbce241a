"""Each paper has its words; those the program draws are all named; a slip of the finger is said."""

from __future__ import annotations

from eocdesk.cli.arguments import parser
from eocdesk.cli.arguments_paper import PAPERS
from eocdesk.reports.papers import MAKERS
from tests.cli.conftest import Shell


def test_every_paper_that_is_drawn_has_its_word() -> None:
    assert MAKERS.keys() <= PAPERS.keys()


def test_a_paper_takes_period_times_moment_whom_and_marking() -> None:
    words = ["--since", "06:00", "--until", "18:00", "--as-of", "14:00", "--for", "Logistics", "--marking", "green"]
    asked = parser().parse_args(["report", "ics-214", "--event", "LA28", "--out", "a.pdf", "--blank", *words])
    assert (asked.code, asked.since, asked.until, asked.as_of, asked.of) == (
        "ics-214", "06:00", "18:00", "14:00", "Logistics",
    )  # fmt: skip
    assert (asked.marking, asked.blank, asked.period, asked.confirm) == ("green", True, None, None)


def test_verify_may_be_given_a_document() -> None:
    assert parser().parse_args(["verify", "--document", "a.pdf"]).document == "a.pdf"


def test_a_paper_without_an_event_or_a_file_is_a_slip(shell: Shell) -> None:
    assert "--help" in shell("report", "iap", "--out", "a.pdf").sentence
    assert "--help" in shell("report", "iap", "--event", "LA28").sentence
