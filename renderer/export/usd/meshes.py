"""Each primitive of the scene as a mesh, where it stands in the world."""

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade, Vt  # type: ignore[import-untyped]
from pygltflib import ARRAY_BUFFER, TRIANGLES  # type: ignore[import-untyped]

from renderer.export.draw_calls.join import join
from renderer.export.usd.coordinates import coordinate_sets, coordinates, uv_set
from renderer.export.usd.stage import ROOT, Names
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive
from renderer.gltf.pose import SPATIAL, is_posed, posed

Array = NDArray[np.float64]


def add_meshes(stage: Usd.Stage, document: Document, materials: list[UsdShade.Material]) -> None:
    """A UsdGeom.Mesh for each primitive made of triangles, named like its node; lines and points are not shown."""
    names = Names()
    names.name("Materials")
    document = document.copy()
    for placed in document.visible_primitives():
        if placed.primitive.get("mode", TRIANGLES) == TRIANGLES:
            name = document.items("nodes")[placed.node].get("name", "mesh")
            mesh = UsdGeom.Mesh.Define(stage, f"{ROOT}/{names.name(name)}")
            number = placed.primitive.get("material")
            material = document.items("materials")[number] if number is not None else {}
            _fill(mesh, document, placed, material)
            if number is not None:
                UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).Bind(materials[number])


def _fill(mesh: UsdGeom.Mesh, document: Document, placed: PlacedPrimitive, material: Json) -> None:
    moved = join(document, [_at_rest(document, placed)], [placed.world])
    read = {name: document.accessor(number).astype(np.float32) for name, number in moved["attributes"].items()}
    points, corners = read["POSITION"], document.accessor(moved["indices"])[:, 0].astype(np.int32)
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(points))
    mesh.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(corners) // 3, 3, np.int32)))
    mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(corners))
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreateExtentAttr([Gf.Vec3f(*map(float, end)) for end in (points.min(axis=0), points.max(axis=0))])
    if material.get("doubleSided"):
        mesh.CreateDoubleSidedAttr(True)
    if "NORMAL" in read:
        mesh.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(read["NORMAL"])))
        mesh.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    for way, primvar in coordinate_sets(material).items():
        if (uv := read.get(f"TEXCOORD_{uv_set(way)}")) is not None:
            _add_coordinates(mesh, primvar, coordinates(uv.astype(np.float64), way))


def _at_rest(document: Document, placed: PlacedPrimitive) -> Json:
    """The primitive with its vertices where the scene shows them: joints and morph targets stay behind."""
    if not is_posed(placed):
        return placed.primitive
    attributes = placed.primitive["attributes"]
    moved = {
        name: document.add_accessor(posed(document, placed, name), ARRAY_BUFFER)
        for name in SPATIAL
        if name in attributes
    }
    return {**placed.primitive, "attributes": {**attributes, **moved}}


def _add_coordinates(mesh: UsdGeom.Mesh, primvar: str, st: Array) -> None:
    values = Vt.Vec2fArray.FromNumpy(np.ascontiguousarray(st, np.float32))
    kind = Sdf.ValueTypeNames.TexCoord2fArray
    UsdGeom.PrimvarsAPI(mesh).CreatePrimvar(primvar, kind, UsdGeom.Tokens.vertex).Set(values)
