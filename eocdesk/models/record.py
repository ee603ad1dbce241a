"""What every record shares: its id, its event, its marking, whether it is struck."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Integer, LargeBinary, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from eocdesk.models.fields import INFO, Field, Holds, Meets, field
from eocdesk.models.ids import NIL
from eocdesk.models.marking import DEFAULT


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """The root of everything that is a table."""


class Record(Base):
    """One thing of the watch. The first columns belong to this copy; the declared fields travel."""

    __abstract__ = True

    row: Mapped[int] = mapped_column(Integer, primary_key=True, default=None, sort_order=-2)
    """This copy's own short key for lists and full-text search; never leaves the machine."""
    id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True, default=NIL, sort_order=-2)
    scope: Mapped[bytes] = mapped_column(LargeBinary(16), default=NIL, sort_order=-2)
    heads: Mapped[bytes] = mapped_column(LargeBinary, default=b"", repr=False, sort_order=-2)
    """Per field the changes that hold it now (store/heads)."""
    extra: Mapped[bytes | None] = mapped_column(LargeBinary, default=None, repr=False, sort_order=-2)
    """Fields a newer version knows and this one does not: kept and passed on."""
    made_at: Mapped[int] = mapped_column(BigInteger, default=0, sort_order=-2)
    made_by: Mapped[str] = mapped_column(Text, default="", sort_order=-2)
    made_on: Mapped[bytes] = mapped_column(LargeBinary(16), default=NIL, sort_order=-2)
    received: Mapped[int] = mapped_column(BigInteger, default=0, sort_order=-2)
    """When this copy first held the record."""

    event: Mapped[bytes] = field("Event", Holds.RECORD, Meets.ONCE, default=NIL, of="event", order=-1)
    marking: Mapped[str] = field("Marking", Holds.CHOICE, default=DEFAULT, order=-1)
    audience: Mapped[str] = field("Audience", default="", order=-1)
    struck: Mapped[bool] = field("Struck", Holds.YES, default=False, order=-1)


def kind_of(record: type[Record]) -> str:
    """The record class's name in lower case: the `kind` said everywhere."""
    return str(record.__tablename__)


@cache
def fields_of(record: type[Record]) -> dict[str, Field]:
    """The declared fields that travel, in the order they are declared."""
    return {column.name: column.info[INFO] for column in record.__table__.columns if INFO in column.info}


@cache
def defaults_of(record: type[Record]) -> dict[str, Any]:
    """What each field holds before anybody wrote it."""
    table = record.__table__
    return {name: getattr(table.c[name].default, "arg", None) for name in fields_of(record)}
