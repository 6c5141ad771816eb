"""What is written is opened by another program and holds the artwork in real size."""

import base64
import io
import json
from pathlib import Path

import ezdxf
import numpy as np
import pypdf
import pystitch  # type: ignore[import-untyped]
import pytest

from renderer.artwork.draw_logo import draw_logo
from renderer.artwork.draw_text import draw_text
from renderer.artwork.drawing import Artwork, svg_document
from renderer.artwork.find_color import read_palettes
from renderer.artwork.fonts import font
from renderer.artwork.lettering import Lettering, Outline
from renderer.artwork.rasterize import rasterize
from renderer.png import encode_png
from renderer.production.job import Order, followed_files, production_files
from renderer.production.placement import Placement
from renderer.production.read_shapes import NotPlain, read_shapes
from renderer.production.separations import separations, whole
from renderer.production.stitch_file import read_stitches
from renderer.proof.drawing import Drawing
from renderer.proof.prove_files import prove_files

ROOT = Path(__file__).resolve().parents[3]
RACK = read_palettes(ROOT / "materials" / "palettes")
SECRET = "Fitzgerald"
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def name() -> Artwork:
    lettering = Lettering(outline=Outline("#17181a", 0.1))
    return draw_text(SECRET, font("pacifico"), "#ffe29b", (110.0, 60.0), 0.0, lettering)


@pytest.fixture(scope="module")
def order(name: Artwork) -> Order:
    placement = Placement("Left side", (180.0, 100.0), (name.width_mm, name.height_mm), (10.0, -5.0))
    return Order(name.svg, "embroidered", placement, 3.0, (("#ffe29b", "Gold leaf 23 ct"),))


@pytest.fixture(scope="module")
def files(order: Order) -> dict[str, bytes]:
    return production_files(order, RACK)


def test_everything_a_workshop_needs_is_there(files: dict[str, bytes]) -> None:
    drawings = {"artwork.svg", "print.pdf", "cut.dxf", "placement.svg", "ticket.json"}
    assert set(files) == drawings | {"stitches.dst", "stitches.pes", "threads.svg"}


def test_what_machines_follow_is_the_same_without_the_papers(order: Order, files: dict[str, bytes]) -> None:
    papers = {"placement.svg", "threads.svg", "ticket.json"}
    assert followed_files(order) == {name: data for name, data in files.items() if name not in papers}


def test_no_file_holds_the_customers_words(files: dict[str, bytes]) -> None:
    assert all(SECRET.encode() not in data and SECRET not in name for name, data in files.items())


def test_pdf_is_in_real_size_with_bleed_and_named_spots(files: dict[str, bytes], name: Artwork) -> None:
    page = pypdf.PdfReader(io.BytesIO(files["print.pdf"])).pages[0]
    trim, bleed = page.trimbox, page.bleedbox
    assert float(trim.width) == pytest.approx(name.width_mm * POINTS_PER_MM, abs=0.01)
    assert float(trim.height) == pytest.approx(name.height_mm * POINTS_PER_MM, abs=0.01)
    assert float(trim.left - bleed.left) == pytest.approx(3 * POINTS_PER_MM, abs=0.01)
    spaces = page["/Resources"]["/ColorSpace"]  # type: ignore[index]
    spots = {str(space.get_object()[1]) for space in spaces.values()}
    assert spots == {"/Gold leaf 23 ct", "/Ink #17181a", "/CutContour", "/All"}
    content = page.get_contents()
    assert content is not None
    assert content.get_data().count(b" scn") == 4


def test_dxf_has_closed_lines_in_millimetres_by_layer(files: dict[str, bytes], name: Artwork) -> None:
    document = ezdxf.read(io.StringIO(files["cut.dxf"].decode()))  # type: ignore[attr-defined]
    lines = list(document.modelspace())
    assert {line.dxf.layer for line in lines} == {"INK_FFE29B", "INK_17181A", "CUT_CONTOUR"}
    assert all(line.is_closed for line in lines)  # type: ignore[attr-defined]
    points = np.array([(point.x, point.y) for line in lines for point in line.points()])  # type: ignore[attr-defined]
    pad = np.array([1.0, 1.0])
    assert points.min(axis=0) == pytest.approx(pad, abs=0.1)
    assert points.max(axis=0) == pytest.approx(np.array([name.width_mm, name.height_mm]) - pad, abs=0.1)


@pytest.mark.parametrize("kind", ["dst", "pes"])
def test_stitch_files_reopen_within_limits(files: dict[str, bytes], kind: str, name: Artwork) -> None:
    steps = read_stitches(files[f"stitches.{kind}"], kind)  # type: ignore[arg-type]
    places = np.array([step[:2] for step in steps])
    sewn = np.array([step[2] == pystitch.STITCH for step in steps])[1:]
    lengths = np.linalg.norm(np.diff(places, axis=0), axis=1)[sewn]
    assert lengths.min() >= 0.399
    assert lengths.max() <= 12.1
    assert sum(step[2] in {pystitch.COLOR_CHANGE, pystitch.COLOR_BREAK} for step in steps) >= 1
    assert np.abs(places).max(axis=0) == pytest.approx((name.width_mm / 2, name.height_mm / 2), abs=1.5)


