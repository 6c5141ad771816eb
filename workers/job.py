"""A job: a verb with its inputs, named by the digest of all its result depends on."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from renderer.digest import digest_value
from renderer.libraries import libraries
from renderer.recipe import Blob, Frozen
from renderer.sources import state_of

Verb = Literal[
    "assemble", "render", "export", "drawing", "attach", "preview", "prove", "sheet", "looks", "build", "finalize",
    "present",
]  # fmt: skip
LONG: tuple[Verb, ...] = ("build", "finalize", "present")
"""Made of many jobs, all of which the worker that has one may come to do."""

VERBS = Path(__file__).resolve().parent / "verbs"


class Job(Frozen):
    """What to do. Equal jobs have equal keys, and equal keys have equal results."""

    verb: Verb
    inputs: dict[str, Any]
    """JSON only: numbers, texts and blobs."""
    tenant: str = ""
    """Whose it is: nobody learns from a job, or from how long it takes, what another tenant has had drawn."""

    @property
    def key(self) -> str:
        """SHA-256 of verb, inputs, tenant and the code that will do it, so that new code never serves old results."""
        words = {"verb": self.verb, "inputs": self.inputs, "code": code_digest(self.verb)}
        return digest_value(words | ({"tenant": self.tenant} if self.tenant else {}))


class AssetRecord(Frozen):
    """An asset whose bytes are in the store."""

    name: str
    media_type: str
    blob: Blob
    size: int
    made_from: dict[str, str]
    figures: dict[str, Any]

    @property
    def stands_in(self) -> bool:
        """Whether another engine drew it than was asked for, which may be there when it is asked for again."""
        return "note" in self.figures


@lru_cache
def code_digest(verb: Verb) -> str:
    """The state of the code that does `verb`, and of the libraries that have a say in pixels and bytes."""
    return digest_value({"source": state_of(VERBS / f"{verb}.py"), "libraries": libraries()})
