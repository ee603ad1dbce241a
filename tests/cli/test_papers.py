"""eocdesk report: any paper into a file under its release, each noted in the trail; one sentence where it cannot be."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pypdf
import pytest

from eocdesk.desk import outfile
from tests.cli.conftest import Shell
from tests.kit.acroform import log_form


def text(path: Path) -> str:
    file = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return " ".join(" ".join(page.extract_text().split()) for page in file.pages)


@pytest.fixture
def watched(la28: Shell) -> Shell:
    """With an entry of each of three markings."""
    for words, marking in (("Gate open", "GREEN"), ("Drone seen", "AMBER"), ("Torch threatened", "RED")):
        assert la28("log", words, "--event", "LA28", "--marking", marking, "--severity", "Major").code == 0
    return la28


def handover(shell: Shell, out: Path, *more: str) -> tuple[int, str]:
    said = shell("report", "handover", "--event", "LA28", "--since", "2020-01-01 00:00", "--out", str(out), *more)
    return said.code, said.out + said.err


def test_a_release_leaves_out_what_is_above_it_and_says_how_much(watched: Shell, tmp_path: Path) -> None:
    out = tmp_path / "handover.pdf"
    code, said = handover(watched, out, "--marking", "green")
    assert code == 0
    assert "TLP:GREEN" in said
    assert "2 entries" in said
    assert "Gate open" in text(out)
    assert "Drone" not in text(out)


def test_red_goes_out_on_the_word_and_the_trail_tells_of_each(watched: Shell, tmp_path: Path) -> None:
    out = tmp_path / "handover.pdf"
    code, said = handover(watched, out)
    assert code == 1
    assert "Confirm it with the word RED" in said
    assert not out.exists()
    assert watched("report", "trail", "--event", "LA28").out.startswith("Nothing of this event")
    assert handover(watched, out, "--confirm", "RED")[0] == 0
    assert handover(watched, out, "--marking", "AMBER")[0] == 0
    amber, red = watched("report", "trail", "--event", "LA28", "--json").json
    assert (red["released"], red["way"], red["sent_to"], red["withheld"]) == ("RED", "exported", "file handover.pdf", 0)
    assert (amber["released"], amber["code"]) == ("AMBER", "handover")
    found = watched("report", "trail", "--event", "LA28", red["digest"][:12]).out
    assert found.count("exported") == 1
    assert "Nothing holds these words" in watched("report", "trail", "--event", "LA28", "nobody").out


def test_the_list_says_what_is_drawn_and_what_can_be_printed_blank(shell: Shell) -> None:
    made = {one["code"]: one for one in shell("report", "list", "--json").json}
    assert made["handover"]["drawn"] is True
    assert {"situation", "ics-214", "ics-230", "iap", "committee", "costs"} <= made.keys()
    assert "handover" in shell("report", "list").out
    assert not shell.folder.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--marking", "mauve"), "is not a marking"),
        (("--as-of", "noonish"), "is not a time"),
        (("--incident", "X-1"), "There is no incident"),
        (("--period", "7"), "no operational period 7 (periods: none yet)"),
    ],
)
def test_words_that_mean_nothing_are_said_and_nothing_is_written(
    watched: Shell, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    out = tmp_path / "a.pdf"
    said = watched("report", "handover", "--event", "LA28", "--out", str(out), *words)
    assert said.code == 2
    assert sentence in said.sentence
    assert not out.exists()


def test_a_period_and_times_are_not_both_said_and_a_folder_is_no_file(watched: Shell, tmp_path: Path) -> None:
    both = watched(
        "report", "handover", "--event", "LA28", "--out", str(tmp_path / "a.pdf"), "--period", "1", "--since", "06:00"
    )
    assert "not both" in both.sentence
    assert "is a folder" in handover(watched, tmp_path)[1]
    assert "There is no folder" in handover(watched, tmp_path / "none" / "a.pdf")[1]
    assert watched("report", "trail", "--event", "LA28").out.startswith("Nothing of this event")


def test_the_situation_report_is_issued_as_before(watched: Shell, tmp_path: Path) -> None:
    said = watched("report", "situation", "--event", "LA28", "--out", str(tmp_path / "s.pdf"))
    assert "situation report 1" in said.out


def test_a_paper_is_written_as_its_ending_says_and_the_short_report_fits_a_radio(
    watched: Shell, tmp_path: Path
) -> None:
    out = tmp_path / "brief.html"
    assert handover(watched, out, "--marking", "GREEN")[0] == 0
    assert out.read_text().startswith("<!doctype html>")
    assert "Drone" not in out.read_text()
    code, words = handover(watched, tmp_path / "brief.docx")
    assert (code, "not written as" in words) == (2, True)
    short = tmp_path / "short.txt"
    said = watched("report", "situation", "--event", "LA28", "--short", "--marking", "GREEN", "--out", str(short))
    assert said.code == 0
    assert len(short.read_text()) <= 1600
    assert short.read_text().startswith("TLP:")


def test_a_form_of_ones_own_is_filled_and_what_cannot_be_is_refused_in_a_sentence(
    watched: Shell, tmp_path: Path
) -> None:
    theirs, out = tmp_path / "our-214.pdf", tmp_path / "filled.pdf"
    theirs.write_bytes(log_form(2))
    asked = ("report", "ics-214", "--event", "LA28", "--since", "2020-01-01 00:00", "--fill", str(theirs))
    said = watched(*asked, "--marking", "AMBER", "--out", str(out))
    assert said.code == 0, said.err
    assert "filled into our-214.pdf, TLP:AMBER" in said.out
    assert "1 entry left out" in said.out
    assert "fields filled" in said.out
    assert any("Gate open" in str(one.get("/V")) for one in (pypdf.PdfReader(out).get_fields() or {}).values())
    assert "TLP:AMBER" in text(out)
    assert watched("verify", "--document", str(out)).code == 0
    (entry,) = watched("report", "trail", "--event", "LA28", "--json").json
    assert entry["what"].endswith("filled into a form of their own")
    for more, why in (
        (("--out", str(theirs)), "Name another file"),
        (("--out", str(tmp_path / "a.html")), "name the file .pdf"),
        (("--out", str(out), "--marking", "GREEN", "--fill", str(tmp_path / "none.pdf")), "cannot be read"),
        (("--out", str(out), "--marking", "GREEN", "--fill", __file__), "no PDF"),
    ):
        refused = watched(*asked, *more)
        assert refused.code != 0
        assert why in refused.out + refused.err


def test_on_a_full_disk_the_older_paper_stays_and_the_trail_says_so(
    la28: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "handover.pdf"
    out.write_bytes(b"of this morning")

    def filled(draft: Path, data: bytes, _mode: int | None) -> None:
        draft.write_bytes(data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(outfile, "_filled", filled)
    for words in (("handover", "--event", "LA28"), ("situation", "--event", "LA28")):
        said = la28("report", *words, "--out", str(out))
        assert (said.code, "cannot be written (No space left on device)" in said.sentence) == (3, True)
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir() if one.is_file()} == {
            "handover.pdf": b"of this morning"
        }
    trail = la28("report", "trail", "--event", "LA28").out
    assert trail.count("file handover.pdf, not written") == 2
