"""What the transparency record says that no card can know: purpose, decisions, data, risks."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.domain.model_card import Card
from portal.web.statuses import Words


@dataclass(frozen=True)
class Field:
    """One field of the standard, and what is said in it."""

    name: Words
    words: Sequence[Words]


@dataclass(frozen=True)
class Section:
    """One of the standard's sections."""

    key: str
    title: Words
    fields: Sequence[Field]


NOT_SAID = _l("The card of the program does not say.")

WHY = Section(
    "why",
    _l("What it is for, and why"),
    (
        Field(
            _l("What it does"),
            (
                _l(
                    "It reads the words of a message and suggests which of our themes they are about."
                ),
                _l(
                    "It shows the words that made it do so, and whether it thinks a theme likely or possible."
                ),
                _l(
                    "It suggests whether something was good or bad for the family, and which language it is in."
                ),
            ),
        ),
        Field(
            _l("What it does not do"),
            (
                _l("It does not decide who helps, how fast, or what the answer is."),
                _l(
                    "It does not close, hide or put off a message, and decides nothing about keeping children safe."
                ),
                _l("It does not read languages other than English. A person does."),
            ),
        ),
        Field(
            _l("Benefit"),
            (_l("The board that checks our work sees sooner what families tell us most."),),
        ),
        Field(_l("Before it"), (_l("People read each message and wrote down what it was about."),)),
        Field(
            _l("What else was considered"),
            (
                _l("People alone: slower. Fixed phrases alone: they find less."),
                _l(
                    "Large programs on other companies' computers: families' words would leave this service."
                ),
            ),
        ),
        Field(_l("Phase"), (_l("On trial: people check what it suggests."),)),
    ),
)

DECISIONS = Section(
    "decisions",
    _l("How people decide"),
    (
        Field(
            _l("Its place in the work"),
            (
                _l(
                    "A worker beside the website reads each message within seconds. Nothing waits for it."
                ),
            ),
        ),
        Field(
            _l("What people see"),
            (
                _l(
                    "The themes, the words that caused them, and likely or possible. Never a number that looks sure."
                ),
            ),
        ),
        Field(
            _l("What people do"),
            (
                _l(
                    "They confirm, choose others, or say that nothing fits. They can undo that. Each decision is kept with who made it and when."
                ),
                _l(
                    "The board sees what people confirmed and what only the program suggests in two columns, never added up."
                ),
            ),
        ),
        Field(
            _l("How often"),
            (_l("Once for each message, and for each comment gathered elsewhere."),),
        ),
        Field(
            _l("Training of people"),
            (_l("The meaning of each theme stands beside it where people choose."),),
        ),
        Field(
            _l("If you do not agree"),
            (
                _l(
                    "Open your message with your number and words, and choose “Why did it go here?”. Press “That's not right”. A person looks, and answers you there."
                ),
            ),
        ),
    ),
)

RISKS = Section(
    "risks",
    _l("Risks, and what we do about them"),
    (
        Field(
            _l("It may be wrong"),
            (
                _l(
                    "A person checks. Until then its word counts apart. If it is unsure it says so and suggests nothing."
                ),
            ),
        ),
        Field(
            _l("It may do worse for some families"),
            (
                _l(
                    "We measure it by who writes, how long, and how. The figures are below where the card has them."
                ),
            ),
        ),
        Field(
            _l("It may miss danger"),
            (
                _l(
                    "Fixed rules look for danger in every message, at once and without this program. It can only add a warning, never take one away."
                ),
            ),
        ),
        Field(
            _l("It may stop"),
            (
                _l(
                    "Then every message goes to a person, an administrator is told, and nothing waits."
                ),
            ),
        ),
        Field(
            _l("Assessments"),
            (
                _l(
                    "This page cannot show an assessment of data protection or of equality. Ask the contact above."
                ),
            ),
        ),
    ),
)


def tier_two(card: Card | None) -> list[Section]:
    """Every section but the owner's, which the partnership file gives."""
    return [WHY, DECISIONS, _tool(card), RISKS]


def _tool(card: Card | None) -> Section:
    """The tool and its data; version and data as the card says."""
    return Section(
        "tool",
        _l("The program and its data"),
        (
            Field(_l("Version"), (card.version if card and card.version else NOT_SAID,)),
            Field(
                _l("How it is built"),
                (
                    _l(
                        "Counts of words and parts of words, and phrases of a list that people can read, are weighed for each theme (logistic regression)."
                    ),
                    _l("It is small, runs on our own computers, and sends no words anywhere."),
                ),
            ),
            Field(
                _l("What goes in"),
                (
                    _l(
                        "The words of the message. No name, age, address or postcode that was asked for apart."
                    ),
                ),
            ),
            Field(
                _l("What comes out"),
                (_l("Themes with the words that caused them, good or bad, and the language."),),
            ),
            Field(
                _l("Version of the themes"),
                (card.codebook if card and card.codebook else NOT_SAID,),
            ),
            Field(_l("What it learnt from"), _learnt(card)),
            Field(
                _l("Sensitive facts"),
                (
                    _l(
                        "Messages are about disabled children, so they hold facts about health. None is used to tell families apart."
                    ),
                ),
            ),
            Field(
                _l("Who can reach it"),
                (
                    _l(
                        "What it suggests is seen by the people who may read the message, by its author, and counted for the board."
                    ),
                ),
            ),
        ),
    )


def _learnt(card: Card | None) -> Sequence[Words]:
    if card is None or not (card.statement or card.texts or card.fingerprint):
        return (NOT_SAID,)
    found: list[Words] = []
    if card.texts is not None:
        found.append(_l("Texts: %(count)s", count=f"{card.texts:,}"))
    if card.fingerprint:
        found.append(_l("Fingerprint of these texts: %(code)s", code=card.fingerprint))
    if card.statement:
        found.append(card.statement)
    return found
