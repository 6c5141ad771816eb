"""Decals as a USDZ has them, read by USD itself."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom, UsdShade  # type: ignore[import-untyped]

from renderer.assemble.place_decals import PREFIX
from renderer.gltf.placement import wound
from renderer.proof.decal import DecalFound, Floats, solid
from renderer.proof.read_glb import alpha_of

Layer = tuple[str, int]
"""A zone, and which artwork on it, counted from below."""


def decals_in_usdz(data: bytes, places: Iterable[Layer]) -> dict[Layer, DecalFound]:
    """Zone and layer → its decal, for those of `places` that have one; prims are named as the decals' nodes are."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extractall(folder)
        stage = Usd.Stage.Open(str(Path(folder) / package.namelist()[0]))
        meshes = [UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
        shown = {place: [mesh for mesh in meshes if _is_on(mesh, place)] for place in places}
        return {place: _decal(own, Path(folder)) for place, own in shown.items() if own}


def _is_on(mesh: UsdGeom.Mesh, place: Layer) -> bool:
    zone, layer = place
    prefix = re.escape(f"{PREFIX}{zone}:{layer}".replace(":", "_"))
    return re.fullmatch(rf"{prefix}(_\d+)*", mesh.GetPrim().GetName()) is not None


def _decal(meshes: list[UsdGeom.Mesh], folder: Path) -> DecalFound:
    """What was cut out of the surface, all inks together; else the patch with its picture."""
    cut = [_corners(mesh) for mesh in meshes if not _opacity(mesh)]
    return solid(np.concatenate(cut)) if cut else _pictured(meshes[0], folder)


def _opacity(mesh: UsdGeom.Mesh) -> list[UsdShade.ConnectionSourceInfo]:
    """What the opacity of the mesh is read from; nothing where it is a number."""
    material, _ = UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()
    surface, *_ = material.ComputeSurfaceSource()
    opacity = surface.GetInput("opacity")
    return list(opacity.GetConnectedSources()[0]) if opacity else []


def _corners(mesh: UsdGeom.Mesh) -> Floats:
    """Triangles (m, 3, 3) in the world."""
    points = np.array(mesh.GetPointsAttr().Get(), np.float64)
    world = _world(mesh)
    return np.asarray((points @ world[:3, :3] + world[3, :3])[_triangles(mesh)])


def _world(mesh: UsdGeom.Mesh) -> Floats:
    """Its transform (4, 4), for row vectors."""
    return np.array(UsdGeom.XformCache().GetLocalToWorldTransform(mesh.GetPrim()), np.float64)


def _triangles(mesh: UsdGeom.Mesh) -> NDArray[np.int64]:
    """The points (m, 3) of each triangle."""
    corners = wound(np.array(mesh.GetFaceVertexIndicesAttr().Get(), np.int64).reshape(-1, 3), _world(mesh))
    return corners[:, ::-1] if mesh.GetOrientationAttr().Get() == UsdGeom.Tokens.leftHanded else corners


def _pictured(mesh: UsdGeom.Mesh, folder: Path) -> DecalFound:
    """The patch with the alpha of the texture that its opacity is read from; t runs up in USD."""
    picture = UsdShade.Shader(_opacity(mesh)[0].source.GetPrim())
    reader = UsdShade.Shader(picture.GetInput("st").GetConnectedSources()[0][0].source.GetPrim())
    primvar = UsdGeom.PrimvarsAPI(mesh).GetPrimvar(reader.GetInput("varname").Get())
    st = np.array(primvar.Get(), np.float64) * (1, -1) + (0, 1)
    file = folder / picture.GetInput("file").Get().path
    return DecalFound(_corners(mesh), st[_triangles(mesh)], alpha_of(file.read_bytes()))
