"""Rules about the papers: what they tell a person to type or to open is there."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import ROOT

PAPERS = ("README.md", "CONTRIBUTING.md", "DECISIONS.md")


def targets() -> set[str]:
    """What `make` can be asked for."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return {name for line in re.findall(r"^([a-z ]+):", text, re.MULTILINE) for name in line.split()}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_names_only_commands_that_exist(paper: str) -> None:
    told = set(re.findall(r"\bmake ([a-z]+)(?=[`\s]|$)(?=[^\n]*(?:`|$))", code_of(paper)))
    assert told <= targets()


def code_of(paper: str) -> str:
    """The parts of a paper set as code, a line each."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    return "\n".join(
        re.findall(r"`([^`\n]+)`", text) + re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    )


def test_the_readme_names_every_command() -> None:
    told = set(re.findall(r"\bmake ([a-z]+)", code_of("README.md")))
    assert told == targets()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_a_paper_sends_one_to_is_there(paper: str) -> None:
    links = re.findall(r"(?<!\!)\[[^\]]+\]\(([^)#:]+)\)", (ROOT / paper).read_text(encoding="utf-8"))
    assert not [link for link in links if not (ROOT / link).exists()]


def test_every_decision_has_a_rule_a_reason_and_a_date() -> None:
    text = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
    entries = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    assert len(entries) > 10
    for entry in entries:
        assert re.search(r"^Why: \S", entry, re.MULTILINE), entry
        assert re.search(r"\d{4}-\d\d-\d\d", entry), entry


def test_the_test_run_of_a_change_calls_both_commands() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in run
    assert "make check" in run
    assert "make test" in run
