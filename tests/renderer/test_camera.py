import numpy as np
import pytest

from renderer.camera import view_from
from renderer.errors import InputError
from renderer.recipe import Camera


def test_the_target_is_in_the_middle() -> None:
    camera = Camera(position=(3, 2, 5), target=(0.5, 0.25, -1), vertical_fov_deg=30)
    view = view_from(camera, 640, 480)
    assert view.project(np.array([[0.5, 0.25, -1]]))[0, :2] == pytest.approx([320, 240])


def test_the_upper_edge_is_half_the_field_of_view_away() -> None:
    view = view_from(Camera(position=(0, 0, 10), target=(0, 0, 0), vertical_fov_deg=90), 200, 100)
    assert view.project(np.array([[0, 10, 0]]))[0] == pytest.approx([100, 0, 10])
    assert view.project(np.array([[10, 0, 0]]))[0] == pytest.approx([150, 50, 10])


def test_rays_go_through_what_they_are_projected_from() -> None:
    view = view_from(Camera(position=(1, 2, 3), target=(0, 0, 0), vertical_fov_deg=40), 64, 48)
    position, right, down, corner = view.frame
    point = position + 7 * (corner + 10.5 * right + 20.25 * down)
    assert view.project(point[None])[0] == pytest.approx([10.5, 20.25, 7])


@pytest.mark.parametrize("target", [(0, 0, 0), (0, 5, 0)])
def test_a_camera_without_direction_is_refused(target: tuple[float, float, float]) -> None:
    with pytest.raises(InputError, match="no direction"):
        view_from(Camera(position=(0, 0, 0), target=target, vertical_fov_deg=40), 64, 48)
