"""The lines iCalendar and vCard are made of: unfolded with their numbers, taken apart, put together, folded."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eocdesk.models.errors import Refused

_LINE = re.compile(r"(?:(?P<group>[A-Za-z0-9\-_]+)\.)?(?P<name>[A-Za-z0-9\-_]+)\s*(?=[;:])")
_ESCAPED = re.compile(r"\\([\\;,:nN\"])")
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_ENDS = re.compile(r"\r\n|\n|\r")
_OCTETS = 75
_DEEP = 20
_HEAD = 400  # signs in which the name and the parameters of a line are looked for
_MOST_LINES = 6_000_000
_SHOWN = 20
# vCard 2.1 writes these without TYPE= or ENCODING= before them.
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"}


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: NAME;PARAM=a,b:value. Names in capitals, the value as it stands."""

    name: str
    value: str
    params: dict[str, list[str]] = field(default_factory=dict)
    line: int = 0
    group: str = ""

    def param(self, name: str) -> str:
        """The first value of a parameter, empty where it is not there."""
        return (self.params.get(name) or [""])[0]

    @property
    def text(self) -> str:
        """The value as text, escapes undone."""
        return unescape(self.value)


@dataclass(slots=True)
class Block:
    """A component between BEGIN and END with its own lines and what is nested in it."""

    name: str
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    broken: str = ""


