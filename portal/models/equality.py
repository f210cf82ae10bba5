"""Answers to questions of equality, added up: nothing here leads to a person or to a message."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.equality import Question
from portal.models.base import Base


class EqualityCount(Base):
    """How many chose one answer in one year. Each row of a year is written with every answer.

    No row is of a person, and none has a number of its own or a time: not even the order in which
    a database keeps its rows says which of them grew last.
    """

    __tablename__ = "equality_count"
    year: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="Year in London: nothing finer is kept"
    )
    question: Mapped[Question] = mapped_column(primary_key=True, comment="Which question")
    answer: Mapped[str] = mapped_column(primary_key=True, comment="Which of its answers, as a code")
    number: Mapped[int] = mapped_column(comment="How many chose it")


class EqualityMark(Base):
    """That one page after sending has answered, by a key outside the database; wiped in a day."""

    __tablename__ = "equality_mark"
    name: Mapped[str] = mapped_column(primary_key=True, comment="Keyed hash of the page's own id")
    until: Mapped[datetime] = mapped_column(index=True, comment="Wiped from then on, to the hour")
