"""A customer's SVG reduced to what draws and cannot harm, before anything looks at it.

The rules follow what resvg alone let through in trials: local files, endless nesting, huge filters.
"""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from renderer.artwork.clean_css import check_css, clean_sheet, external, without_comments
from renderer.artwork.drawing import Notice
from renderer.artwork.left_out import acting_attributes, at_rules, left_out_notices, sheets_beside
from renderer.artwork.plain_colors import write_plain_colors
from renderer.artwork.raster_image import embedded_size
from renderer.artwork.svg_limits import check_limits, picture_box
from renderer.artwork.svg_rules import ATTRIBUTES, MAX_BYTES, SVG, TAGS, TEXT, UNSEEN, XLINK_HREF
from renderer.errors import ArtworkError

Element = Any
"""An lxml element."""

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DEFINITIONS = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION|DOCTYPE[^<>\[]*\[)", re.IGNORECASE)
LABELS = {"id", "class"}
"""What these say is no style sheet: drawing programs call things `icon@2x`."""
PLAIN = "Save it as plain SVG: in Inkscape “Plain SVG”, in Illustrator “Export As” SVG."


@dataclass(frozen=True)
class SafeSvg:
    """A cleaned drawing: `svg` fills the rectangle `box` (x, y, width, height), in its own units."""

    svg: bytes
    box: tuple[float, float, float, float]
    notices: tuple[Notice, ...]


def safe_svg(data: bytes) -> SafeSvg:
    """`data` without anything that acts, loads or is not drawn.

    Raises `ArtworkError`: SVG_INVALID, SVG_DTD_FORBIDDEN, SVG_EXTERNAL_REF, SVG_TEXT_NOT_OUTLINED, SVG_TOO_DEEP,
    SVG_TOO_COMPLEX, SVG_ASPECT, SVG_COLOR_UNKNOWN, and for pictures inside it the IMAGE_… codes of `raster_image`.
    """
    root = parse(data)
    check_limits(root)
    left_out = _clean(root) | sheets_beside(data)
    write_plain_colors(root)
    box = picture_box(root)
    root.attrib["viewBox"] = " ".join(f"{value:.9g}" for value in box)
    root.attrib["preserveAspectRatio"] = "none"
    root.attrib.update({name: f"{value:.9g}" for name, value in zip(("x", "y", "width", "height"), box, strict=True)})
    return SafeSvg(bytes(etree.tostring(root)), box, left_out_notices(left_out))


def parse(data: bytes) -> Element:
    """The root `svg` element; raises `ArtworkError` for what is no SVG and for document type definitions."""
    if len(data) > MAX_BYTES:
        raise ArtworkError(
            f"The SVG has {len(data) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read. "
            "Simplify its paths or embed smaller pictures.",
            code="SVG_TOO_COMPLEX",
        )
    text = DECLARATION.sub("", _decoded(data))
    if DEFINITIONS.search(text):
        message = f"The SVG defines entities of its own, which can hide anything. {PLAIN}"
        raise ArtworkError(message, code="SVG_DTD_FORBIDDEN")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable(str(error.msg)) from None
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        raise ArtworkError("The file is XML, but its root is not <svg>. Export the logo as SVG.", code="SVG_INVALID")
    return root


def _decoded(data: bytes) -> str:
    """The text in the encodings that drawing programs write; the name in its declaration is not trusted."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _unreadable(reason: str) -> ArtworkError:
    if "depth" in reason.lower():
        return ArtworkError(f"The SVG nests its groups too deeply. {PLAIN}", code="SVG_TOO_DEEP")
    return ArtworkError(f"The SVG cannot be read: {reason}. Export it again.", code="SVG_INVALID")


def _clean(root: Element) -> set[str]:
    """Strip `root` in place; the names of what was left out and would have been seen, or would have acted."""
    left_out: set[str] = set()
    for element in list(root.iter(tag=etree.Element)):
        name = _svg_name(element)
        if name in TEXT and "".join(element.itertext()).strip():
            raise ArtworkError(
                "The SVG holds text, which looks different where its font is missing. "
                "Convert text to paths (Inkscape: Path › Object to Path; Illustrator: Type › Create Outlines).",
                code="SVG_TEXT_NOT_OUTLINED",
            )
        if name not in TAGS:
            if name not in UNSEEN | TEXT | {""} or _is_script(element):
                left_out.add(name or "script")
            _remove(element)
            continue
        element.tag = f"{{{SVG}}}{'g' if name == 'a' else name}"
        left_out |= _clean_attributes(element, name) | _clean_text(element, name)
    for stray in list(root.iter(etree.Entity)):
        raise ArtworkError(f"The SVG uses the entity {stray.text}. {PLAIN}", code="SVG_DTD_FORBIDDEN")
    etree.cleanup_namespaces(root, top_nsmap={None: SVG})
    return left_out


def _svg_name(element: Element) -> str:
    """The tag's name in the SVG namespace or in none; empty for one of another namespace."""
    tag = etree.QName(element)
    return str(tag.localname) if tag.namespace in (SVG, None) else ""


def _is_script(element: Element) -> bool:
    """Also HTML's, which browsers run in the midst of a drawing."""
    return bool(etree.QName(element).localname == "script")


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _clean_attributes(element: Element, name: str) -> set[str]:
    """Keep what draws; the names of what would have acted."""
    if XLINK_HREF in element.attrib:
        target = element.attrib.pop(XLINK_HREF)
        element.attrib["href"] = element.get("href", target)
    acting = acting_attributes(name, element.attrib)
    for key in list(element.attrib):
        if key not in ATTRIBUTES or (key == "href" and name == "a"):
            del element.attrib[key]
        elif key == "href":
            _check_href(element.get(key).strip(), name)
        elif key not in LABELS:
            element.set(key, without_comments(element.get(key)))
            check_css(element.get(key))
    return acting


def _check_href(target: str, name: str) -> None:
    if target.startswith("#"):
        return
    if name == "image" and re.match(r"data:image/(png|jpe?g|webp);base64,", target, re.IGNORECASE):
        embedded_size(target.partition(",")[2])
        return
    raise external(target)


def _clean_text(element: Element, name: str) -> set[str]:
    """Keep style sheets; the at-rules that they lose."""
    sheet = "".join(element.itertext()) if name == "style" else None
    element.text = clean_sheet(sheet) if sheet else None
    element.tail = None
    return at_rules(without_comments(sheet)) if sheet else set()
