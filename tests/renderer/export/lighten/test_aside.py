"""Looks set aside: what is left is the same for every colour and image, and equal where these are equal."""

import io

from PIL import Image

from renderer.export.lighten.aside import bring_looks_back, images_by_stand_in, set_looks_aside
from renderer.gltf.document import Document


def painted(*colors: list[float]) -> Document:
    document = Document()
    for number, color in enumerate(colors):
        document.add_material(
            {
                "name": f"slot{number}",
                "pbrMetallicRoughness": {"baseColorFactor": color},
                "extras": {"swatch": str(color)},
            }
        )
    return document


def factors(document: Document) -> list[list[float]]:
    return [each["pbrMetallicRoughness"]["baseColorFactor"] for each in document.items("materials")]


def test_another_color_leaves_the_same() -> None:
    red = painted([1.0, 0.0, 0.0, 1.0], [0.2, 0.2, 0.2, 1.0])
    blue = painted([0.0, 0.0, 1.0, 1.0], [0.2, 0.2, 0.2, 1.0])

    assert set_looks_aside(red).digest() == set_looks_aside(blue).digest()


def test_colors_that_were_equal_still_are_and_others_are_not() -> None:
    first, second, third = factors(set_looks_aside(painted([0.5, 0, 0, 1.0], [0, 0.5, 0, 1.0], [0.5, 0, 0, 1.0])))

    assert first == third != second
    assert all(0 < value < 1 for value in (*first[:3], *second[:3]))


def test_what_shines_through_still_does() -> None:
    (glass,) = factors(set_looks_aside(painted([1.0, 1.0, 1.0, 0.25])))

    assert glass[3] == 0.25


def test_brought_back_they_are_as_before() -> None:
    document = painted([1.0, 0.0, 0.0, 1.0], [0.2, 0.2, 0.2, 1.0])

    assert bring_looks_back(set_looks_aside(document), document).digest() == document.digest()


def png(grey: int, side: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("L", (side, side), grey).save(out, "PNG")
    return out.getvalue()


GRAIN, WEAVE, FLAKE = png(10), png(20), png(30)


def pictured(*images: bytes) -> Document:
    document = painted([1.0, 0.0, 0.0, 1.0])
    for data in images:
        document.items("images").append({"bufferView": document.add_view(data), "mimeType": "image/png"})
    return document


def test_other_images_leave_the_same_and_equal_ones_stay_equal() -> None:
    bare = set_looks_aside(pictured(GRAIN, WEAVE, GRAIN))
    assert bare.digest() == set_looks_aside(pictured(FLAKE, GRAIN, FLAKE)).digest()
    assert bare.image_bytes(0) == bare.image_bytes(2) != bare.image_bytes(1)
    assert bare.digest() != set_looks_aside(pictured(GRAIN, png(20, side=16), GRAIN)).digest(), "their size is read"
    with Image.open(io.BytesIO(bare.image_bytes(0))) as picture:
        assert picture.size == (8, 8)


def test_images_come_back_into_a_copy_that_has_fewer() -> None:
    document = pictured(GRAIN, WEAVE, GRAIN)
    bare = set_looks_aside(document)
    light = bare.copy()
    del light.json["images"][0]
    back = bring_looks_back(light, document)
    assert [back.image_bytes(number) for number in range(2)] == [WEAVE, GRAIN]
    assert images_by_stand_in(document)[bare.image_bytes(1)] == WEAVE
