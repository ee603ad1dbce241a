"""The situation summary: what each page must say, from the records alone."""

from __future__ import annotations

import dataclasses
import io
import json

import pypdf
import pytest

from eocdesk.reports import frozen
from eocdesk.reports.document import NOTHING, Beside, Picture, Section
from eocdesk.reports.situation import BANNER, DRAFT, UNCHOSEN, build, offered_highlights, render
from eocdesk.reports.typeset import Paper
from eocdesk.store.queries.facts import ALONE, Age, Facts, Signer

MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 76 40"><rect width="76" height="40" fill="#eee"/></svg>'


def pages(facts: Facts, paper: Paper = Paper.LETTER) -> list[str]:
    """The text of each page of the summary, as one line."""
    reader = pypdf.PdfReader(io.BytesIO(render(facts, paper)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def titles(facts: Facts) -> list[str]:
    """The headings in order."""
    found = []
    for section in build(facts).sections:
        found += [section.left.title, section.right.title] if isinstance(section, Beside) else [section.title]
    return found


@pytest.mark.parametrize("paper", list(Paper))
def test_every_page_says_what_it_is_how_old_and_who_may_read_it(busy: Facts, paper: Paper) -> None:
    read = pages(busy, paper)
    assert len(read) > 1
    for number, page in enumerate(read, 1):
        assert page.count("TLP:AMBER+STRICT") == 2  # top and bottom
        assert BANNER in page
        assert "EX-DESK Exercise Golden Watch · SITREP 27 · version 1" in page
        assert "As of 19 Jul 2028 14:45 PDT (21:45Z)" in page
        assert f"Page {number} of {len(read)}" in page
        assert "Prepared by L. Chen, Situation Unit" in page
        assert "This desk alone; no hub has been met" in page
        assert f"Digest of the content (SHA-256) {frozen.digest(build(busy))[:4]} " in page


def test_a_real_event_carries_no_exercise_banner(bare: Facts) -> None:
    assert "EXERCISE" not in " ".join(pages(bare))


def test_sections_stand_in_the_order_of_the_standard(busy: Facts) -> None:
    assert titles(busy) == [
        "1. Highlights",
        "2. Situation overview",
        "3. EOC posture",
        "Incidents by hour and severity",
        "3. EOC posture: partners’ seats",
        "4. Event calendar, this period",
        "4. Event calendar, next period",
        "5. Significant incidents",
        "5. Incidents by type, to date",
        "6. Life safety",
        "7. Threat picture",
        "8. Weather and hazards",
        "9. Community lifelines",
        "10. Venues",
        "11. Objectives and operations",
        "12. Resources",
        "13. Mutual aid and partners",
        "14. Public information",
        "15. Planned actions and meetings",
        "16. Decisions and issues for leadership",
        "17. Remarks, sources and changes",
        "18. Approval",
    ]


def test_an_empty_report_has_the_same_sections_in_the_same_order(busy: Facts, bare: Facts) -> None:
    assert [title.split(",")[0] for title in titles(bare)] == [title.split(",")[0] for title in titles(busy)]


def test_a_cold_start_prints_two_pages_at_most_and_says_what_was_considered(bare: Facts) -> None:
    printed = pages(bare)
    assert len(printed) <= 2
    page = " ".join(printed)
    assert page.count(NOTHING) == 18
    assert "Situation Report 1" in page
    assert "Initial, version 1 · No operational period is set" in page
    assert "Activation Not set" in page.replace("ACTIVATION", "Activation")
    assert all("TLP:CLEAR" in one for one in printed)


def test_figures_are_counted_from_the_records(busy: Facts) -> None:
    first = pages(busy)[0]
    assert "OPEN INCIDENTS 4 1 critical, 2 major" in first
    assert "VENUES LIVE 1 / 18 1 suspended" in first
    assert "SESSIONS 6 this period, 2 changed" in first
    assert "TASKS OVERDUE 1 of 2 open" in first
    fewer = dataclasses.replace(busy, incidents=busy.incidents[1:], tasks=())
    assert "OPEN INCIDENTS 3 0 critical, 2 major" in pages(fewer)[0]
    assert "TASKS OVERDUE 0 of 0 open" in pages(fewer)[0]


def test_the_activation_is_always_said_with_its_word(busy: Facts) -> None:
    assert "Level 2, enhanced steady state" in " ".join(pages(busy))


def test_support_functions_are_said_with_their_names_each_by_its_own_count(busy: Facts) -> None:
    first = " ".join(pages(busy))
    assert "Activated ESF 4 Firefighting" in first
    assert "Activated CA-ESF 4 Fire and Rescue" in first


def test_changes_are_marked_against_the_last_summary(busy: Facts) -> None:
    words = " ".join(pages(busy))
    assert "NEW MCI declared" in words
    assert "CLOSED Cooling trailers staged" in words
    assert "TIME Protected visit" in words
    assert "Changes are marked against SITREP 26" in words


def test_an_unknown_marking_is_printed_as_the_strictest(bare: Facts) -> None:
    assert build(dataclasses.replace(bare, marking="PINK")).marking == "TLP:RED"


def test_a_named_audience_stands_with_the_marking(busy: Facts) -> None:
    assert "TLP:AMBER+STRICT · LEO,USSS" in pages(dataclasses.replace(busy, audience="LEO,USSS"))[-1]


def test_the_age_of_each_line_is_printed(busy: Facts) -> None:
    aged = dataclasses.replace(busy, ages=(ALONE, Age("Dispatch feed", busy.as_of - 720_000)))
    assert all("Dispatch feed: 14:33, 12 min before this report" in page for page in pages(aged))


def test_the_same_facts_give_the_same_bytes_and_other_facts_another_digest(busy: Facts) -> None:
    assert render(busy, map_svg=MAP) == render(busy, map_svg=MAP)
    others = build(dataclasses.replace(busy, entries=busy.entries + 1))
    assert frozen.digest(build(busy)) == frozen.digest(build(dataclasses.replace(busy)))
    assert frozen.digest(build(busy)) != frozen.digest(others)


def test_the_map_comes_with_its_words(busy: Facts) -> None:
    situation = build(busy, map_svg=MAP, map_alt="Venues of the basin").sections[1]
    assert isinstance(situation, Section)
    assert any(isinstance(piece, Picture) and piece.alt == "Venues of the basin" for piece in situation.pieces)


def test_an_approved_summary_names_who_and_when(busy: Facts) -> None:
    approved = dataclasses.replace(busy, approved=Signer("T. Baker", "EOC Supervisor", busy.as_of + 600_000))
    assert "T. Baker, EOC Supervisor" in pages(approved)[-1]
    assert "19 Jul 2028 14:55 PDT (21:55Z)" in pages(approved)[-1]


def test_highlights_are_offered_gravest_and_newest_first(busy: Facts) -> None:
    offered = offered_highlights(busy)
    assert [line.split(":")[0].split(", ")[-1] for line in offered] == ["7KQ4-42", "7KQ4-41", "7KQ4-40"]
    assert "7KQ4-33" not in " ".join(offered)  # minor


def test_highlights_nobody_wrote_are_the_gravest_by_the_record_and_say_so(busy: Facts) -> None:
    first = pages(dataclasses.replace(busy, highlights=""))[0]
    assert UNCHOSEN in first
    assert first.index("MCI declared") < first.index("Situation", first.index(UNCHOSEN))
    assert UNCHOSEN not in pages(busy)[0]
    quiet = pages(dataclasses.replace(busy, highlights="", incidents=()))[0]
    assert f"1. Highlights {NOTHING}" in " ".join(quiet.replace("no change since no. 26", "").split())


def test_a_draft_says_on_every_page_that_it_is_not_issued(busy: Facts) -> None:
    for page in pages(dataclasses.replace(busy, draft=True)):
        assert f"{BANNER} · {DRAFT}" in page
        assert "SITREP 27" not in page


def test_five_hundred_incidents_are_all_there(busy: Facts) -> None:
    many = tuple(dataclasses.replace(busy.incidents[n % 6], number=f"9ZZZ-{n:03d}", latest="") for n in range(500))
    words = " ".join(pages(dataclasses.replace(busy, incidents=many)))
    assert all(f"9ZZZ-{n:03d}" in words for n in range(500))


def test_a_long_latest_entry_is_quoted_in_part_and_named(busy: Facts) -> None:
    long = dataclasses.replace(busy.incidents[0], latest="water " * 800)
    words = " ".join(pages(dataclasses.replace(busy, incidents=(long,))))
    assert "(whole in entry 7KQ4-180)" in words
    assert words.count("water") < 50


def test_a_long_event_name_does_not_grow_the_lines_of_every_page(busy: Facts) -> None:
    name = "The very long name of an exercise that nobody could ever say aloud in one breath"
    read = pages(dataclasses.replace(busy, name=name))
    assert name in read[0]
    assert all(name not in page for page in read[1:])


def test_hostile_names_stay_words_on_every_page(busy: Facts) -> None:
    evil = '#panic("x") = *b* \0 \u202e'
    read = pages(dataclasses.replace(busy, name=evil, highlights=evil, remarks=evil, prepared=Signer(evil)))
    assert all('#panic("x") = *b* [U+0000] [U+202E]' in page for page in read)


def test_facts_are_plain_data(busy: Facts) -> None:
    assert json.loads(json.dumps(dataclasses.asdict(busy)))["number"] == 27
