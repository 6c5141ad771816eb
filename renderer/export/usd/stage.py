"""The stage: what the whole file says of itself."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from pxr import Sdf, Usd, UsdGeom  # type: ignore[import-untyped]

from renderer.facts import ProductFacts
from renderer.gltf.document import GENERATOR

ROOT_LAYER = "model.usdc"
ROOT = "/Product"
ANCHORING = "Preliminary_AnchoringAPI"
STANDING = ("floor", "table")


def begin_stage(made_from: Mapping[str, str], facts: ProductFacts) -> Usd.Stage:
    """A stage in metres, Y up, with the product's empty root, anchored to the plane that it stands on.

    Anchoring: https://developer.apple.com/documentation/arkit/usdz-schemas-for-ar. A wall product has none: on a
    vertical anchor Quick Look would turn its Y axis out of the wall, and without one it finds walls all the same.
    Provenance is in `customLayerData`; nothing of the customer.
    """
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdGeom.SetStageMetersPerUnit(stage, UsdGeom.LinearUnits.meters)
    root = UsdGeom.Xform.Define(stage, ROOT).GetPrim()
    Usd.ModelAPI(root).SetKind("component")
    stage.SetDefaultPrim(root)
    if facts.name:
        root.SetDisplayName(facts.name)
    if facts.placement in STANDING:
        root.AddAppliedSchema(ANCHORING)
        _token(root, "preliminary:anchoring:type", "plane")
        _token(root, "preliminary:planeAnchoring:alignment", "horizontal")
    said = {"copyright": facts.copyright, "license": facts.license, "provenance": dict(sorted(made_from.items()))}
    known = {key: value for key, value in said.items() if value}
    stage.GetRootLayer().customLayerData = {"creator": GENERATOR, **known}
    return stage


def _token(prim: Usd.Prim, name: str, value: str) -> None:
    prim.CreateAttribute(name, Sdf.ValueTypeNames.Token, custom=False, variability=Sdf.VariabilityUniform).Set(value)


def layer_bytes(stage: Usd.Stage) -> bytes:
    """The root layer as a binary crate file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ROOT_LAYER
        stage.GetRootLayer().Export(str(path))
        return path.read_bytes()


class Names:
    """Prim names: valid, and each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, wish: str) -> str:
        """`wish` with everything else than letters and digits as `_`, numbered where it is taken."""
        plain = "".join(each if each.isascii() and each.isalnum() else "_" for each in wish) or "_"
        plain = plain if not plain[0].isdigit() else f"_{plain}"
        found, number = plain, 1
        while found in self._given:
            number += 1
            found = f"{plain}_{number}"
        self._given.add(found)
        return found
