"""Planned work: announced in days and hours, never in free words, and called off."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.service_status import WorkOn
from portal.models import AuditEvent, PlannedWork
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.partner.conftest import Worker

FIELDS = {
    "work_on": "form",
    "first_day": ["28", "11", "2026"],
    "first_time": "18:30",
    "last_day": ["28", "11", "2026"],
    "last_time": "20:00",
}


def announce(worker: Worker, **changes: object) -> Visitor:
    return worker.browser.open("/admin/planned-work").send(
        "/admin/planned-work", **{**FIELDS, **changes}
    )


def planned(wiring: Wiring) -> list[PlannedWork]:
    with wiring.reads() as session:
        return list(session.scalars(select(PlannedWork).order_by(PlannedWork.id)))


def test_what_is_announced_is_read_by_everybody(ada: Worker, app: Flask, wiring: Wiring):
    announce(ada)

    public = Visitor(app.test_client()).open("/status").text
    assert "From 6:30pm on Saturday 28 November 2026 until 8pm on Saturday" in public
    assert planned(wiring)[0].work_on is WorkOn.FORM
    assert "The public page of the service shows it now." in ada.browser.text


def test_what_is_called_off_is_shown_no_more(ada: Worker, app: Flask, wiring: Wiring):
    number = planned_number(ada, wiring)

    ada.browser.open("/admin/planned-work").send(f"/admin/planned-work/{number}/off")

    assert "None that would stop you." in Visitor(app.test_client()).open("/status").text
    assert "Nothing is announced." in ada.browser.text


def planned_number(ada: Worker, wiring: Wiring) -> int:
    announce(ada)
    return planned(wiring)[-1].id


def test_calling_off_twice_is_told(ada: Worker, wiring: Wiring):
    number = planned_number(ada, wiring)
    page = ada.browser.open("/admin/planned-work")
    address, body = page.filled(f"/admin/planned-work/{number}/off")

    answers = [ada.browser.client.post(address, data=body).status_code for _ in range(2)]

    assert answers == [303, 409]


def test_pressing_twice_announces_once(ada: Worker, wiring: Wiring):
    address, body = ada.browser.open("/admin/planned-work").filled("/admin/planned-work", **FIELDS)

    answers = [ada.browser.client.post(address, data=body).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert len(planned(wiring)) == 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"work_on": []}, "Choose what may not work"),
        ({"first_day": ["", "", ""]}, "Enter a date, like 24 11 2026"),
        ({"first_time": "half past six"}, "Enter a time like 18:30"),
        ({"last_time": "25:00"}, "Enter a time like 18:30"),
        ({"last_time": "18:30"}, "The end must come after the beginning"),
        (
            {"first_day": ["1", "11", "2026"], "last_day": ["1", "11", "2026"]},
            "That is over already",
        ),
        (
            {"first_day": ["1", "6", "2027"], "last_day": ["1", "6", "2027"]},
            "That is more than 60 days away",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    ada: Worker, wiring: Wiring, changes: dict[str, object], fault: str
):
    announce(ada, **changes)

    assert ada.browser.answer.status_code == 422
    assert fault in ada.browser.faults
    assert planned(wiring) == []


def test_the_audit_says_who_announced_it_and_who_called_it_off(ada: Worker, wiring: Wiring):
    number = planned_number(ada, wiring)
    ada.browser.open("/admin/planned-work").send(f"/admin/planned-work/{number}/off")

    with wiring.reads() as session:
        query = select(AuditEvent.action, AuditEvent.staff_id).order_by(AuditEvent.id)
        rows = [tuple(one) for one in session.execute(query)]
    assert ("planned_work.announced", ada.member.staff_id) in rows
    assert ("planned_work.called_off", ada.member.staff_id) in rows
