"""No byte of what may not be seen leaves by paper: every paper, filled and blank, of now and of a time before."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from eocdesk.commands.command import Work
from eocdesk.commands.records import NAMED
from eocdesk.desk import exporting, papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.models.ids import source_id
from eocdesk.models.marking import Tlp, highest
from eocdesk.reports import frozen
from eocdesk.reports.paper import Asked
from eocdesk.reports.papers import MAKERS
from tests.kit.canaries import HIDDEN, WORDS, Release, form_of, key, leaks
from tests.kit.desks import EVENT, make_desk
from tests.store.test_as_of import pause

CODES = tuple(sorted(MAKERS))


class Cage:
    """A desk full of canaries; `before` is when all of them were marked as strictly as they sang."""

    def __init__(self, desk: Desk, before: int) -> None:
        self.desk, self.before = desk, before
        self.green: dict[str, list[papers.Paper]] = {}
        self.whole: dict[str, papers.Paper] = {}

    def asked(self, code: str, *, incident: str = "GREEN", form: str = "GREEN", **more: Any) -> Asked:
        """A paper of the records of these markings."""
        asked = {"incident": key("incident", incident), "since": 1, **more}
        if MAKERS[code].filled:
            asked["form"] = form_of(code, form)
        return papers.wanted(self.desk, code, **asked)

    def paper(self, code: str, **more: Any) -> papers.Paper:
        """Its pages."""
        return self.desk.read_now(papers.make, self.asked(code, **more))


@pytest.fixture(scope="module")
def cage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cage]:
    desk = make_desk(tmp_path_factory.mktemp("cage") / "desk")
    desk.do_now(Release(CODES))
    desk.do_now(Named("Osprey", "RED"))
    before = pause()
    desk.do_now(Named("Wagtail", "GREEN"))  # from now on they may be seen; as they were before they may not
    yield Cage(desk, before)
    desk.close()


class Named:
    """One record of each of these kinds with nothing but its name and its marking."""

    title = "Name"

    def __init__(self, word: str, marking: str) -> None:
        self.word, self.marking = word, marking

    def do(self, work: Work) -> None:
        for kind in ("incident", "task", "venue", "contact", "agency", "session", "plan", "alert"):
            record = source_id(EVENT, kind, "canary", "named")
            work.put(kind, record, event=EVENT, marking=self.marking, **{NAMED[kind]: self.word})


def released(cage: Cage, code: str) -> list[papers.Paper]:
    """At GREEN, of now and of before, each drawn once."""
    if code not in cage.green:
        cage.green[code] = [cage.paper(code, release="GREEN"), cage.paper(code, release="GREEN", as_of=cage.before)]
    return cage.green[code]


def whole(cage: Cage, code: str) -> papers.Paper:
    """With all there is."""
    if code not in cage.whole:
        cage.whole[code] = cage.paper(code)
    return cage.whole[code]


@pytest.mark.parametrize("code", CODES)
def test_a_paper_released_at_green_holds_no_word_of_what_is_above(cage: Cage, code: str) -> None:
    for paper in released(cage, code):
        assert leaks(paper.pdf) == {}
        assert not [word for word in HIDDEN if word.encode() in paper.content]
        assert paper.marking <= Tlp.GREEN
        assert paper.audience == ""


@pytest.mark.parametrize("code", CODES)
def test_a_blank_one_and_one_of_a_record_that_may_not_be_seen_say_none(cage: Cage, code: str) -> None:
    """What stands on pages is what the document says: the test above holds one against the other."""
    wanted = [{"incident": "AMBER", "form": "AMBER"}, *([{"blank": True}] if MAKERS[code].blank else [])]
    for more in wanted:
        with contextlib.suppress(Refused):  # of a record that may not be seen there may be no paper at all
            document, _, _ = cage.desk.read_now(papers.draw, cage.asked(code, release="GREEN", **more))
            assert not [word for word in HIDDEN if word.encode() in frozen.content(document)]


@pytest.mark.parametrize("code", CODES)
def test_no_other_file_made_of_it_holds_one_either(cage: Cage, code: str) -> None:
    for paper in released(cage, code):
        for kind in exporting.KINDS.keys() - {exporting.PDF}:
            data = exporting.data(paper, kind)
            assert not [word for word in HIDDEN if word.encode() in data]
            assert b"TLP:" in data


def test_the_short_report_holds_none(cage: Cage) -> None:
    for as_of in (None, cage.before):
        moment = {} if as_of is None else {"as_of": as_of}
        asked = papers.wanted(cage.desk, "situation", release="GREEN", form=form_of("situation", "GREEN"), **moment)
        said = cage.desk.read_now(exporting.short_text, asked)
        assert "TLP:GREEN" in said
        assert not [word for word in HIDDEN if word in said]


@pytest.mark.parametrize("code", CODES)
def test_a_whole_paper_is_marked_as_strictly_as_the_strictest_word_in_it(cage: Cage, code: str) -> None:
    """The canaries sing where they may: otherwise the test above would hear nothing. None is under-marked."""
    paper = whole(cage, code)
    heard = leaks(paper.pdf, frozenset(WORDS.values()))
    strictest = highest([marking for (marking, _), word in WORDS.items() if word in heard])
    assert paper.marking >= strictest
    if "Dunlin" in heard:
        assert "FBI" in paper.audience


def test_the_canaries_sing_on_whole_papers(cage: Cage) -> None:
    heard = {word for code in CODES for word in leaks(whole(cage, code).pdf, frozenset(WORDS.values()))}
    assert heard == set(WORDS.values())


@pytest.mark.parametrize("code", CODES)
def test_every_paper_is_tagged_titled_and_says_its_language(cage: Cage, code: str) -> None:
    """Asserted by the typesetter as PDF/UA-1, read by an independent reader; veraPDF is not to be had offline."""
    for paper in released(cage, code):
        file = pypdf.PdfReader(io.BytesIO(paper.pdf))
        root = file.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
        assert root["/Lang"]
        assert root["/StructTreeRoot"]["/K"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert file.metadata is not None
        assert file.metadata.title
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        assert f"sha256:{paper.digest}" in str(file.metadata.get("/Keywords"))
        for page in file.pages:
            said = " ".join(page.extract_text().split())
            assert paper.marking.label in said
            assert " ".join(paper.digest[at : at + 4] for at in range(0, 16, 4)) in said
            assert "LA28" in said
            assert f"of {paper.pages}" in said
