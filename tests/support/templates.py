"""Templates compiled once a process: each test has an application of its own, and all read the
same files."""

from types import CodeType
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from portal.web.macros import PortalEnvironment


class Compiled(BytecodeCache):
    """Keeps what was compiled by the template's name and the checksum of its text."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.known[(bucket.key, bucket.checksum)] = bucket.code


COMPILED = Compiled()


class CompiledOnce(PortalEnvironment):
    """The portal's environment in every way but that it need not compile again."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options, bytecode_cache=COMPILED)
