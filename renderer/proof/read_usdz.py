"""Decals as a USDZ has them, read by USD itself."""

import io
import tempfile
import zipfile
from pathlib import Path

import numpy as np
from pxr import Usd, UsdGeom, UsdShade  # type: ignore[import-untyped]

from renderer.assemble.place_decals import PREFIX
from renderer.proof.decal import DecalFound
from renderer.proof.read_glb import alpha_of


def decals_in_usdz(data: bytes, zones: list[str]) -> dict[str, DecalFound]:
    """Zone → its decal, for those of `zones` that have one; prims are named as the decals' nodes are."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extractall(folder)
        stage = Usd.Stage.Open(str(Path(folder) / package.namelist()[0]))
        meshes = [UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
        return {
            zone: _decal(mesh, Path(folder))
            for zone in zones
            for mesh in meshes
            if mesh.GetPrim().GetName().startswith(f"{PREFIX}{zone}_".replace(":", "_"))
        }


def _decal(mesh: UsdGeom.Mesh, folder: Path) -> DecalFound:
    """The mesh with the alpha of the texture that its opacity is read from; t runs up in USD."""
    points = np.array(mesh.GetPointsAttr().Get(), np.float64)
    world = np.array(UsdGeom.XformCache().GetLocalToWorldTransform(mesh.GetPrim()))
    points = points @ world[:3, :3] + world[3, :3]
    corners = np.array(mesh.GetFaceVertexIndicesAttr().Get()).reshape(-1, 3)
    material, _ = UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()
    surface, *_ = material.ComputeSurfaceSource()
    picture = UsdShade.Shader(surface.GetInput("opacity").GetConnectedSources()[0][0].source.GetPrim())
    reader = UsdShade.Shader(picture.GetInput("st").GetConnectedSources()[0][0].source.GetPrim())
    primvar = UsdGeom.PrimvarsAPI(mesh).GetPrimvar(reader.GetInput("varname").Get())
    st = np.array(primvar.Get(), np.float64) * (1, -1) + (0, 1)
    file = folder / picture.GetInput("file").Get().path
    return DecalFound(points[corners], st[corners], alpha_of(file.read_bytes()))
