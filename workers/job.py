"""A job: a verb with its inputs, named by the digest of all its result depends on."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import configurator
import renderer
from renderer.digest import digest_bytes, digest_value
from renderer.recipe import Blob, Frozen

Verb = Literal["assemble", "render", "export", "attach"]


class Job(Frozen):
    """What to do. Equal jobs have equal keys, and equal keys have equal results."""

    verb: Verb
    inputs: dict[str, Any]
    """JSON only: numbers, texts and blobs."""

    @property
    def key(self) -> str:
        """SHA-256 of verb, inputs and the code that will do it, so that new code never serves old results."""
        return digest_value({"verb": self.verb, "inputs": self.inputs, "code": code_digest()})


class AssetRecord(Frozen):
    """An asset whose bytes are in the store."""

    name: str
    media_type: str
    blob: Blob
    size: int
    made_from: dict[str, str]
    figures: dict[str, Any]


@lru_cache
def code_digest() -> str:
    """SHA-256 over the sources that decide what an asset looks like."""
    roots = [Path(package.__file__ or "").parent for package in (renderer, configurator)]
    files = sorted(path for root in roots for path in root.rglob("*") if path.suffix in {".py", ".html", ".css"})
    return digest_bytes(b"".join(path.name.encode() + path.read_bytes() for path in files))
