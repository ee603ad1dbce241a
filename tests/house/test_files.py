"""Rules about the files of the checkout: where they lie, how large they are, what they never name."""

from __future__ import annotations

import re

from tests.house.tree import ROOT, tracked

TOP = {
    "pyproject.toml",
    "eocdesk",
    "resources",
    "tests",
    "packaging",
    "README.md",
    "CONTRIBUTING.md",
    "DECISIONS.md",
    "LICENSE",
    "Makefile",
}
LARGEST = 2_000_000  # an empty desk with all its tables and indexes is a file of 1.5 MB, kept once a schema
# Packages come from whatever registry, mirror or folder a site's own tools are set up for.
ADDRESS = re.compile(r"\w+://|(?<!\w)@ |--(extra-)?index|--find-links|^-[if] |resolved", re.MULTILINE)
HOSTS = re.compile(
    r"pypi\.org|pythonhosted|npmjs\.|deb\.debian|archive\.ubuntu|nodesource|/root/|/work/|/opt/|/home/\w"
)


def test_the_top_of_the_checkout_holds_what_was_agreed() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert not {name for name in top if not name.startswith(".")} - TOP


def test_no_file_is_larger_than_two_megabytes() -> None:
    assert not [str(path.relative_to(ROOT)) for path in tracked() if path.stat().st_size > LARGEST]


def test_lock_files_name_no_address() -> None:
    locks = [*ROOT.glob("packaging/locks/*.txt"), *(path for path in tracked() if path.name == "package-lock.json")]
    assert len(locks) >= 3
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        text = re.sub(r'"(url|funding)": "https[^"]+"', "", text)  # where a package's authors take donations
        assert not ADDRESS.search(text), f"{lock.name}: {ADDRESS.search(text)}"


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    own = ROOT / "tests" / "house" / "test_files.py"  # holds the patterns themselves
    wrong = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path != own and (match := HOSTS.search(text)):
            wrong.append(f"{path.relative_to(ROOT)}: {match.group()}")
    assert not wrong, "\n".join(wrong)


def test_no_secret_lies_in_the_tree() -> None:
    keys = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\n")
    assert not [str(path.relative_to(ROOT)) for path in tracked() if keys.search(path.read_bytes())]
