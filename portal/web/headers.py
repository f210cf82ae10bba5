"""What every answer tells the browser: run only what is ours, keep nothing."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: over HTTPS the CSRF check reads the referrer of our own pages.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

TWO_YEARS = "max-age=63072000; includeSubDomains"

WITHOUT_PERSONS = frozenset({"static", "pages.brand"})
"""Endpoints whose answer is the same for everybody and holds no words of anyone."""


def set_up(app: Flask, *, https: bool) -> None:
    """Set the headers on every answer, error pages included; HSTS only where HTTPS is served."""

    @app.after_request
    def tell(response: Response) -> Response:
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", TWO_YEARS)
        if request.endpoint not in WITHOUT_PERSONS or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response
