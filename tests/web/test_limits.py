"""What a browser may send."""

import io
from contextlib import closing

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue

from portal.web.access import anyone
from portal.web.limits import LONGEST_BODY, MOST_FIELDS, READ_AT_MOST, accepts_up_to, mended

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=edge"


def urlencoded(many: int) -> bytes:
    return b"&".join(b"f%d=x" % n for n in range(many))


def parts(many: int) -> bytes:
    head = b'--edge\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n'
    return b"".join(head % n for n in range(many)) + b"--edge--\r\n"


def photo(size: int) -> bytes:
    head = b'--edge\r\nContent-Disposition: form-data; name="photo"; filename="bus.jpg"\r\n\r\n'
    return head + b"x" * size + b"\r\n--edge--\r\n"


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """The portal with a view that gives back what it was sent, and one for uploads."""
    app.config["WTF_CSRF_ENABLED"] = False

    @app.route("/echo", methods=["GET", "POST"])
    @anyone
    def echo() -> ResponseReturnValue:
        return {"form": request.form.to_dict(), "args": request.args.to_dict()}

    @app.post("/upload")
    @anyone
    @accepts_up_to(5_000_000)
    def upload() -> ResponseReturnValue:
        given = request.files["photo"]
        with closing(given):
            return {"name": given.filename, "size": len(given.read())}

    return app.test_client()


def test_nul_and_lone_surrogates_are_replaced() -> None:
    assert mended("a\0b\ud800c") == "a\ufffdb\ufffdc"


def test_names_of_every_script_are_left_alone() -> None:
    names = "Siân Żółć محمد বাংলা 😀"

    assert mended(names) == names


def test_a_view_never_sees_a_nul(client: FlaskClient) -> None:
    answer = client.post("/echo?q=%00z", data=b"words=a%00b", content_type=FORM)

    assert answer.json == {"form": {"words": "a\ufffdb"}, "args": {"q": "\ufffdz"}}


def test_a_view_never_sees_a_nul_in_a_form_with_files(client: FlaskClient) -> None:
    answer = client.post("/echo", data={"words": "a\0b"}, content_type="multipart/form-data")

    assert answer.json["form"] == {"words": "a\ufffdb"}


def test_bytes_that_are_no_text_make_no_error(client: FlaskClient) -> None:
    answer = client.post("/echo", data=b"words=%ED%A0%80%FF", content_type=FORM)

    assert answer.status_code == 200


def test_fifty_thousand_characters_of_any_script_arrive_whole(client: FlaskClient) -> None:
    words = "😀" * 50_000

    answer = client.post("/echo", data={"words": words})

    assert answer.json["form"]["words"] == words


def test_as_many_fields_as_allowed_are_taken(client: FlaskClient) -> None:
    answer = client.post("/echo", data=urlencoded(MOST_FIELDS), content_type=FORM)

    assert len(answer.json["form"]) == MOST_FIELDS


@pytest.mark.parametrize("many", [MOST_FIELDS + 1, 5_000])
@pytest.mark.parametrize("kind", [FORM, MULTIPART])
def test_too_many_fields_are_refused(client: FlaskClient, many: int, kind: str) -> None:
    body = urlencoded(many) if kind == FORM else parts(many)

    answer = client.post("/echo", data=body, content_type=kind)

    assert answer.status_code in (400, 413)


def test_one_name_repeated_counts_each_time(client: FlaskClient) -> None:
    answer = client.post("/echo", data="a=1&" * (MOST_FIELDS + 50) + "b=2", content_type=FORM)

    assert answer.status_code == 400


def test_a_body_too_long_is_refused(client: FlaskClient) -> None:
    answer = client.post("/echo", data={"words": "a" * LONGEST_BODY})

    assert answer.status_code == 413


def test_a_body_that_does_not_say_its_length_is_bounded_all_the_same(client: FlaskClient) -> None:
    body = io.BytesIO(b"words=" + b"a" * (READ_AT_MOST + 10))

    answer = client.post(
        "/echo",
        input_stream=body,
        content_type=FORM,
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.status_code == 413


def test_a_view_for_uploads_takes_more(client: FlaskClient) -> None:
    answer = client.post("/upload", data=photo(3_000_000), content_type=MULTIPART)

    assert answer.json == {"name": "bus.jpg", "size": 3_000_000}


def test_even_uploads_have_an_end(client: FlaskClient) -> None:
    answer = client.post("/upload", data=photo(5_000_001), content_type=MULTIPART)

    assert answer.status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil"])
def test_a_forged_host_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/help", headers={"Host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_our_own_host_is_served(client: FlaskClient) -> None:
    assert client.get("/help", headers={"Host": "localhost:8000"}).status_code == 200


def test_a_forwarded_host_is_not_believed(client: FlaskClient) -> None:
    answer = client.get("/help", headers={"X-Forwarded-Host": "evil.example"})

    assert answer.status_code == 200
    assert "evil" not in answer.text