def unfold(text: str, *, quoted: bool = False) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first line; `quoted` joins soft breaks of quoted-printable too."""
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        raise Refused(f"The file has more than {_MOST_LINES:,} lines; split it.")
    begins, held, soft = 0, list[str](), False
    for number, line in enumerate(_ENDS.split(text), 1):
        if soft:
            held[-1] = held[-1][:-1]
            held.append(line.lstrip(" \t"))
        elif line[:1] in {" ", "\t"} and held:
            held.append(line[1:])
        else:
            yield from _whole(begins, held)
            begins, held = number, [line] if line else []
        soft = quoted and line.endswith("=") and _in_quoted_printable(held)
    yield from _whole(begins, held)


def _whole(begins: int, held: Sequence[str]) -> Iterator[tuple[int, str]]:
    line = "".join(held)
    if line.strip():
        yield begins, line


def _in_quoted_printable(held: Sequence[str]) -> bool:
    return "QUOTED-PRINTABLE" in "".join(held[:3])[:_HEAD].partition(":")[0].upper()


def blocks(lines: Iterator[tuple[int, str]], roots: Sequence[str]) -> tuple[list[Block], list[str]]:
    """The outermost components, and warnings. Refused where the text ends inside one: it was cut short.

    A component of `roots` that begins inside one of its own name means that the first was never ended.
    """
    top: list[Block] = []
    open_: list[Block] = []
    stray: list[str] = []
    for number, line in lines:
        word, _, rest = line.partition(":")
        sign, name = word.strip().upper(), rest.strip().upper()
        if sign == "BEGIN":
            _never_ended(open_, name, roots)
            if len(open_) >= _DEEP:
                raise Refused(f"Components are nested more than {_DEEP} deep in line {number:,}.")
            made = Block(name, number)
            (open_[-1].children if open_ else top).append(made)
            open_.append(made)
        elif sign == "END":
            if not _closed(open_, name):
                stray.append(f"line {number:,}: END:{name[:40]} ends nothing")
        elif open_:
            open_[-1].lines.append((number, line))
        else:
            stray.append(f"line {number:,} stands outside of every component and was passed over")
    if open_:
        inner = open_[-1]
        raise Refused(
            f"The file breaks off inside {inner.name[:40]}, which begins in line {inner.line:,}: it seems cut short."
        )
    more = len(stray) - _SHOWN
    return top, [*stray[:_SHOWN], f"and {more:,} more such lines"] if more > 0 else stray


def _never_ended(open_: list[Block], name: str, roots: Sequence[str]) -> None:
    if name in roots and any(block.name == name for block in open_):
        while open_[-1].name != name:
            open_.pop()
        open_.pop().broken = f"{name} is never ended."


def _closed(open_: list[Block], name: str) -> bool:
    if not any(block.name == name for block in open_):
        return False
    while open_[-1].name != name:
        inner = open_.pop()
        inner.broken = f"{inner.name} is never ended."
    open_.pop()
    return True


def take_apart(number: int, line: str) -> Property:
    """The parts of a line; Refused where it is no content line."""
    found = _LINE.match(line)
    if found is None:
        raise Refused(f"line {number:,} is not a content line")
    pieces, value = _pieces(line[found.end() :])
    if value is None:
        raise Refused(f"line {number:,} has no value")
    params: dict[str, list[str]] = {}
    for piece in pieces:
        name, is_, said = piece.partition("=")
        name = name.strip().upper()
        if not is_:
            name, said = ("ENCODING" if name in _ENCODINGS else "TYPE"), piece.strip()
        params.setdefault(name, []).extend(_values(said))
    name = found["name"].upper().replace("_", "-")
    return Property(name, _decoded(value, params), params, number, (found["group"] or "").lower())


def _pieces(rest: str) -> tuple[list[str], str | None]:
    """The parameters before the first colon outside quotes, and the value behind it."""
    pieces, begins, quoted = list[str](), 0, False
    for place, sign in enumerate(rest):
        if sign == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif sign in ";:":
            if place > begins:
                pieces.append(rest[begins:place])
            begins = place + 1
            if sign == ":":
                return pieces, rest[begins:]
    return pieces, None


def passed_over(strays: Sequence[int], kind: str) -> list[str]:
    """One warning for lines that are none of their kind."""
    if not strays:
        return []
    more = f" and {len(strays) - 1:,} more are no {kind} lines" if len(strays) > 1 else f" is no {kind} line"
    return [f"line {strays[0]:,}{more}, passed over"]


def _values(said: str) -> list[str]:
    parts = re.findall(r'"[^"]*"|[^,"]+', said)
    return [_CARET.sub(lambda found: _CARETS[found[1]], part.strip().strip('"')) for part in parts]


def _decoded(value: str, params: dict[str, list[str]]) -> str:
    """The value out of quoted-printable, in the character set the line declares."""
    if "QUOTED-PRINTABLE" not in {word.upper() for word in params.get("ENCODING", [])}:
        return value
    octets = quopri.decodestring(value.encode("utf-8"))
    charset = (params.get("CHARSET") or ["utf-8"])[0]
    try:
        return octets.decode(charset)
    except (UnicodeDecodeError, LookupError):
        raise Refused(f"its quoted-printable text is not {charset[:40]}") from None


def unescape(value: str) -> str:
    """Text with the escapes of iCalendar and vCard undone."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def escape(text: str) -> str:
    """Text as it stands in a value."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n|\r|\n", r"\\n", escaped)


def parts(value: str, sign: str = ";") -> list[str]:
    """A structured value at its unescaped signs, each part unescaped."""
    pieces, begins, place = list[str](), 0, 0
    while place < len(value):
        if value[place] == "\\":
            place += 1
        elif value[place] == sign:
            pieces.append(value[begins:place])
            begins = place + 1
        place += 1
    return [unescape(piece).strip() for piece in [*pieces, value[begins:]]]


def quoted(value: str) -> str:
    """A parameter's value, in quotes where it needs them (RFC 6868)."""
    safe = re.sub(r"\r\n|\r|\n", "^n", value.replace("^", "^^")).replace('"', "^'")
    return f'"{safe}"' if re.search(r"[;:,\s]", safe) else safe


def fold(line: str) -> str:
    """A line folded at 75 octets, never inside a character."""
    if len(line.encode()) <= _OCTETS:
        return line
    out: list[str] = []
    held, size, most = "", 0, _OCTETS
    for sign in line:
        octets = len(sign.encode())
        if size + octets > most:
            out.append(held)
            held, size, most = "", 0, _OCTETS - 1
        held += sign
        size += octets
    return "\r\n ".join([*out, held])


def joined(lines: Sequence[str]) -> bytes:
    """Folded lines with the line ends of both formats."""
    return "".join(fold(line) + "\r\n" for line in lines).encode()
