"""The artwork is found where it was put, in picture and models; put elsewhere, or changed, it is noticed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from renderer.artwork.drawing import svg_document
from renderer.assemble.assemble import assemble
from renderer.assemble.place_decals import without_decal
from renderer.export import EXPORTERS
from renderer.export.stand_at_origin import moved
from renderer.facts import UNKNOWN, ProductFacts
from renderer.gltf.document import Document
from renderer.proof.prove import Shown, Taken, prove
from renderer.proof.read_glb import decal_in_glb
from renderer.proof.read_usdz import decals_in_usdz
from renderer.recipe import Camera, DecalRecipe
from renderer.store import MemoryStore
from renderer.studio import draw
from tests.renderer.proof.trial import PANEL, Trial, made
from tests.renderer.studio.studio_scene import hdr, plain
from tests.support.tiny_product import tiny_recipe

WIDE, HIGH = 200.0, 80.0
ARROW = svg_document(
    WIDE, HIGH, b'<path d="M5 30H120V5L195 40L120 75V50H5Z" fill="#f2b41b"/><path d="M20 36H60V44H20Z" fill="#f6f6f6"/>'
)
CAMERA = Camera(position=(1.0, 0.3, 0.15), target=(0.231, 0.225, 0.0), vertical_fov_deg=22)


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    store = MemoryStore()
    decal = DecalRecipe(zone="panel", artwork=store.put(ARROW), width_mm=WIDE, height_mm=HIGH, center_mm=(20.0, 5.0))
    return Trial(*made(decal, store, CAMERA, tmp_path_factory.mktemp("proof")), ARROW)


def test_everything_shows_what_was_drawn(trial: Trial) -> None:
    found = trial.findings()
    assert list(found) == ["close.png", "model.glb", "model.usdz", "print.pdf", "cut.dxf", "artwork.svg"]
    assert all(each.ok for each in found.values()), found
    assert max(found[name].off_mm for name in ("print.pdf", "cut.dxf", "artwork.svg")) < 0.2


@pytest.mark.parametrize("change", [{"center_mm": (23.0, 5.0)}, {"width_mm": 190.0}])
def test_elsewhere_or_at_another_size_it_is_noticed(trial: Trial, change: dict[str, object]) -> None:
    found = trial.findings(**change)
    assert not any(found[name].ok for name in ("close.png", "model.glb", "model.usdz")), found


def test_what_is_not_there_is_said(trial: Trial) -> None:
    bare = replace(trial.shown, decals={"model.glb": None}, picture=replace(picture(trial), shown=picture(trial).bare))
    found = Trial(trial.document, trial.decal, bare, ARROW).findings()
    assert {name: (each.off_mm, each.ok) for name, each in found.items() if name in ("model.glb", "close.png")} == {
        "model.glb": (np.inf, False),
        "close.png": (np.inf, False),
    }


def test_what_faces_inward_is_not_seen(trial: Trial) -> None:
    """Viewers cull backs: an artwork that goes round the wrong way is there, and nobody sees it."""
    models = {name: each for name, each in trial.shown.decals.items() if each is not None}
    assert set(models) == {"model.glb", "model.usdz"}
    turned = {name: replace(each, points=each.points[:, ::-1], uv=each.uv[:, ::-1]) for name, each in models.items()}
    found = Trial(trial.document, trial.decal, Shown(turned), ARROW).findings()
    assert {name: (each.off_mm, each.ok) for name, each in found.items()} == dict.fromkeys(models, (np.inf, False))


def picture(trial: Trial) -> Taken:
    assert trial.shown.picture is not None
    return trial.shown.picture


def test_models_that_were_moved_to_the_origin_are_proven_where_the_product_was(trial: Trial) -> None:
    """An option that puts the product aside moves its models; their artworks are sought where they lay before."""
    aside = trial.document.copy()
    aside.json["nodes"][aside.json["scenes"][0]["nodes"][0]]["translation"] = [0.3, 0.0, -0.2]
    facts = ProductFacts(placement="floor")
    glb, usdz = (EXPORTERS[kind](aside, facts) for kind in ("glb", "usdz"))
    assert glb.figures["moved_mm"] == pytest.approx([-300.0, 0.0, 200.0], abs=0.01)
    back = np.array([0.3, 0.0, -0.2])
    stands = {"model.glb": Document.from_glb(glb.data)}
    found = {name: decal_in_glb(moved(model, back), "panel") for name, model in stands.items()}
    in_usdz = decals_in_usdz(usdz.data, [PANEL])[PANEL]
    assert in_usdz is not None
    there = Shown({**found, "model.usdz": in_usdz.moved(back)})
    where_they_stand = Shown({"model.glb": decal_in_glb(stands["model.glb"], "panel"), "model.usdz": in_usdz})
    assert all(each.ok for each in prove(aside, trial.decal, ARROW, there))
    assert not any(each.ok for each in prove(aside, trial.decal, ARROW, where_they_stand))


def test_of_two_on_a_zone_each_is_found_by_itself(trial: Trial, tmp_path: Path) -> None:
    """The lower one where the upper one leaves it to be seen; the upper one on both grounds that it lies on."""
    store = MemoryStore()
    bar = svg_document(60.0, 40.0, b'<path d="M4 4H56V36H4Z" fill="#101418"/>')
    upper = DecalRecipe(
        zone="panel", artwork=store.put(bar), width_mm=60, height_mm=40, center_mm=(-20.0, 10.0), layer=1
    )
    lower = trial.decal.model_copy(update={"artwork": store.put(ARROW)})
    document = assemble(tiny_recipe(store, decals=(lower, upper)), store)
    model = Document.from_glb(EXPORTERS["glb"](document, UNKNOWN).data)
    shot = picture(trial).shot.model_copy(update={"environment": store.put(hdr(plain()))})
    shown = draw(document, shot, store, tmp_path)
    for decal, svg, other in ((lower, ARROW, (upper, bar)), (upper, bar, (lower, ARROW))):
        bare = draw(without_decal(document, decal), shot, store, tmp_path)
        there = Shown({"model.glb": decal_in_glb(model, "panel", decal.layer)}, Taken(shot, shown, bare, (other,)))
        assert all(each.ok for each in prove(document, decal, svg, there)), decal.layer
    (unaware,) = prove(document, upper, bar, Shown(picture=Taken(shot, shown, bare)))
    assert not unaware.ok