def test_placement_and_ticket_agree(files: dict[str, bytes], name: Artwork) -> None:
    ticket = json.loads(files["ticket.json"])
    edges = ticket["from_edges_mm"]
    assert edges["left"] + name.width_mm + edges["right"] == pytest.approx(180, abs=0.05)
    assert edges["left"] - edges["right"] == pytest.approx(20, abs=0.05)
    assert edges["bottom"] - edges["top"] == pytest.approx(-10, abs=0.05)
    assert [ink["name"] for ink in ticket["inks"]] == ["Ink #17181a", "Gold leaf 23 ct"]
    nearest = ticket["inks"][1]["nearest"]
    assert nearest == {"name": "Thread Champagne", "delta_e_2000": pytest.approx(8.54, abs=0.05)}, "leaf is not sewn"
    assert ticket["legibility_mm"]["stroke"]["measured"] > ticket["legibility_mm"]["stroke"]["least"]
    assert (rasterize(files["placement.svg"], 420, 400)[..., :3] < 100).any()


def test_layers_put_together_are_the_artwork(files: dict[str, bytes], name: Artwork) -> None:
    size = round(name.width_mm * 8), round(name.height_mm * 8)
    inked, layered = rasterize(name.svg, *size), rasterize(files["artwork.svg"], *size)
    solid = (inked[..., 3] > 250) & (layered[..., 3] > 250)
    same = np.abs(inked.astype(int) - layered)[..., :3].max(axis=-1) < 24
    assert (same & solid).sum() > 0.93 * solid.sum()


def test_the_proof_holds_and_notices_another_artwork(files: dict[str, bytes], name: Artwork) -> None:
    drawing = Drawing(name.svg, name.width_mm, name.height_mm)
    assert all(finding.ok for finding in prove_files(drawing, files))
    other = draw_text("Someone", font("pacifico"), "#000000", (110.0, 60.0))
    wrong = prove_files(Drawing(other.svg, other.width_mm, other.height_mm), files)
    assert not any(finding.ok for finding in wrong)


def test_what_is_no_plain_drawing_is_traced_to_the_same_outline() -> None:
    plain = svg_document(40, 30, b'<path fill="#c4202b" d="M5 5H35V25H20V15H5Z"/>')
    shaded = svg_document(40, 30, b'<rect x="5" y="5" width="30" height="20" stroke="none" fill="#c4202b"/>')
    with pytest.raises(NotPlain):
        read_shapes(shaded)
    (traced,) = separations(shaded, 40, 30)
    (exact,) = separations(plain, 40, 30)
    assert traced.shape.bounds == pytest.approx((5, 5, 35, 25), abs=0.05)
    assert exact.shape.bounds == pytest.approx((5, 5, 35, 25), abs=1e-4)
    assert abs(traced.shape.area) == pytest.approx(600, rel=0.005)


def test_a_crest_is_parted_into_its_inks_without_overlap() -> None:
    crest = draw_logo((ROOT / "materials/decals/crest-laurel.svg").read_bytes(), (80.0, 80.0))
    inks = separations(crest.svg, crest.width_mm, crest.height_mm)
    assert len(inks) >= 4
    whole = rasterize(crest.svg, 400, 400)[..., 3] > 127
    area = sum(abs(ink.shape.area) for ink in inks) / (crest.width_mm * crest.height_mm)
    assert area == pytest.approx(whole.mean(), rel=0.02)


def test_the_same_order_gives_the_same_bytes(files: dict[str, bytes], name: Artwork) -> None:
    placement = Placement("Left side", (180.0, 100.0), (name.width_mm, name.height_mm), (10.0, -5.0))
    again = production_files(Order(name.svg, "embroidered", placement, 3.0, (("#ffe29b", "Gold leaf 23 ct"),)), RACK)
    assert again == files


def test_a_knife_follows_the_least_dot_that_can_be_made() -> None:
    dot = svg_document(
        20.0, 10.0, b'<path d="M2 2H12V8H2Z" fill="#5b2a86"/><path d="M15 4H15.35V4.4H15Z" fill="#5b2a86"/>'
    )
    assert len(list(whole(separations(dot, 20.0, 10.0)).contours)) == 2


def test_a_knife_does_not_follow_what_gapes_between_traced_inks() -> None:
    """A picture of a disc in a ring: two inks that meet, and one outline to cut."""
    y, x = np.mgrid[:600, :600] - 299.5
    away = np.hypot(x, y)
    pixels = np.zeros((600, 600, 4), np.uint8)
    pixels[away < 280], pixels[away < 150] = (22, 36, 63, 255), (242, 180, 27, 255)
    picture = base64.b64encode(encode_png(pixels)).decode()
    svg = svg_document(60, 60, f'<image width="60" height="60" href="data:image/png;base64,{picture}"/>'.encode())
    inks = separations(svg, 60, 60)
    assert len(inks) == 2
    (outline,) = whole(inks).contours
    assert abs(outline.area) == pytest.approx(np.pi * 28**2, rel=0.01)
