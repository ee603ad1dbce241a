"""The filter language says what it means, and says where a word is wrong."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models import Refused
from eocdesk.models.clock import moment
from eocdesk.store.queries.filter import ALIASES, FLAGS, KEYS, NOTHING, Filter, Frame, Term, parse
from eocdesk.store.queries.terms import Bound, entry_parts, incident_tests, task_tests

ZONE = ZoneInfo("America/Los_Angeles")
NOW = moment(datetime(2028, 7, 19, 14, 31, tzinfo=ZONE))
FRAME = Frame(NOW, "America/Los_Angeles", "L. Chen", "Watch officer")
HOUR = 3_600_000


def terms(text: str) -> list[tuple[str, tuple[object, ...]]]:
    return [(term.key, term.values) for term in parse(text, FRAME).terms]


def at(*when: int) -> int:
    return moment(datetime(*when, tzinfo=ZONE))  # type: ignore[arg-type]  # numbers of a date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("venue:sofi", [("venue", ("sofi",))]),
        ('venue:"rose bowl",sofi', [("venue", ("rose bowl", "sofi"))]),
        ("venue:“LA Memorial”", [("venue", ("LA Memorial",))]),
        ("venue: sofi", [("venue", ("sofi",))]),
        ("sev>=major", [("sev", (3, 4))]),
        ("sev>maj", [("sev", (4,))]),
        ("sev<=minor", [("sev", (0, 1))]),
        ("sev<1", [("sev", (0,))]),
        ("sev:critical,info", [("sev", (0, 4))]),
        ("severity=2", [("sev", (2,))]),
        ("prio>=priority", [("prio", ("priority", "flash"))]),
        ("status:mon,open", [("status", ("monitoring", "open"))]),
        ("is:unack is:flash", [("is", ("unacknowledged",)), ("is", ("flash",))]),
        ("inc:7KQ4-3 by:chen type:drone", [("inc", ("7KQ4-3",)), ("by", ("chen",)), ("type", ("drone",))]),
        ("since:2h", [("since", (NOW - 2 * HOUR,))]),
        ("since:1d2h30m", [("since", (NOW - int(26.5 * HOUR),))]),
        ("since:14:00", [("since", (at(2028, 7, 19, 14, 0),))]),
        ("since:1600", [("since", (at(2028, 7, 18, 16, 0),))]),
        ("since:2028-07-19", [("since", (at(2028, 7, 19),))]),
        ("before:2028-07-19T06:00", [("before", (at(2028, 7, 19, 6, 0),))]),
        ("since:2028-07-19T06:00Z", [("since", (at(2028, 7, 18, 23, 0),))]),
        ("since:today", [("since", (at(2028, 7, 19),))]),
        ("before:yesterday", [("before", (at(2028, 7, 18),))]),
    ],
)
def test_filter_words(text: str, expected: list[tuple[str, tuple[object, ...]]]) -> None:
    assert terms(text) == expected


def test_plain_words_and_phrases_stand_beside_filter_words() -> None:
    asked = parse('heat "gate 7" venue:sofi medical 14:31 --', FRAME)
    assert asked.words == (("heat", False), ("gate 7", True), ("medical", False), ("14:31", False))
    assert asked.has("venue", "sofi")


def test_nothing_typed_lets_everything_through() -> None:
    assert parse("  ", FRAME) == NOTHING
    assert parse("", FRAME).is_empty


@pytest.mark.parametrize("text", ["venue:", "sev>=", 'since:""', "is:,", "venue: "])
def test_a_filter_word_still_being_typed_asks_for_nothing(text: str) -> None:
    assert parse(text, FRAME).is_empty


@pytest.mark.parametrize(
    ("text", "sentence", "place"),
    [
        ("heat vanue:sofi", "no filter word “vanue:”", 6),
        ("sev>=grave", "“sev:grave” is not known", 1),
        ("sev:m", "can be minor, moderate or major", 1),
        ("a b since:teatime", "is no time", 5),
        ("since:2028-13-40", "is no time", 1),
        ("since:99:99", "is no time", 1),
        ("venue>sofi", "takes no “>”", 1),
        ("is:blue", "is not known", 1),
        ("before:9999999999d", "is no time", 1),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, sentence: str, place: int) -> None:
    with pytest.raises(Refused, match=sentence) as told:
        parse(text, FRAME)
    assert f"(at character {place})" in told.value.sentence


@pytest.mark.parametrize(
    ("text", "sentence"), [("prio:flash", "have no “prio”"), ("is:amended", "says nothing of"), ("is:unack", "nothing")]
)
def test_what_an_incident_or_a_task_does_not_have_is_said(text: str, sentence: str) -> None:
    for tests in (incident_tests, task_tests):
        with pytest.raises(Refused, match=sentence):
            tests(Bound(b"e", FRAME), parse(text, FRAME))


KEYLIKE = st.sampled_from([*KEYS, *ALIASES, "vanue", "x"])
SIGN = st.sampled_from([":", "=", ">=", "<=", ">", "<"])
VALUE = st.one_of(
    st.sampled_from(
        ["major", "1", "flash", "open", *FLAGS, "2h", "14:00", "2028-07-19", "2028-02-31", "25:00", "today"]
    ),
    st.text(max_size=12),
    st.text(alphabet="\"',:;%_\\()*^-+{}[]<>=\0 a1é", max_size=12),
)
TOKEN = st.one_of(st.tuples(KEYLIKE, SIGN, VALUE).map("".join), VALUE)
TEXT = st.lists(TOKEN, max_size=6).map(" ".join)


def compiled(asked: Filter) -> list[tuple[str, Bound]]:
    found = []
    for compile_one in (incident_tests, task_tests, entry_parts):
        bound = Bound(b"event", FRAME)
        try:
            made = compile_one(bound, asked)
        except Refused:
            continue
        found += [(part, bound) if isinstance(part, str) else (f"{part.rows} {part.test}", bound) for part in made]
    return found


def understood(text: str) -> Filter | str:
    """The filter, or the sentence it was refused with."""
    try:
        return parse(text, FRAME)
    except Refused as refused:
        return refused.sentence


@given(TEXT)
def test_whatever_is_typed_is_understood_or_refused_in_words(text: str) -> None:
    asked = understood(text)
    if isinstance(asked, str):
        assert re.search(r"\(at character \d+\)", asked)
        return
    for term in asked.terms:
        assert isinstance(term, Term)
        assert term.values
        assert 1 <= term.at <= len(text)


@given(st.text(alphabet="abcXYZ';\"%_-é0 ", min_size=3, max_size=30).filter(lambda s: any(c.isalnum() for c in s)))
def test_what_is_typed_never_stands_in_the_sql(typed: str) -> None:
    word = "qqq" + typed
    for key in ("venue", "type", "inc", "by"):
        asked = Filter(((word, False),), (Term(key, (word,)),))
        for sql, bound in compiled(asked):
            assert "qqq" not in sql
            assert any("qqq" in str(value) for value in bound.values.values())


@given(TEXT)
def test_every_mark_in_the_sql_is_bound(text: str) -> None:
    asked = understood(text)
    for sql, bound in () if isinstance(asked, str) else compiled(asked):
        assert set(re.findall(r":([a-z]\w*)", sql)) <= set(bound.values) | {"low"}
        assert "?" not in sql
