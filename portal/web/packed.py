"""Style sheets and scripts, sent packed to whoever takes them so: a family pays for what it loads.

Pages are never packed: what is secret in them, beside words that a stranger chose, would show in
their length (the attack that is called BREACH).
"""

from pathlib import Path

from flask import Flask, Response, request

SUFFIX = ".gz"
"""What the build adds to the name of a file's packed twin."""


def set_up(app: Flask) -> None:
    """Let the address of a static file answer with its packed twin, where the build made one."""
    folder = Path(app.static_folder or "")
    plain = app.send_static_file

    def static(filename: str) -> Response:
        twin = f"{filename}{SUFFIX}"
        # The plain one answers first: it alone knows which names are no files of ours.
        answer = plain(filename)
        if not (folder / twin).is_file():
            return answer
        if request.accept_encodings.quality("gzip") > 0:
            kind = answer.headers["Content-Type"]
            answer.close()
            answer = plain(twin)
            answer.headers["Content-Type"] = kind
            answer.headers["Content-Encoding"] = "gzip"
        answer.vary.add("Accept-Encoding")
        return answer

    app.view_functions["static"] = static
