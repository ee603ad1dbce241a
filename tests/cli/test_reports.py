"""eocdesk report situation: a file that is the issued summary, or one sentence why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk import cli
from eocdesk.commands.incidents import ReportIncident
from eocdesk.store.queries import access
from eocdesk.store.queries.reports import issued
from tests.kit.desks import EVENT, make_desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_desk(tmp_path / "desk").close()
    return tmp_path / "desk"


def report(folder: Path, out: Path, *more: str, event: str = "LA28") -> int:
    return cli.main(["--data", str(folder), "report", "situation", "--event", event, "--out", str(out), *more])


def test_each_call_issues_the_next_number_and_writes_its_pages(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "s.pdf"
    assert report(folder, out) == 0
    assert "situation report 1, version 1" in capsys.readouterr().out
    assert report(folder, out, "--paper", "a4") == 0
    assert "situation report 2" in capsys.readouterr().out
    desk = make_desk(folder)
    newest = desk.read_now(issued, EVENT)[0]
    assert desk.store.attachment(newest.sha256) == out.read_bytes()
    desk.close()


def test_a_report_is_issued_as_another_file_by_its_ending(folder: Path, tmp_path: Path) -> None:
    assert report(folder, tmp_path / "s.txt") == 0
    assert "Situation Report 1" in (tmp_path / "s.txt").read_text().title()
    assert report(folder, tmp_path / "s.docx") == 2
    desk = make_desk(folder)
    assert [one.number for one in desk.read_now(issued, EVENT)] == [1]
    seen = desk.read_now(access.trail, EVENT)
    assert [(one.way, one.sent_to) for one in seen] == [("exported", "file s.txt"), ("issued", "this desk")]
    assert {one.digest for one in seen} == {seen[0].digest}
    desk.close()


def test_red_goes_into_a_file_on_the_word_and_spends_no_number_before(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = make_desk(folder)
    desk.do_now(ReportIncident(EVENT, "Torch threatened", severity=3, marking="RED"))
    desk.close()
    out = tmp_path / "s.pdf"
    assert report(folder, out) == 1
    assert "Confirm it with the word RED" in capsys.readouterr().err
    assert not out.exists()
    assert report(folder, out, "--confirm", "RED") == 0
    assert "situation report 1, version 1" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_said_before_a_number_is_spent(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(folder, tmp_path / "none" / "s.pdf") == 2
    assert "There is no folder" in capsys.readouterr().err
    desk = make_desk(folder)
    assert desk.read_now(issued, EVENT) == ()
    desk.close()


def test_pages_that_cannot_be_written_are_kept_all_the_same(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "s.pdf").mkdir()
    assert report(folder, tmp_path / "s.pdf") == 2
    assert "report 1 is issued and kept" in capsys.readouterr().err


def test_an_event_that_is_not_here_is_wrong_use(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(folder, tmp_path / "s.pdf", event="NOPE") == 2
    assert "There is no event “NOPE”" in capsys.readouterr().err


def test_the_committees_report_is_written_under_the_marking_asked_for(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "c.pdf"
    asked = ["--data", str(folder), "report", "committee", "--event", "LA28", "--out"]
    assert cli.main([*asked, str(out), "--marking", "green"]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert "Gaps and recommendations, TLP:GREEN, 1 page" in capsys.readouterr().out
    assert cli.main([*asked, str(out), "--marking", "mauve"]) == 2
    assert "is not a marking" in capsys.readouterr().err
    assert cli.main([*asked, str(tmp_path / "none" / "c.pdf")]) == 2
    assert "There is no folder" in capsys.readouterr().err
    assert cli.main([*asked, str(tmp_path)]) == 2
    assert "is" in capsys.readouterr().err


def test_what_aid_costs_is_written_as_pages_or_as_a_table_by_the_files_name(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--data", str(folder), "report", "costs", "--event", "LA28", "--out"]
    assert cli.main([*asked, str(tmp_path / "c.pdf")]) == 0
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert cli.main([*asked, str(tmp_path / "c.CSV"), "--marking", "green"]) == 0
    assert (tmp_path / "c.CSV").read_text("utf-8-sig").startswith("Request,Title,State")
    assert "What aid costs, TLP:GREEN" in capsys.readouterr().out
