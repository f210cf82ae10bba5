"""What a family has told us so far, question by question, read back as the domain's answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from portal.domain import telling
from portal.domain.intake import Answers, bodies_to_ask
from portal.domain.on_behalf import Authority, FamilyKnows, writes_for_others
from portal.domain.partnership import Partnership
from portal.domain.picking import AgeBand, decides_alone, least_age, needs_of
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind
from portal.web import picture_words
from portal.web.family import picked

YES, NO, NOT_SURE = "yes", "no", "not_sure"
BY_DOOR = "by_door"
"""Stands among what was asked on a page that nobody was shown: a door had said it."""

OWN = "own_"
"""Before the name of each answer that somebody gave as a young person."""


@dataclass(frozen=True)
class Told:
    """Answers by the names of their fields, as the draft holds them, and who may be named.

    `asked` says for each answered step which of its changing questions were on the page; `typed`
    what was saved on a page before it was finished, as it was typed, by field.
    """

    fields: Mapping[str, Any]
    asked: Mapping[str, list[str]]
    partnership: Partnership
    today: date
    typed: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)

    def by_door(self, page: str) -> bool:
        """Whether a door of the first page answered that page, and nobody has since."""
        return BY_DOOR in self.asked.get(page, ())

    @property
    def author(self) -> AuthorKind:
        """Who writes; a parent or carer until somebody says otherwise."""
        return AuthorKind(self.fields.get("author_kind", AuthorKind.PARENT_OR_CARER.value))

    @property
    def young(self) -> bool:
        """Whether a child or young person writes: other words, fewer questions."""
        return self.author is AuthorKind.YOUNG_PERSON

    @property
    def kind(self) -> SubmissionKind:
        """A view or a concern; a young person says so in other words."""
        if self.young:
            return SubmissionKind.VIEW if self.answer == NO else SubmissionKind.CONCERN
        return SubmissionKind(self.fields.get("kind", SubmissionKind.CONCERN.value))

    @property
    def answer(self) -> str:
        """Whether a young person wants an answer, and how; the last only while it is offered."""
        said = str(self.fields.get(f"{OWN}answer") or NO)
        # An age that was changed since may have taken that choice away.
        return NOT_SURE if said == YES and not self.may_offer_contact else said

    @property
    def needs(self) -> tuple[str, ...]:
        """What it is about, as chosen; those no longer in the partnership file are left out.

        A young person chose pictures, which stand for them.
        """
        if self.young:
            return needs_of(picked.pictures(self.fields, f"{OWN}pictures"), self.partnership)
        chosen = self.fields.get("needs") or ()
        return tuple(key for key in chosen if self.partnership.need(key))

    @property
    def age(self) -> int | None:
        """The child's age in years, where given; a young person gives a band."""
        return None if self.young else telling.age_of(self.fields.get("age"))

    @property
    def age_band(self) -> AgeBand | None:
        """A young person's age, where given."""
        return picked.age_band(self.fields, f"{OWN}age_band") if self.young else None

    @property
    def decides_alone(self) -> bool:
        """Whether a young person is known to decide for itself."""
        return decides_alone(self.age, self.age_band)

    @property
    def asks_surgery(self) -> bool:
        """Whether the area of the doctor's surgery is asked."""
        return telling.asks_surgery(self.needs, self.partnership)

    @property
    def asks_letter(self) -> bool:
        """Whether a letter of decision is asked about."""
        return not self.young and telling.asks_letter(self.needs, self.partnership)

    @property
    def says_letter(self) -> bool:
        """Whether a letter has come that the writer does not agree with, dated or not."""
        return self.asks_letter and self.fields.get("letter") == YES

    @property
    def asks_school(self) -> bool:
        """Whether the name of the school is asked."""
        return not self.young and telling.asks_school(self.needs, self.partnership)

    @property
    def asks_if_they_know(self) -> bool:
        """Whether we ask if the young person knows."""
        return telling.asks_if_they_know(self.author, self.age)

    @property
    def may_offer_contact(self) -> bool:
        """Whether it is safe to offer that we write: not to a child under 13."""
        least = least_age(self.age, self.age_band)
        return telling.may_be_contacted(self.author, least)

    @property
    def offers_contact(self) -> bool:
        """Whether an address is asked for: there will be news, and it is safe to offer."""
        wanted = not self.young or self.answer == YES
        return self.may_offer_contact and wanted and self.kind is SubmissionKind.CONCERN

    @property
    def bodies(self) -> tuple[str, ...]:
        """Bodies that question 6 names. A young person is asked later, on its message's page."""
        if self.young:
            return ()
        return bodies_to_ask(self._plain("en"), self.partnership, on=self.today)

    def as_answers(self, language: str) -> Answers:
        """Everything told, as the domain reads it; answers to questions now gone are left out."""
        shared = self.fields.get("share") or ()
        return replace(
            self._plain(language),
            decision_letter_on=self._letter(),
            pass_on=tuple(key for key in self.bodies if key in shared),
            must_not_see=self._must_not_see(),
            young_person_knows=self._knows(),
            name=self._name(),
            contact=(self._typed("contact") or None) if self.offers_contact else None,
            access_needs=self._access_needs(),
            school_name=(self.fields.get("school_name") or None) if self.asks_school else None,
            sent_before=bool(self._earlier() or (self._asks_before and self.fields.get("before"))),
            earlier_reference=self._earlier(),
            authority=self._authority(),
        )

    def _plain(self, language: str) -> Answers:
        area = self.fields.get("gp_area") if self.asks_surgery else None
        return Answers(
            author_kind=self.author,
            kind=self.kind,
            danger=Danger(self.fields.get("danger", Danger.NOT_SURE.value)),
            needs=self.needs,
            words=self.words,
            language=language,
            wanted=None if self.young else self.fields.get("wanted") or None,
            age=self.age,
            postcode_district=None if self.young else self.fields.get("postcode") or None,
            gp_area=area if self.partnership.place(area) else None,
            **self._picks(),
        )

    @property
    def words(self) -> str:
        """The words; of a young person who typed none, what it picked, said in words."""
        if self.wrote or not self.young:
            return str(self._typed("words") or "")
        picks = self._picks()
        return picture_words.in_words(picks["pictures"], picks["feeling"])

    @property
    def wrote(self) -> bool:
        """Whether any words were typed."""
        return bool(str(self._typed("words") or "").strip())

    def _picks(self) -> dict[str, Any]:
        if not self.young:
            return {}
        return {
            "pictures": picked.pictures(self.fields, f"{OWN}pictures"),
            "feeling": picked.feeling(self.fields, f"{OWN}feeling"),
            "age_band": self.age_band,
        }

    def _typed(self, name: str) -> Any:
        """An answer as this voice gave it: a young person's is never another's."""
        return self.fields.get(OWN + name if self.young else name)

    def _letter(self) -> date | None:
        typed = self.fields.get("letter_on")
        there = self.asks_letter and self.fields.get("letter") == YES and typed
        return date.fromisoformat(typed) if there and typed else None

    def _must_not_see(self) -> str | None:
        asked = not self.young and self.fields.get("hide") == YES
        return (self.fields.get("must_not_see") or None) if asked else None

    def _knows(self) -> bool | None:
        known = {YES: True, NO: False}
        return known.get(self.fields.get("knows", "")) if self.asks_if_they_know else None

    def _authority(self) -> Authority | None:
        if not writes_for_others(self.author):
            return None
        body = self.fields.get("body") if self.author is AuthorKind.PROFESSIONAL else None
        knows = self.fields.get("agrees") or NOT_SURE
        known = FamilyKnows(knows) if knows != NOT_SURE else None
        return Authority(self.fields.get("relation") or None, known, body or None)

    def _earlier(self) -> str | None:
        """The number of what was sent before; a number is a yes, ticked or not."""
        return (self.fields.get("earlier") or None) if self._asks_before else None

    @property
    def _asks_before(self) -> bool:
        """Whether the writer is asked for something sent before; no young person is."""
        return self.asks_reach and not self.young

    def _name(self) -> str | None:
        return (self._typed("name") or None) if self.asks_reach else None

    def _access_needs(self) -> str | None:
        return (self._typed("access_needs") or None) if self.asks_reach else None

    @property
    def asks_reach(self) -> bool:
        """Whether there is an answer to come, so that how to reach the writer matters."""
        return self.kind is SubmissionKind.CONCERN and (not self.young or self.offers_contact)
