"""The web server that is stopped while a family waits for its answer."""

import signal
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.running import environment, free_port, running

SLOWLY = """
import pathlib, time
def slowly(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        pathlib.Path("{begun}").touch()
        time.sleep(1)
    start_response("200 OK", [("Content-Length", "5")])
    return [b"whole"]
"""


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return bytes(answer.read())


def wait_for(begun: Path) -> None:
    until = time.monotonic() + 30
    while not begun.exists():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_ctrl_c_lets_the_answer_in_hand_be_given_whole(tmp_path: Path) -> None:
    begun, address = tmp_path / "begun", f"127.0.0.1:{free_port()}"
    (tmp_path / "slowness.py").write_text(SLOWLY.format(begun=begun), encoding="utf-8")
    line = (
        f"{sys.executable} -m gunicorn --config=python:portal.serving_config"
        f" --bind={address} --pythonpath={tmp_path} slowness:slowly"
    )

    with (
        running(line, environment(), tmp_path / "said.txt") as web,
        ThreadPoolExecutor(1) as family,
    ):
        web.answers(f"http://{address}/")
        waiting = family.submit(fetch, f"http://{address}/slow")
        wait_for(begun)
        assert web.stop(signal.SIGINT) == 0
        answer = waiting.result(timeout=30)
        left = web.left()

    assert (answer, left) == (b"whole", [])
    assert web.said == ""
