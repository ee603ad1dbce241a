"""Rules about each module: its purpose, its size, its name, its test, and what it may not use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, modules

PURPOSE, LINES, FUNCTION_LINES = 114, 400, 40  # 114: one line of the house less its quotes
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager"}
FORBIDDEN = {
    r"(?<!def )\bexec_?\(": "a nested loop stops every other task: open() and await the answer",
    r"\.connect\(\s*lambda": "a lambda outlives its pane: connect a method",
    r"processEvents\(": "let the loop run by itself",
    r"^\s*from \S+ import \*": "name what you take",
    r"#\s*type:\s*ignore(?!\[[a-z-]+(, ?[a-z-]+)*\])": "name the code that is ignored",
    r"#\s*noqa(?!: [A-Z]+\d+)": "name the rule that is switched off",
    r"#\s*(ruff|mypy|flake8|fmt):\s*(noqa|ignore|off|skip)": "a rule is kept line by line, with its reason",
    r"#\s*(TODO|FIXME|XXX|HACK)\b": "do it, or open an issue",
}
NOQA = re.compile(r"#\s*noqa: (?P<code>[A-Z]+\d+)(, ?[A-Z]+\d+)*\s*(?P<why>.*)")
CAMEL = re.compile(r"[a-z]+([A-Z][a-z]*)+")
QT_PLAIN = {
    "data",
    "flags",
    "index",
    "parent",
    "sort",
    "paint",
    "event",
    "shape",
    "sibling",
    "revert",
    "submit",
    "show",
}
IN_TESTS = {
    r"\btime\.sleep\(|\bqtbot\.wait\(|\bQTest\.qWait\(": "wait for what happens, not for time",
    r"\bimport mock\b|unittest\.mock|\bmocker\b": "run the real thing",
    r"mark\.skip\(|pytest\.skip\(": "a test that does not run hides a hole",
    r"perf_counter|process_time|\bmonotonic\(": "speed is measured by `make bench`, not asserted here",
}


def found(folder: str, patterns: dict[str, str]) -> list[str]:
    """Each line of the modules in `folder` that a pattern matches, with the reason it is forbidden."""
    out = []
    for path in modules(folder):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            out += [f"{name(path)}:{number} {why}" for pattern, why in patterns.items() if re.search(pattern, line)]
    return out


def name(path: Path) -> str:
    """As a person would look for it."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_module_says_in_one_line_why_it_is() -> None:
    wrong = []
    for path in modules("eocdesk", "packaging", "tests"):
        first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
        if not first.endswith(".") or len(first) > PURPOSE:
            wrong.append(f"{name(path)} ({len(first)} characters): {first or 'says nothing'}")
    assert not wrong, f"a full sentence of {PURPOSE} characters or fewer:\n" + "\n".join(wrong)


def test_modules_fit_on_a_few_screens() -> None:
    sizes = {
        name(path): path.read_text(encoding="utf-8").count("\n") for path in modules("eocdesk", "packaging", "tests")
    }
    assert not {file: size for file, size in sizes.items() if size > LINES}


def test_functions_fit_on_one_screen() -> None:
    long = [
        f"{name(path)}:{node.lineno} {node.name} has {size} lines"
        for path in modules("eocdesk", "packaging", "tests")
        for node in functions(path)
        if (size := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_the_code_uses_nothing_that_hurt_us() -> None:
    wrong = [*found("eocdesk", FORBIDDEN), *found("packaging", FORBIDDEN)]
    assert not wrong, "\n".join(wrong)


def test_a_rule_switched_off_for_a_line_says_why() -> None:
    """After the code, in a comment on the line above, or on the line above that has the same code off."""
    silent = []
    for path in modules("eocdesk", "packaging"):
        known, comment = "", False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            told = NOQA.search(line)
            if told and not (told["why"] or comment or told["code"] == known):
                silent.append(f"{name(path)}:{number} {told['code']}")
            known = told["code"] if told else ""
            comment = line.lstrip().startswith("# ")
    assert not silent, "\n".join(silent)


def test_tests_use_nothing_that_makes_them_lie() -> None:
    own = "tests/house/test_modules.py"  # holds the patterns themselves
    wrong = [line for line in found("tests", IN_TESTS) if not line.startswith(own)]
    assert not wrong, "\n".join(wrong)


def test_no_room_is_named_for_what_did_not_fit_elsewhere() -> None:
    paths = [path.relative_to(ROOT) for path in modules("eocdesk", "packaging", "tests")]
    assert not [str(path) for path in paths if BANNED_NAMES & {*path.with_suffix("").parts}]


def test_every_module_has_its_test_at_the_mirrored_path() -> None:
    """Faces (`__init__`) only pass names on; a migration is tried by the store's upgrade test."""
    untested = []
    for folder, mirror in (("eocdesk", "tests"), ("packaging", "tests/packaging")):
        for path in modules(folder):
            inside = path.relative_to(ROOT / folder)
            if inside.stem.startswith("__") or "migrations" in inside.parts:
                continue
            test = ROOT / mirror / inside.with_name(f"test_{inside.name}")
            if not test.is_file():
                untested.append(f"{name(path)} wants {name(test)}")
    assert not untested, "\n".join(untested)


def test_what_qt_calls_stands_last_in_its_class_under_its_comment() -> None:
    wrong = []
    for path in modules("eocdesk/ui"):
        text = path.read_text(encoding="utf-8")
        wrong += [
            f"{name(path)}:{node.lineno} {node.name}: {fault}"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ClassDef) and (fault := qt_order(node, text.splitlines()))
        ]
    assert not wrong, "\n".join(wrong)


def qt_order(cls: ast.ClassDef, lines: list[str]) -> str:
    """What is wrong with the order of a class's methods; nothing where all is well."""
    methods = [node for node in cls.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    if not any(CAMEL.fullmatch(node.name) for node in methods):
        return ""
    inside = range(cls.lineno, (cls.end_lineno or cls.lineno) + 1)
    mark = next((number for number in inside if lines[number - 1].strip() == "# Qt"), None)
    if mark is None:
        return "no “# Qt” above what Qt calls"
    early = [node.name for node in methods if node.lineno < mark and CAMEL.fullmatch(node.name)]
    late = [node.name for node in methods if node.lineno > mark and not of_qt(node.name)]
    return f"{early} stand above the comment" if early else f"{late} stand below it" if late else ""


def of_qt(method: str) -> bool:
    return CAMEL.fullmatch(method) is not None or method in QT_PLAIN
