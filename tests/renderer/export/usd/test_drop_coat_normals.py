"""Paints that differ in colour and in a relief that USD cannot say are one material there."""

from renderer.export.usd.drop_coat_normals import COAT, RELIEF, drop_coat_normals
from renderer.gltf.document import Document


def test_only_the_relief_goes() -> None:
    document = Document()
    coat = {"clearcoatFactor": 1.0, "clearcoatRoughnessFactor": 0.03}
    document.add_material({"name": "body", "extensions": {COAT: {**coat, RELIEF: {"index": 0}}}})
    document.add_material({"name": "rubber"})
    smooth = drop_coat_normals(document).items("materials")
    assert smooth == [{"name": "body", "extensions": {COAT: coat}}, {"name": "rubber"}]
    assert RELIEF in document.items("materials")[0]["extensions"][COAT]
