"""The door of young people: an address of their own, that leads into the questions as one."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain.submissions import AuthorKind
from portal.web import locale
from portal.web.access import anyone
from portal.web.family import bp, drafting, steps, telling_routes
from portal.web.family.forms_young import NoticeForm
from portal.web.transactions import commits


@bp.get("/young")
@anyone
def young() -> ResponseReturnValue:
    """What a young person should know first; looks into no draft, whosever it may be."""
    return _page()


@bp.post("/young")
@anyone
@commits
def begin_young() -> ResponseReturnValue:
    """Begin as a young person, always afresh: this device may be a parent's, or a school's."""
    if locale.switched():
        return _page()
    who = {"author_kind": AuthorKind.YOUNG_PERSON.value}
    begun = drafting.keep(drafting.fresh(), steps.FIRST, who)
    read = drafting.keep(begun, steps.NOTICE, {})
    return telling_routes.with_draft(telling_routes.next_address(read, steps.NOTICE), read)


def _page() -> str:
    told = drafting.fresh().told
    back = url_for("family.start")
    return render_template("family/young/door.html", form=NoticeForm(told), told=told, back=back)
