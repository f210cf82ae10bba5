"""The base of every table: names of constraints, types, and instants that are always UTC."""

import enum
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, LargeBinary, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from portal.ports import SealedValue

# ruff: noqa: ARG002 - SQLAlchemy hands every type its dialect, wanted or not.


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; a naive one is refused before it reaches a row."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC, and without a zone where the database knows none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone may not be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[SealedValue]):
    """Takes only what the keyring has sealed: plain words cannot be stored here by mistake."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: SealedValue | None, dialect: Dialect) -> bytes | None:
        """To the database: the key's id, a NUL, the ciphertext."""
        if value is None:
            return None
        if not isinstance(value, SealedValue):
            raise TypeError("only a sealed value may be stored in a sealed column")
        return value.key_id.encode("ascii") + b"\0" + value.blob

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> SealedValue | None:
        """From the database: still sealed."""
        if value is None:
            return None
        key_id, blob = bytes(value).split(b"\0", 1)
        return SealedValue(key_id.decode("ascii"), blob)


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


# Every enum is checked text by `.value`: a code read from a row is a word, and can be translated.
CODES = Enum(
    enum.Enum,
    native_enum=False,
    create_constraint=True,
    validate_strings=True,
    length=40,
    values_callable=_values,
)


class Base(DeclarativeBase):
    """Every table's parent."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime(),
        str: String(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        SealedValue: Sealed(),
        enum.Enum: CODES,
    }
