import base64

import pytest

from renderer.artwork.safe_svg import safe_svg
from renderer.errors import ArtworkError
from tests.renderer.artwork.logos import NAMESPACES, disc, encoded, svg

SQUARE = '<rect width="10" height="10"/>'
W3C = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
BOMB = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
TOWER = "".join(f'<g id="a{i + 1}">' + f'<use href="#a{i}"/>' * 10 + "</g>" for i in range(9))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (svg("&b;", before=BOMB), "SVG_DTD_FORBIDDEN"),
        (svg("&b;", before=BOMB).decode().encode("utf-16"), "SVG_DTD_FORBIDDEN"),
        (svg('<image href="/etc/hostname" width="9" height="9"/>'), "SVG_EXTERNAL_REF"),
        (svg('<image xlink:href="file:///etc/hostname" width="9" height="9"/>'), "SVG_EXTERNAL_REF"),
        (svg('<use href="other.svg#a"/>'), "SVG_EXTERNAL_REF"),
        (svg('<image href="data:image/svg+xml;base64,AAAA" width="9" height="9"/>'), "SVG_EXTERNAL_REF"),
        (svg('<rect width="9" height="9" fill="url(https://example.com/a.svg#b)"/>'), "SVG_EXTERNAL_REF"),
        (svg('<rect width="9" height="9" style="fill: URL( &quot;a.svg#b&quot; )"/>'), "SVG_EXTERNAL_REF"),
        (svg(f"<style>@import 'a.css';</style>{SQUARE}"), "SVG_EXTERNAL_REF"),
        (svg(f"<style>.a {{ fill: u\\72l(a.svg) }}</style>{SQUARE}"), "SVG_EXTERNAL_REF"),
        (svg("<text>Wildcats</text>"), "SVG_TEXT_NOT_OUTLINED"),
        (svg("<g>" * 100 + SQUARE + "</g>" * 100), "SVG_TOO_DEEP"),
        (svg("<g>" * 50_000 + SQUARE + "</g>" * 50_000), "SVG_TOO_DEEP"),
        (svg(SQUARE * 20_001), "SVG_TOO_COMPLEX"),
        (svg(f'<g id="a0">{SQUARE}</g>' + '<use href="#a0"/>' * 1001), "SVG_TOO_COMPLEX"),
        (svg(f'<g id="a0">{SQUARE}</g>{TOWER}'), "SVG_TOO_COMPLEX"),
        (svg('<g id="a"><use href="#a"/></g>'), "SVG_TOO_COMPLEX"),
        (svg(f'<filter id="f"><feGaussianBlur stdDeviation="500"/></filter>{SQUARE}'), "SVG_TOO_COMPLEX"),
        (svg(SQUARE, 'viewBox="0 0 1 100000"'), "SVG_ASPECT"),
        (svg(SQUARE, ""), "SVG_INVALID"),
        (svg(SQUARE, 'viewBox="0 0 nan 5"'), "SVG_INVALID"),
        (svg(SQUARE)[:-9], "SVG_INVALID"),
        (b"<?xml version='1.0'?><html/>", "SVG_INVALID"),
    ],
)
def test_what_could_harm_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        safe_svg(data)
    assert caught.value.code == code


def test_what_acts_is_left_out() -> None:
    body = f'<script>alert(1)</script><a href="https://example.com" onclick="go()">{SQUARE}</a><title>t</title>'
    safe = safe_svg(svg(body, 'viewBox="0 0 9 9" onload="go()"', before=W3C))
    for word in (b"script", b"onclick", b"onload", b"example", b"DOCTYPE", b"title"):
        assert word not in safe.svg
    assert b"rect" in safe.svg


@pytest.mark.parametrize(
    ("acting", "named"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', "script"),
        ('<rect width="9" height="9" onclick="go()"/>', "onclick"),
        ('<a xlink:href="https://example.com"><rect width="9" height="9"/></a>', "links"),
        ('<rect width="9" height="9"><animate attributeName="fill" to="red"/></rect>', "animate"),
        ("<style>@media print { .a { fill: red } }</style>", "@media"),
        ("<foreignObject><p>x</p></foreignObject>", "foreignObject"),
    ],
)
def test_whatever_is_taken_out_is_named(acting: str, named: str) -> None:
    (notice,) = safe_svg(svg(SQUARE + acting)).notices
    assert notice.code == "SVG_LEFT_OUT"
    assert f": {named}" in notice.message
    assert "may differ" in notice.message
    assert "example.com" not in notice.message


def test_a_style_sheet_beside_the_file_is_missed_in_any_encoding() -> None:
    data = svg(SQUARE, before='<?xml-stylesheet href="a.css"?>')
    for written in (data, data.decode().encode("utf-16")):
        assert "xml-stylesheet" in safe_svg(written).notices[0].message


def test_names_without_end_are_told_in_part() -> None:
    many = "".join(f"<x{number}/>" for number in range(500)) + f"<{'y' * 50_000}/>"
    (notice,) = safe_svg(svg(SQUARE + many)).notices
    assert len(notice.message) < 1000
    assert "493 more" in notice.message


