import io

import numpy as np
from PIL import Image

from renderer.export.textures import halve_textures
from renderer.gltf.document import Document


def noise(side: int, seed: int) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.random.default_rng(seed).integers(0, 256, (side, side, 3), np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def textured(*sides: int, scale: float = 1.0) -> Document:
    document = Document()
    for number, side in enumerate(sides):
        texture = document.add_texture(document.add_image(noise(side, number), "image/png"))
        info = {"index": texture, "extensions": {"KHR_texture_transform": {"scale": [scale, scale]}}}
        document.add_material({"pbrMetallicRoughness": {"baseColorTexture": info}})
    return document


def sides(document: Document) -> list[int]:
    count = len(document.json["images"])
    return [Image.open(io.BytesIO(document.image_bytes(number))).width for number in range(count)]


def test_a_light_document_keeps_its_pixels() -> None:
    document = textured(256, 128)
    assert halve_textures(document).views == document.views


def test_the_heaviest_goes_first_and_nothing_goes_below_what_is_sharp() -> None:
    assert sides(halve_textures(textured(1024, 64))) == [512, 64]
    assert sides(halve_textures(textured(1024, scale=20.0))) == [512]
    assert sides(halve_textures(textured(512, 512, 512))) == [512, 512, 512]
    assert sides(halve_textures(textured(512, 512, 512, scale=20.0))) == [256, 256, 256]
