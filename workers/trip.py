"""One trip: a resolved configuration goes in, every asset and the spec sheet that carries them come out.

scene_recipe ─► assemble ─┬─► render, one a shot ─┬─► prove, where that is asked for ─► attach ─► Delivery
                          ├─► export, one a format┤
                          └─► drawing ────────────┘
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from configurator.distances import distances_of
from configurator.recipe import product_facts, scene_recipe, shots
from configurator.resolve import ResolvedConfiguration
from renderer.export import ALWAYS, EXPORTERS
from renderer.facts import ProductFacts
from renderer.recipe import SceneRecipe, Shot
from renderer.store import write_atomically
from workers.carriers import Carrier
from workers.dispatch import Dispatch
from workers.errors import JobFailed
from workers.home import Home
from workers.job import AssetRecord, Job, Verb
from workers.ledger import BULK, Row

DRAWINGS: Mapping[str, tuple[Verb, str]] = {f"drawing.{kind}": ("drawing", kind) for kind in ("svg", "dxf", "pdf")}
"""Name of a drawing → verb and format."""
ON_REQUEST = [name for name in (*EXPORTERS, *DRAWINGS) if name not in ALWAYS]
FOR_PRODUCTION = tuple(DRAWINGS)
"""What a finalized specification has besides what every build makes."""
FORMS = ("json", "html", "pdf")
"""Of the spec sheet."""


@dataclass(frozen=True)
class Progress:
    """What is happening: the jobs known so far, how many ended, and the names of those that run."""

    total: int
    done: int
    running: tuple[str, ...]
    note: str = ""
    """What keeps the work waiting, where something does."""


@dataclass(frozen=True)
class Delivery:
    """What a trip made, the spec sheet's files last."""

    assets: tuple[AssetRecord, ...]
    home: Home

    def write(self, folder: Path) -> None:
        """Lay every asset into `folder` under its own name; what an earlier delivery left there goes."""
        for name in delivered(folder) - {asset.name for asset in self.assets}:
            (folder / name).unlink(missing_ok=True)
        for asset in self.assets:
            write_atomically(folder / asset.name, self.home.store.get(asset.blob))


def delivered(folder: Path) -> set[str]:
    """The files of an earlier delivery into `folder`, by its own spec sheet; nobody else's are among them."""
    try:
        assets = json.loads((folder / "spec_sheet.json").read_bytes())["assets"]
        names = {str(asset["name"]) for asset in assets}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if (folder / name).resolve().is_relative_to(folder.resolve())}


class Trip:
    """Sends jobs through a carrier and waits for their rows.

    `anew`: whether what too many workers died over is tried once more, because a person asks for it.
    """

    def __init__(
        self,
        home: Home,
        carrier: Carrier,
        watch: Callable[[Progress], None] = lambda _: None,
        *,
        anew: bool = True,
    ) -> None:
        self.home = home
        self.watch = watch
        self._dispatch = Dispatch(home, carrier, BULK, anew=anew)
        self._note = ""
        self._labels: dict[str, str] = {}

    def take(self, resolved: ResolvedConfiguration, also: Sequence[str] = (), *, proven: bool = False) -> Delivery:
        """The whole trip, with the models and drawings in `also` (`ON_REQUEST`) besides what is always made.

        `proven`: what it makes is held against what was drawn, and the sheet says how that went. Raises
        `JobFailed` with what the worker said.
        """
        recipe = scene_recipe(resolved, self.home.store)
        views = shots(resolved, self.home.store)
        (assembled,) = self._run([Job(verb="assemble", inputs={"recipe": recipe.model_dump(mode="json")})])
        made = [file_job(assembled, name, product_facts(resolved)) for name in dict.fromkeys((*ALWAYS, *also))]
        drawn = self._run(spread(made, render_jobs(resolved, assembled, views)))
        if proven:
            drawn += self._run([prove_job(resolved, assembled, drawn, self.home)])
        attached = self._run(attach_jobs(resolved, drawn, self.home))
        return Delivery((*drawn, *attached), self.home)

    def prove(self, resolved: ResolvedConfiguration) -> AssetRecord:
        """What is read back from close-ups, models and production files, and how far models look from the preview.

        Raises `JobFailed` as `take` does.
        """
        recipe = scene_recipe(resolved, self.home.store)
        close = {plan.name for plan in resolved.product.shots if plan.zone}
        views = [view for view in shots(resolved, self.home.store) if view.name in close]
        (assembled,) = self._run([Job(verb="assemble", inputs={"recipe": recipe.model_dump(mode="json")})])
        exports = [file_job(assembled, name, product_facts(resolved)) for name in ALWAYS]
        drawn = self._run(spread(exports, render_jobs(resolved, assembled, views)))
        (record,) = self._run([prove_job(resolved, assembled, drawn, self.home)])
        return record

    def present(self, resolved: ResolvedConfiguration, looks: Mapping[str, SceneRecipe]) -> Delivery:
        """What an AR page shows: `model.glb`, `model.usdz`, `poster.webp` by the product's first shot, before nothing,
        and, where `looks` are two or more, `family.glb` with all of them as variants. Errors as in `take`.
        """
        recipe, facts = scene_recipe(resolved, self.home.store).model_dump(mode="json"), product_facts(resolved)
        family = [[name, look.model_dump(mode="json")] for name, look in looks.items()]
        asked = [{"recipe": recipe}, *([{"family": family}] if len(family) > 1 else [])]
        alone, *together = self._run([Job(verb="assemble", inputs=inputs) for inputs in asked])
        wanted = [
            ("model.glb", file_job(alone, "glb", facts)),
            *(("poster.webp", poster_job(recipe, shot)) for shot in shots(resolved, self.home.store)[:1]),
            *(("family.glb", file_job(each, "glb", facts)) for each in together),
            ("model.usdz", file_job(alone, "usdz", facts)),
        ]
        made = self._run([job for _, job in wanted])
        named = [asset.model_copy(update={"name": name}) for (name, _), asset in zip(wanted, made, strict=True)]
        return Delivery(tuple(named), self.home)

    def _run(self, wanted: Sequence[Job]) -> list[AssetRecord]:
        jobs = [job.model_copy(update={"tenant": self.home.tenant}) for job in wanted]
        self._labels |= {job.key: label(job) for job in jobs}
        self._dispatch.send(jobs)
        return self._wait({job.key: job for job in jobs})

    def _wait(self, jobs: Mapping[str, Job]) -> list[AssetRecord]:
        while True:
            rows = self._dispatch.look(jobs)
            self._tell()
            for row in rows:
                raise_failure(row, self._labels[row.key])
            if all(row.state == "done" for row in rows):
                return [row.asset for row in rows if row.asset]
            self._note = self._dispatch.wait()

    def _tell(self) -> None:
        rows = self.home.ledger.rows(list(self._labels))
        running = tuple(self._labels[row.key] for row in rows if row.state == "running")
        self.watch(Progress(len(rows), sum(row.state == "done" for row in rows), running, self._note))