def test_elements_of_other_programs_go_without_a_word() -> None:
    data = (
        f'<svg {NAMESPACES} xmlns:i="urn:i" viewBox="0 0 9 9"><i:grid/><rect i:label="a" width="9" height="9"/></svg>'
    )
    safe = safe_svg(data.encode())
    assert b"urn:i" not in safe.svg
    assert safe.notices == ()


def test_styles_gradients_and_copies_stay() -> None:
    body = '<style>.a { fill: url(#g) }</style><linearGradient id="g"/><path id="p" class="a"/><use xlink:href="#p"/>'
    safe = safe_svg(svg(body))
    for part in (b"url(#g)", b"linearGradient", b'class="a"', b'href="#p"'):
        assert part in safe.svg


def test_an_embedded_picture_is_checked() -> None:
    good = base64.b64encode(encoded(disc(64))).decode()
    assert b"data:image/png" in safe_svg(svg(f'<image href="data:image/png;base64,{good}" width="9" height="9"/>')).svg
    with pytest.raises(ArtworkError) as caught:
        safe_svg(svg('<image href="data:image/png;base64,bm8gcGljdHVyZQ==" width="9" height="9"/>'))
    assert caught.value.code == "IMAGE_INVALID"


@pytest.mark.parametrize(
    ("attributes", "box"),
    [
        ('viewBox="-5 -5 100 50"', (-5, -5, 100, 50)),
        ('width="30mm" height="15mm"', (0, 0, 30 * 96 / 25.4, 15 * 96 / 25.4)),
        ('width="100%" height="100%" viewBox="0,0,40,20"', (0, 0, 40, 20)),
    ],
)
def test_its_box_is_the_view_box_or_its_size(attributes: str, box: tuple[float, ...]) -> None:
    assert safe_svg(svg(SQUARE, attributes)).box == pytest.approx(box)


@pytest.mark.parametrize("kind", ["pattern", "mask", "clipPath", "marker"])
def test_towers_of_any_kind_of_reference_are_refused_before_they_are_drawn(kind: str) -> None:
    attribute = {"pattern": "fill", "clipPath": "clip-path", "marker": "marker-start"}.get(kind, kind)
    level = '<{0} id="p{1}">' + '<path d="M0 0L9 9" {2}="url(#p{3})"/>' * 10 + "</{0}>"
    tower = "".join(level.format(kind, number, attribute, number - 1) for number in range(1, 8))
    with pytest.raises(ArtworkError) as caught:
        safe_svg(svg(f'{tower}<path d="M0 0L9 9" {attribute}="url(#p7)"/>'))
    assert caught.value.code == "SVG_TOO_COMPLEX"


@pytest.mark.parametrize("links", [100, 300])
def test_a_chain_of_copies_is_followed_to_its_end(links: int) -> None:
    chain = "".join(f'<g id="a{number}"><use href="#a{number + 1}"/></g>' for number in range(links))
    assert b"a100" in safe_svg(svg(f'{chain}<g id="a{links}">{SQUARE}</g><use href="#a0"/>')).svg


def test_copies_in_a_ring_are_refused() -> None:
    ring = "".join(f'<g id="a{number}"><use href="#a{(number + 1) % 400}"/></g>' for number in range(400))
    with pytest.raises(ArtworkError) as caught:
        safe_svg(svg(ring))
    assert caught.value.code == "SVG_TOO_COMPLEX"


@pytest.mark.parametrize("name", ["icon@2x", "a\\b", "url(http://example.com)"])
def test_things_may_be_called_anything(name: str) -> None:
    assert safe_svg(svg(f'<g id="{name}" class="{name}">{SQUARE}</g>')).notices == ()


def test_many_shapes_may_share_a_gradient() -> None:
    stops = "".join(f'<stop offset="{share / 20}" stop-color="#f00"/>' for share in range(20))
    shapes = '<rect width="9" height="9" fill="url(#g)"/>' * 6000
    assert safe_svg(svg(f'<linearGradient id="g">{stops}</linearGradient>{shapes}')).svg.count(b"url(#g)") == 6000


def test_blank_text_says_nothing_and_goes() -> None:
    assert b"text" not in safe_svg(svg(f"<text> </text>{SQUARE}")).svg


@pytest.mark.parametrize(
    ("name", "value"),
    [("viewBox", "1" * 400_000 + "!"), ("width", "1" * 400_000 + "!"), ("width", " " * 400_000 + "!")],
)
def test_a_number_without_end_is_no_number_and_no_work(name: str, value: str) -> None:
    """Tried at every place, it would take hours: the test would not end."""
    with pytest.raises(ArtworkError) as caught:
        safe_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {name}="{value}"/>'.encode())
    assert caught.value.code == "SVG_INVALID"


def test_declarations_without_end_are_read_once() -> None:
    with pytest.raises(ArtworkError) as caught:
        safe_svg(b"<!DOCTYPE" * 500_000)
    assert caught.value.code == "SVG_INVALID"


def test_a_box_with_units_is_read_as_its_numbers() -> None:
    assert safe_svg(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0 10mm 5mm"/>').box[2] == pytest.approx(
        37.795, abs=0.01
    )
