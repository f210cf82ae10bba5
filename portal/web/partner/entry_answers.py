"""What staff typed in, read as the domain's answers and as how it came."""

from portal.domain import telling
from portal.domain.intake import Answers
from portal.domain.on_behalf import Authority, FamilyKnows, writes_for_others
from portal.domain.people import Member
from portal.domain.staff_entry import CameBy, Entry, SaidHow, WhoseWords
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind
from portal.web.partner.entry_form import EntryForm
from portal.web.partner.entry_words import EASY, FORMATS
from portal.web.transactions import wiring

YES_OR_NO = {"yes": True, "no": False}


def answers(form: EntryForm) -> Answers:
    """Of a form that was found right."""
    author, needs = AuthorKind(form.author_kind.data), tuple(form.needs.data)
    age, found = telling.age_of(form.age.data), form.partnership
    letter = form.letter_on.data if telling.asks_letter(needs, found) else None
    knows = YES_OR_NO.get(form.young_knows.data or "")
    return Answers(
        author_kind=author,
        kind=SubmissionKind(form.kind.data),
        danger=Danger(form.danger.data),
        needs=needs,
        words=form.words.data,
        language=form.language.data,
        wanted=form.wanted.data or None,
        age=age,
        postcode_district=telling.district_of(form.postcode.data),
        gp_area=(form.gp_area.data or None) if telling.asks_surgery(needs, found) else None,
        decision_letter_on=letter,
        pass_on=tuple(form.pass_on.data or ()),
        must_not_see=form.must_not_see.data or None,
        young_person_knows=knows if telling.asks_if_they_know(author, age) else None,
        name=form.name.data or None,
        contact=telling.contact_of(form.contact.data, texts=wiring().settings.texts),
        access_needs=access_needs(form),
        school_name=form.school_name.data or None,
        easy_words=EASY in (form.formats.data or ()),
        authority=authority(form, author),
    )


def entry(form: EntryForm, member: Member) -> Entry:
    """How it came, of the same form."""
    came_by = CameBy(form.came_by.data)
    return Entry(
        by=member,
        came_by=came_by,
        contact_on=form.contact_on.data,
        whose_words=WhoseWords(form.whose_words.data),
        said_how=SaidHow(form.said_how.data) if form.said_how.data else None,
        event=(form.event.data or None) if came_by is CameBy.EVENT else None,
        safe_contact=form.safe_contact.data or None,
    )


def authority(form: EntryForm, author: AuthorKind) -> Authority | None:
    """By what right somebody speaks for a family, where somebody does."""
    if not writes_for_others(author):
        return None
    return Authority(
        relation=form.relation.data or None,
        knows=FamilyKnows(form.knows.data) if form.knows.data else None,
        body=(form.body.data or None) if author is AuthorKind.PROFESSIONAL else None,
    )


def access_needs(form: EntryForm) -> str | None:
    """What was ticked and what was written, as one text for the top of the case."""
    ticked = [FORMATS[one] for one in form.formats.data or ()]
    typed = form.access_needs.data
    return "; ".join([*ticked, *([typed] if typed else [])]) or None
