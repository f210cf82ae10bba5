"""Fields that look like GOV.UK's, whatever is typed into them."""

from datetime import date

import pytest
import wtforms
from flask import Flask, render_template_string
from lxml import html
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from portal.web.forms_look import (
    CheckboxesWidget,
    CountedTextWidget,
    DateField,
    RadiosWidget,
    SelectWidget,
    error_list,
)


class Letter(wtforms.Form):
    danger = wtforms.RadioField(
        "Is anyone in danger?",
        choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No")],
        validators=[InputRequired("Choose yes or no")],
        widget=RadiosWidget(),
    )
    about = wtforms.SelectMultipleField(
        "What is it about?", choices=[SelectChoice("bus", "The bus")], widget=CheckboxesWidget()
    )
    words = wtforms.TextAreaField(
        "What is happening?", widget=CountedTextWidget(), validators=[Length(max=5000)]
    )
    area = wtforms.SelectField(
        "Where?", choices=[SelectChoice("east", "East")], default="east", widget=SelectWidget()
    )
    written_on = DateField("What date is on the letter?")


def posted(app: Flask, **typed: list[str]) -> Letter:
    with app.test_request_context("/"):
        form = Letter(formdata=Typed(typed))
        form.validate()
    return form


class Typed(dict[str, list[str]]):
    """What WTForms reads a form from."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])


def drawn(app: Flask, template: str, form: Letter, path: str = "/") -> html.HtmlElement:
    with app.test_request_context(path):
        return html.fromstring(render_template_string(template, form=form))


def test_a_question_can_be_the_heading_of_its_page(app: Flask) -> None:
    page = drawn(app, "{{ form.danger(heading=True) }}", Letter())

    assert page.findtext(".//legend/h1").strip() == "Is anyone in danger?"


def test_a_question_without_a_hint_points_to_none(app: Flask) -> None:
    page = drawn(app, "{{ form.danger() }}", Letter())

    assert page.xpath("//fieldset[not(@aria-describedby)]")
    assert not page.find_class("govuk-hint")


def test_the_browser_s_own_messages_are_never_asked_for(app: Flask) -> None:
    page = drawn(app, "<div>{{ form.danger() }}{{ form.words() }}</div>", Letter())

    assert page.xpath("//input")
    assert not page.xpath("//*[@required]")


def test_a_date_in_three_boxes_is_read(app: Flask) -> None:
    form = posted(app, danger=["no"], written_on=[" 24 ", "11", "2026"])

    assert form.written_on.data == date(2026, 11, 24)


def test_no_date_is_no_error(app: Flask) -> None:
    form = posted(app, danger=["no"], written_on=["", "", ""])

    assert (form.written_on.data, form.errors) == (None, {})


@pytest.mark.parametrize(
    "typed", [["31", "2", "2026"], ["x", "11", "2026"], ["24"], ["1", "1", "1", "2026"]]
)
def test_a_date_that_is_none_is_shown_again_with_what_to_do(app: Flask, typed: list[str]) -> None:
    form = posted(app, danger=["no"], written_on=typed)

    page = drawn(app, "{{ form.written_on() }}", form)

    assert form.errors == {"written_on": ["Enter a real date, like 24 11 2026"]}
    boxes = page.xpath("//input/@id")
    assert boxes == ["written_on-day", "written_on-month", "written_on-year"]
    assert page.xpath("//input[1]/@value")[: len(typed)] == typed[:3]


def test_an_error_leads_to_the_control_to_mend(app: Flask) -> None:
    form = posted(app, written_on=["40", "1", "2026"])

    assert [one["href"] for one in error_list(form)] == ["#danger", "#written_on-day"]


def test_the_count_of_what_is_left_has_every_plural_of_the_language(app: Flask) -> None:
    page = drawn(app, "{{ form.words() }}", Letter(), "/?lang=ar")

    box = page if page.get("data-maxlength") else page.find(".//*[@data-maxlength]")

    assert box.get("data-maxlength") == "5000"
    forms = {name.rpartition(".")[2] for name in box.attrib if "under-limit" in name}
    assert forms == {"zero", "one", "two", "few", "many", "other"}


def test_rows_are_said_once(app: Flask) -> None:
    page = drawn(app, "{{ form.words(rows=12) }}", Letter())

    assert page.xpath("//textarea/@rows") == ["12"]


def test_a_list_to_choose_from_shows_its_choices(app: Flask) -> None:
    page = drawn(app, "{{ form.area() }}", Letter())

    assert page.xpath("//option[@selected]/@value") == ["east"]


def test_without_script_the_longest_text_is_told_as_people_write_numbers(app: Flask) -> None:
    with app.test_request_context("/"):
        page = html.fragment_fromstring(str(Letter().words()), create_parent=True)

    assert "You can enter up to 5,000 characters" in page.text_content()
