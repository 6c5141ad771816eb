from io import BytesIO

import numpy as np
from PIL import Image

from materials.author.textures.field import Field, grid
from materials.author.textures.maps import base_color, normal_map, occlusion_roughness, tilts


def decoded(data: bytes) -> Field:
    with Image.open(BytesIO(data)) as picture:
        return np.asarray(picture, np.float64) / 255.0


def test_slopes_are_those_of_the_surface_in_millimetres() -> None:
    x, _ = grid(256)
    height_mm = 0.5 * np.sin(2 * np.pi * x)
    tilt_x, tilt_y = tilts(height_mm, tile_mm=40.0)
    assert np.isclose(np.abs(tilt_x).max(), 0.5 * 2 * np.pi / 40.0, rtol=1e-3)
    assert np.abs(tilt_y).max() == 0.0


def test_a_bump_faces_right_on_its_right_and_up_on_its_upper_flank() -> None:
    x, y = grid(64)
    bump = np.exp(-((x - 0.5) ** 2 + (y - 0.5) ** 2) / 0.02)
    normals = decoded(normal_map(bump, tile_mm=4.0)) * 2.0 - 1.0
    assert normals[32, 40, 0] > 0.2
    assert normals[24, 32, 1] > 0.2
    assert abs(normals[2, 2, 2] - 1.0) < 0.03


def test_base_colour_is_encoded_and_packed_maps_keep_their_channels() -> None:
    flat = np.full((16, 16), 0.2140)
    assert abs(decoded(base_color(flat)).mean() - 0.5) < 0.01
    packed = decoded(occlusion_roughness(np.ones((16, 16)), np.full((16, 16), 0.25))).mean(axis=(0, 1))
    np.testing.assert_allclose(packed, (1.0, 0.25, 1.0), atol=0.01)
