"""The page on which a young person, or after it a parent, says whether both are read together."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Author
from portal.domain.voices import Said
from portal.services import voices
from portal.web.access import author_only
from portal.web.family import bp
from portal.web.family.together import TogetherForm, known, posted
from portal.web.transactions import commits, db, now


@bp.get("/case/together")
@author_only
def together(author: Author) -> ResponseReturnValue:
    """The question, or what was answered; without either, the message."""
    if not known(db(), author, now()).rows:
        return redirect(url_for("family.case"), 303)
    return page_of(author)


@bp.post("/case/together")
@author_only
@commits
def say_together(author: Author) -> ResponseReturnValue:
    """Say yes or no, or say it anew; pressed twice, it is said once."""
    form = posted(db(), author, now())
    if not form.validate():
        return page_of(author, form), 422
    voices.answer(db(), author, form.link.data, Said(form.together.data), now())
    return redirect(url_for("family.together"), 303)


@bp.post("/case/together/end")
@author_only
@commits
def end_together(author: Author) -> ResponseReturnValue:
    """Nobody reads the two together any more; pressed twice, it is ended once."""
    voices.answer(db(), author, request.form.get("link", ""), Said.NO, now())
    return redirect(url_for("family.together"), 303)


def page_of(author: Author, refused: TogetherForm | None = None) -> str:
    """The question, with the form as it was sent where it was refused."""
    return render_template(
        "family/together.html",
        author=author,
        form=refused,
        together=known(db(), author, now(), refused),
    )
