import numpy as np

from configurator.resolve.slot_under import slot_under
from tests.support.tiny_product import tiny_product

UP, LEFT = np.array([0.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])


def test_the_nearest_surface_on_the_line_counts() -> None:
    meshes = ["chassis", "windshield"]
    document = tiny_product()
    assert slot_under(document, meshes, np.array([0.0, 0.36, 0.2]), UP) == "body"
    assert slot_under(document, meshes, np.array([0.0, 0.45, 0.21]), np.array([0.0, 0.0, 1.0])) == "glass"


def test_other_meshes_do_not_count() -> None:
    assert slot_under(tiny_product(), ["wheel"], np.array([0.31, 0.17, 0.35]), LEFT) == "tyre"


def test_nothing_lies_under_a_zone_in_the_air() -> None:
    assert slot_under(tiny_product(), [], np.zeros(3), UP) == ""
