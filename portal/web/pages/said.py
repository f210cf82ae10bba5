"""What families said and what came of it, for anybody: filtered by plain links, newest first."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from portal.domain.public_responses import ResponseOutcome
from portal.domain.working_days import local_date
from portal.ports import OUTSIDE
from portal.queries import public_responses as queries
from portal.queries.paging import Place
from portal.queries.public_responses import Chosen
from portal.web import theme_words
from portal.web.access import anyone
from portal.web.pages import bp
from portal.web.response_words import OUTCOME
from portal.web.statuses import Words
from portal.web.transactions import db, now, wiring


@dataclass(frozen=True)
class Choice:
    """A link that shows some of them alone."""

    text: Words | Markup
    href: str
    current: bool


@bp.get("/you-said-we-did")
@anyone
def said() -> ResponseReturnValue:
    """Every entry that is published, or those of one area and one outcome."""
    chosen = _chosen()
    page = queries.published(db(), chosen, Place.read(request.args.get("after")))
    return render_template(
        "pages/said.html",
        page=page,
        chosen=chosen,
        links=_links(chosen, page.after),
        today=local_date(now()),
        words=OUTCOME,
        area=_area,
        theme=_theme,
    )


@dataclass(frozen=True)
class Links:
    """What leads elsewhere: filters, the first page where this is a later one, the next."""

    areas: list[Choice]
    outcomes: list[Choice]
    newest: str
    older: str


def _links(chosen: Chosen, after: Place | None) -> Links:
    later = Place.read(request.args.get("after")) is not None
    return Links(
        areas=_areas(chosen),
        outcomes=_outcomes(chosen),
        newest=_href(chosen) if later else "",
        older=_href(chosen, after) if after else "",
    )


def _area(key: str) -> Words | Markup:
    return theme_words.area(key, wiring().codebook)


def _theme(key: str | None) -> Words | Markup:
    return theme_words.plain([key], wiring().codebook)[0] if key else ""


def _chosen() -> Chosen:
    """What the address asks for; what is none of ours asks for nothing."""
    area, outcome = request.args.get("area"), request.args.get("outcome")
    known = {one.value: one for one in ResponseOutcome}
    return Chosen(area if area in _keys() else None, known.get(outcome or ""))


def _keys() -> list[str]:
    return [*(one.key for one in wiring().codebook.priorities), OUTSIDE]


def _areas(chosen: Chosen) -> list[Choice]:
    every = Choice(_("All areas"), _href(Chosen(None, chosen.outcome)), chosen.priority is None)
    return [
        every,
        *(
            Choice(
                _area(key),
                _href(Chosen(key, chosen.outcome)),
                chosen.priority == key,
            )
            for key in _keys()
        ),
    ]


def _outcomes(chosen: Chosen) -> list[Choice]:
    every = Choice(_("Everything"), _href(Chosen(chosen.priority, None)), chosen.outcome is None)
    return [
        every,
        *(
            Choice(words.choice, _href(Chosen(chosen.priority, one)), chosen.outcome is one)
            for one, words in OUTCOME.items()
        ),
    ]


def _href(chosen: Chosen, after: Place | None = None) -> str:
    outcome = chosen.outcome.value if chosen.outcome else None
    lang = request.args.get("lang")
    return url_for("pages.said", area=chosen.priority, outcome=outcome, after=after, lang=lang)
