"""Colours set aside: what is left is the same for every colour, and equal where colours are equal."""

from renderer.export.lighten.colors import bring_colors_back, set_colors_aside
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

    assert set_colors_aside(red).digest() == set_colors_aside(blue).digest()


def test_colors_that_were_equal_still_are_and_others_are_not() -> None:
    first, second, third = factors(set_colors_aside(painted([0.5, 0, 0, 1.0], [0, 0.5, 0, 1.0], [0.5, 0, 0, 1.0])))

    assert first == third != second
    assert all(0 < value < 1 for value in (*first[:3], *second[:3]))


def test_what_shines_through_still_does() -> None:
    (glass,) = factors(set_colors_aside(painted([1.0, 1.0, 1.0, 0.25])))

    assert glass[3] == 0.25


def test_brought_back_they_are_as_before() -> None:
    document = painted([1.0, 0.0, 0.0, 1.0], [0.2, 0.2, 0.2, 1.0])

    assert bring_colors_back(set_colors_aside(document), document).digest() == document.digest()
