"""Pictures without a bake are told apart by all that they depend on."""

from renderer.recipe import Camera, SceneRecipe, Shot, SlotMaterial
from workers.batch.bench import view_of
from workers.batch.sheets import Sheet

CAMERA = Camera(position=(1.0, 1.0, 1.0), target=(0.0, 0.0, 0.0), vertical_fov_deg=30)
SHOT = Shot(name="hero", camera=CAMERA, width=64, height=48, environment="0" * 64, engine="draft")


def sheet(shot: Shot = SHOT, **changes: object) -> Sheet:
    fields: dict[str, object] = {"product": "tiny", "base_model": "1" * 64}
    return Sheet("body", SceneRecipe.model_validate(fields | changes), shot, "64x48", ("transparent",), ())


def test_size_camera_and_parts_make_another_view_and_colors_do_not() -> None:
    seen = view_of(sheet())
    turned = CAMERA.model_copy(update={"position": (-1.0, 1.0, 1.0)})
    others = (
        sheet(SHOT.model_copy(update={"width": 32})),
        sheet(SHOT.model_copy(update={"camera": turned})),
        sheet(SHOT.model_copy(update={"engine": "reference"})),
        sheet(hidden_nodes=("rack",)),
    )
    assert len({seen, *map(view_of, others)}) == 5
    assert view_of(sheet(slots={"body": SlotMaterial(name="red", material={})})) == seen
