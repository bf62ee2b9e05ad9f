"""What all nouns share: named constraints, exact types, and the split between a draft and a record.

A table model of SQLModel accepts anything in silence, so each noun is written twice: its *draft* validates what a form or
an importer offers, and its *record* is the row the register holds, made only from a draft that validated.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, AwareDatetime, ConfigDict
from sqlalchemy import CheckConstraint, Dialect, Numeric, SmallInteger, String, TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal that comes back digit for digit: text in SQLite, which has no exact numbers, and numeric elsewhere."""

    impl = String(40)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Text in SQLite, the database's own decimal elsewhere."""
        return dialect.type_descriptor(String(40) if dialect.name == "sqlite" else Numeric(30, 10))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Plain digits, never an exponent."""
        if value is None or dialect.name != "sqlite":
            return value
        return format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """The number as it was stored; not known where another program wrote what is no number."""
        return None if value is None else amount_of(str(value))


class Instant(TypeDecorator[datetime]):
    """A moment, stored in UTC with its offset written out, so that no reader can take it for local time."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """UTC, to the microsecond, always the same width: text order is time order."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """An aware moment in UTC; not known where another program wrote what is no moment."""
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            return None
        return moment if moment.tzinfo else None


def amount_of(written: str) -> Decimal | None:
    """The number that a text is, or None where it is none."""
    try:
        amount = Decimal(written)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def instant_text(value: datetime) -> str:
    """A moment as it is stored and hashed. Raises `ValueError` for a time without a zone."""
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
"""A point in time; drafts refuse one without a zone."""


def word(default: Any = ..., *, index: bool = False) -> Any:
    """A column for a vocabulary term. It has no CHECK: a term from a newer program must load, to be shown as unknown."""
    return Field(default=default, sa_type=String(60), index=index)


def code(default: Any = ...) -> Any:
    """A column for a vocabulary term of which millions are stored, as a small number."""
    return Field(default=default, sa_type=SmallInteger)


def text(default: Any = ..., *, most: int = 300) -> Any:
    """A line of text that must not be empty where it is required."""
    return Field(default=default, min_length=1 if default is ... else 0, max_length=most)


def name_of_a_vendor() -> Any:
    """A vendor's name: some registers hold ones of more than 300 characters. The column's own figure is the first version's,
    and SQLite keeps texts of any length.
    """
    return Field(min_length=1, max_length=500, sa_type=String(300))


def prose(default: Any = None) -> Any:
    """Text of any length within reason: notes, answers, conditions."""
    return Field(default=default, max_length=200_000)


def moment(default: Any = ...) -> Any:
    """A column for a point in time."""
    return Field(default=default, sa_type=Instant)


def amount(default: Any = None, *, least: int | None = None, most: int | None = None) -> Any:
    """A column for an exact number."""
    return Field(default=default, sa_type=ExactDecimal, ge=least, le=most)


def ref(target: str, default: Any = ..., *, index: bool = True) -> Any:
    """A reference to another record: `vendor`, `service`. Deleting what is referred to is refused."""
    return Field(default=default, foreign_key=f"{target}.id", index=index)


def in_order(first: str, second: str) -> CheckConstraint:
    """What always holds of two dates of one record: the second is not before the first, where both are known."""
    condition = f"{first} IS NULL OR {second} IS NULL OR {first} <= {second}"
    return CheckConstraint(condition, name=f"{first}_{second}_order", info={"in_order": (first, second)})


def not_blank(column: str) -> CheckConstraint:
    """What always holds of a required text."""
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_not_blank")


def at_least(column: str, least: int, most: int | None = None) -> CheckConstraint:
    """What always holds of a counted or graded column."""
    upper = f" AND {column} <= {most}" if most is not None else ""
    condition = f"{column} IS NULL OR ({column} >= {least}{upper})"
    return CheckConstraint(condition, name=f"{column}_range", info={"range": (column, least, most)})


class Draft(SQLModel):
    """What a form or an importer offers: validates, trims, and knows no field that the noun has not."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)  # type: ignore[assignment]

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = ()
    """Pairs of date fields of which the second may not be before the first."""


class Record(SQLModel):
    """The part that every row has: an id from the register's own allocator."""

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class Validity(Draft):
    """From and to when a fact held in the world, beside the journal's own time of when we knew it. Both ends inclusive."""

    valid_from: date | None = None
    valid_to: date | None = None

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("valid_from", "valid_to"),)
