"""Letters that cannot be printed are shown as such, never dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.models.resources import vendor
from eocdesk.reports.letters import BOX, Letters, covered


@pytest.fixture
def letters() -> Letters:
    """Letters of our own typeface alone, whatever else this machine has."""
    ours = covered(vendor("fonts") / "Inter-Regular.ttf")
    return Letters(lambda letter: ord(letter) in ours)


def test_our_typeface_draws_what_the_partners_names_need() -> None:
    ours = covered(vendor("fonts") / "Inter-Regular.ttf")
    assert all(ord(letter) in ours for letter in "AZaz09éñßçÅøŁžığăÊЖЯαω–—“”’…°½€×→" + BOX)
    assert ord("日") not in ours


def test_a_file_that_is_no_font_draws_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00\x00\xffgarbage")
    assert covered(broken) == frozenset()
    assert covered(tmp_path / "absent.ttf") == frozenset()


def test_plain_text_stays_as_it_is(letters: Letters) -> None:
    text = "Naïve café – “Gate 7”, 41.2 °C\nsecond line"
    assert letters.printable(text) == text


def test_what_cannot_be_seen_is_shown_and_counted_not_dropped(letters: Letters) -> None:
    assert letters.printable("a\0\0\0b") == "a[U+0000 ×3]b"
    assert letters.printable("a\x1bb") == "a[U+001B]b"
    assert letters.printable("half \ud800 a pair") == "half [U+D800] a pair"


def test_text_cannot_be_made_to_read_backwards(letters: Letters) -> None:
    assert letters.printable("gate \u202e7 closed\u202c") == "gate [U+202E]7 closed[U+202C]"


def test_signs_without_a_typeface_are_named(letters: Letters) -> None:
    assert letters.printable("smoke 🔥") == "smoke [fire]"


def test_letters_without_a_typeface_are_boxes_and_counted(letters: Letters) -> None:
    assert letters.printable("Ms 日本 on line 2") == f"Ms {BOX}{BOX} on line 2"
    assert letters.boxed == 2


def test_marks_piled_on_a_letter_do_not_run_over_other_lines(letters: Letters) -> None:
    piled = letters.printable("Z" + "\u0301" * 20 + "!")
    assert piled == "Z\u0301\u0301\u0301[17 marks]!"


def test_line_ends_of_every_kind_become_one(letters: Letters) -> None:
    assert letters.printable("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


def test_a_word_wider_than_its_column_gets_places_to_break(letters: Letters) -> None:
    broken = letters.printable("W" * 100, longest=17)
    assert max(map(len, broken.split("\u200b"))) <= 10
    assert broken.replace("\u200b", "") == "W" * 100


def test_a_word_with_joints_is_broken_at_them(letters: Letters) -> None:
    assert letters.printable("Number(s)/Frequency", longest=14).split("\u200b") == ["Number(s)/", "Frequency"]
    broken = letters.printable("a/" + "b" * 30, longest=10).split("\u200b")
    assert broken == ["a/", "b" * 10, "b" * 10, "b" * 10]


def test_ordinary_words_are_not_broken(letters: Letters) -> None:
    assert "\u200b" not in letters.printable("Monitoring Competition credential", longest=10)


def test_letters_of_scripts_without_capitals_are_no_wider_than_small_ones() -> None:
    for word in ("הביטחון", "الداخلية"):
        assert Letters(str.isalpha).printable(word, longest=8) == word


def test_a_run_of_boxes_is_broken_as_the_wide_signs_they_are() -> None:
    pieces = Letters(lambda letter: letter == BOX).printable("語" * 100, longest=34).split("\u200b")
    assert "".join(pieces) == BOX * 100
    assert max(map(len, pieces)) <= 20
