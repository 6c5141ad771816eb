import numpy as np
import pytest

from renderer.surface.decal_mesh import decal_mesh, lift_mm
from renderer.surface.zone import zones
from renderer.surface.zone_patch import zone_patch
from tests.renderer.surface.sheets import turned_sheet


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_triangles_face_as_their_normals_do_also_where_a_node_mirrors(side: float) -> None:
    """Else a viewer that culls shows no artwork there, as on the mirrored half of a body."""
    document = turned_sheet(side)
    patch = zone_patch(document, zones(document)[0])
    size = np.array([60.0, 30.0])
    mesh = decal_mesh(patch, document.world_matrices()[0], np.zeros(2), size, lift_mm(size))
    a, b, c = np.moveaxis(mesh.positions[mesh.triangles], 1, 0)
    facing = np.sum(np.cross(b - a, c - a) * mesh.normals[mesh.triangles].mean(axis=1), axis=1)
    assert len(facing)
    assert (facing > 0).all()