def spread(exports: Sequence[Job], renders: Sequence[Job]) -> list[Job]:
    """One export, half of the pictures, the other exports, the rest.

    What the first export finds out is kept for the others; and no long job is left for the end, when all else is done.
    """
    half = len(renders) // 2
    return [*exports[:1], *renders[:half], *exports[1:], *renders[half:]]


def render_jobs(resolved: ResolvedConfiguration, assembled: AssetRecord, views: Sequence[Shot]) -> list[Job]:
    """Draw `views` of an assembled model; each picture says how far its shot is from the truth, if measured."""
    known = distances_of(resolved)
    return [
        Job(
            verb="render",
            inputs={
                "model": assembled.blob,
                "shot": view.model_dump(mode="json"),
                **({"distance": measured(resolved, view, known[view.name])} if view.name in known else {}),
            },
        )
        for view in views
    ]


def measured(resolved: ResolvedConfiguration, view: Shot, delta_e: float) -> dict[str, object]:
    """What was measured, and on what: not on this configuration, but on the one that nobody has changed."""
    return {"product": resolved.product.id, "shot": view.name, "configuration": "default", "delta_e": delta_e}


def poster_job(recipe: Mapping[str, object], shot: Shot) -> Job:
    """`shot` of a recipe, cut out, for a page to lay on a ground of its own."""
    cut_out = shot.model_copy(update={"name": "poster", "background": "transparent"})
    inputs = {"recipe": dict(recipe), "shot": cut_out.model_dump(mode="json"), "format": "webp"}
    return Job(verb="preview", inputs=inputs)


def file_job(assembled: AssetRecord, name: str, facts: ProductFacts) -> Job:
    """Export an assembled model in one of the formats of `EXPORTERS`, or draw it in one of `DRAWINGS`."""
    verb, kind = DRAWINGS.get(name, ("export", name))
    return Job(verb=verb, inputs={"model": assembled.blob, "format": kind, "facts": facts.model_dump(mode="json")})


def prove_job(
    resolved: ResolvedConfiguration, assembled: AssetRecord, assets: Sequence[AssetRecord], home: Home
) -> Job:
    """Hold what was made of an assembled model against it and against the artworks of `resolved`."""
    blob = home.store.put(resolved.model_dump_json().encode())
    records = [asset.model_dump(mode="json") for asset in assets]
    return Job(verb="prove", inputs={"resolved": blob, "model": assembled.blob, "assets": records})


def attach_jobs(resolved: ResolvedConfiguration, assets: Sequence[AssetRecord], home: Home) -> list[Job]:
    """Attach `assets` to the spec sheet of `resolved`, in every form."""
    blob = home.store.put(resolved.model_dump_json().encode())
    records = [asset.model_dump(mode="json") for asset in assets]
    inputs = {"resolved": blob, "assets": records}
    return [Job(verb="attach", inputs={**inputs, "form": form}) for form in FORMS]


def label(job: Job) -> str:
    """The job in a word or two, for people."""
    if job.verb == "render":
        return f"render {job.inputs['shot']['name']}"
    if job.verb in ("export", "drawing"):
        return f"{job.verb} {job.inputs['format']}"
    return f"attach {job.inputs['form']}" if job.verb == "attach" else job.verb


def raise_failure(row: Row, name: str) -> None:
    """Raise `JobFailed` where `row` failed, in the words of the error that ended it."""
    if row.state in ("failed", "dead"):
        error = row.error or {}
        raise JobFailed(
            f"{name}: {error.get('message')}", code=str(error.get("code")), details={"job": row.key, **error}
        )
