"""What a family has told us so far, question by question, read back as the domain's answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.domain import telling
from portal.domain.intake import Answers, bodies_to_ask
from portal.domain.partnership import Partnership
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind

YES, NO, NOT_SURE = "yes", "no", "not_sure"


@dataclass(frozen=True)
class Told:
    """Answers by the names of their fields, as the draft holds them, and who may be named.

    `asked` says for each answered step which of its changing questions were on the page.
    """

    fields: Mapping[str, Any]
    asked: Mapping[str, list[str]]
    partnership: Partnership
    today: date

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
            wants = self.fields.get("answer", NO)
            return SubmissionKind.VIEW if wants == NO else SubmissionKind.CONCERN
        return SubmissionKind(self.fields.get("kind", SubmissionKind.CONCERN.value))

    @property
    def needs(self) -> tuple[str, ...]:
        """What it is about, as chosen; those no longer in the partnership file are left out."""
        chosen = self.fields.get("needs") or ()
        return tuple(key for key in chosen if self.partnership.need(key))

    @property
    def age(self) -> int | None:
        """Years, where given."""
        return telling.age_of(self.fields.get("age"))

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
        return telling.may_be_contacted(self.author, self.age)

    @property
    def offers_contact(self) -> bool:
        """Whether an address is asked for: there will be news, and it is safe to offer."""
        wanted = not self.young or self.fields.get("answer") == YES
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
            contact=(self.fields.get("contact") or None) if self.offers_contact else None,
            access_needs=self._access_needs(),
            school_name=(self.fields.get("school_name") or None) if self.asks_school else None,
            sent_before=bool(self._earlier() or (self.asks_reach and self.fields.get("before"))),
            earlier_reference=self._earlier(),
        )

    def _plain(self, language: str) -> Answers:
        area = self.fields.get("gp_area") if self.asks_surgery else None
        return Answers(
            author_kind=self.author,
            kind=self.kind,
            danger=Danger(self.fields.get("danger", Danger.NOT_SURE.value)),
            needs=self.needs,
            words=self.fields.get("words", ""),
            language=language,
            wanted=None if self.young else self.fields.get("wanted") or None,
            age=self.age,
            postcode_district=None if self.young else self.fields.get("postcode") or None,
            gp_area=area if self.partnership.place(area) else None,
        )

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

    def _earlier(self) -> str | None:
        """The number of what was sent before; a number is a yes, ticked or not."""
        return (self.fields.get("earlier") or None) if self.asks_reach else None

    def _name(self) -> str | None:
        return (self.fields.get("name") or None) if self.asks_reach else None

    def _access_needs(self) -> str | None:
        return (self.fields.get("access_needs") or None) if self.asks_reach else None

    @property
    def asks_reach(self) -> bool:
        """Whether there is an answer to come, so that how to reach the writer matters."""
        return self.kind is SubmissionKind.CONCERN and (not self.young or self.offers_contact)
