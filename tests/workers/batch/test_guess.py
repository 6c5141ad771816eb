"""What a part says of the whole is right where the whole is known."""

import random

import pytest

from renderer.recipe import Camera, SceneRecipe, Shot, SlotMaterial
from workers.batch.guess import Fashion, chosen, differing, law_of, sights_like
from workers.batch.sheets import Sheet
from workers.batch.sight import Sight
from workers.batch.trial import Try
from workers.batch.work import Look

CAMERA = Camera(position=(1.0, 1.0, 1.0), target=(0.0, 0.0, 0.0), vertical_fov_deg=30)
RED, ROUGH = (
    SlotMaterial(name=name, material={"pbrMetallicRoughness": {"baseColorFactor": [1, 0, 0, 1], "roughnessFactor": r}})
    for name, r in (("red", 0.2), ("rough", 0.9))
)
BLUE = SlotMaterial(
    name="blue", material={"pbrMetallicRoughness": {"baseColorFactor": [0, 0, 1, 1], "roughnessFactor": 0.2}}
)


def sheet(body: str, shot: str, *slots: str) -> Sheet:
    recipe = SceneRecipe(product="tiny", base_model="1" * 64, slots=dict.fromkeys(slots, RED))
    view = Shot(name=shot, camera=CAMERA, width=64, height=48, environment="0" * 64)
    return Sheet(body, recipe, view, "64", (), ())


def test_a_sheet_that_was_not_sketched_sees_what_its_shot_saw_of_others() -> None:
    one, other = sheet("a", "hero", "body", "seat"), sheet("b", "hero", "body", "seat", "rack")
    sights = sights_like([one, other], {one.key: Sight("bake", frozenset(["body"]), frozenset(), frozenset())})
    assert sights[other.key].matter == {"body", "rack"}, "nobody has looked at a rack yet"


def test_few_sheets_are_chosen_of_every_shot_alike() -> None:
    sheets = [sheet(str(body), shot) for body in range(30) for shot in ("hero", "rear")]
    picked = chosen(sheets, 6)
    assert sorted(each.shot.name for each in picked) == ["hero"] * 3 + ["rear"] * 3
    assert len({each.body for each in picked}) == 3


@pytest.mark.parametrize("kinds", [80, 2_000, 50_000])
def test_how_many_differ_is_told_from_a_tenth_of_them(kinds: int) -> None:
    chance = random.Random(7)
    every = [str(chance.randrange(kinds)) for _ in range(20_000)]
    assert differing(every[::10], 10) == pytest.approx(len(set(every)), rel=0.2)
    assert differing(every, 1) == len(set(every))


def test_the_law_of_costs_is_found_again() -> None:
    chance = random.Random(1)
    counts = [(chance.randrange(90_000), chance.randrange(30_000)) for _ in range(14)]
    tries = [Try(0.05 + 2e-7 * lit + 4e-6 * polished, lit, polished, 1000) for lit, polished in counts]
    law = law_of(tries)
    assert (law.each, law.per_lit, law.per_polished) == pytest.approx((0.05, 2e-7, 4e-6), rel=1e-6)
    assert law_of(tries[:1]).each >= 0


def test_looks_that_meet_nothing_new_are_not_drowned_by_those_that_meet_all() -> None:
    chance = random.Random(2)
    seen = [Try(0.04, 0, 0, 1000) for _ in range(5)]
    new = [Try(0.4 * chance.uniform(0.8, 1.3), 130_000, 130_000, 1000) for _ in range(9)]
    assert law_of([*seen, *new]).each == pytest.approx(0.04, rel=0.05)


def test_more_looks_bring_more_swatches_and_colors_share_a_finish() -> None:
    looks = [Look({"body": key}, ()) for key in ("red", "blue", "rough")]
    fashion = Fashion(looks, {"red": RED, "blue": BLUE, "rough": ROUGH})
    assert fashion.worn("body", 1) == pytest.approx((1, 1))
    assert fashion.worn("body", 1000) == pytest.approx((3, 2))
    assert fashion.worn("seat", 9) == (0, 0)
