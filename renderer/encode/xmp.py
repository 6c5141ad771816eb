"""Who made a picture, how, and what it shows, as photo archives read it.

XMP, https://github.com/adobe/XMP-Toolkit-SDK/tree/main/docs, with the IPTC Photo Metadata Standard,
https://iptc.org/std/photometadata/specification/IPTC-PhotoMetadata.
"""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from renderer.recipe import Frozen

Element = Any
"""lxml says nothing of its types."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
XMP = "http://ns.adobe.com/xap/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
META = "adobe:ns:meta/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PREFIXES = {
    "rdf": RDF, "dc": DC, "xmp": XMP, "xmpRights": RIGHTS, "photoshop": PHOTOSHOP, "Iptc4xmpCore": IPTC_CORE,
    "Iptc4xmpExt": IPTC_EXT,
}  # fmt: skip
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
TAIL = '<?xpacket end="r"?>'


class Credits(Frozen):
    """What all pictures of a batch say of themselves."""

    creator: str = ""
    copyright: str = ""
    credit: str = ""
    """The line that is to be printed beside it."""
    rights_url: str = ""
    """Where its licence stands."""
    source_type: str = "digitalCreation"
    """A term of https://cv.iptc.org/newscodes/digitalsourcetype/: made by people with tools that generate nothing."""

    @property
    def is_given(self) -> bool:
        """Whether anything is known of who made them."""
        return bool(self.creator or self.copyright or self.credit or self.rights_url)


def xmp_packet(credits: Credits, title: str = "", alt_text: str = "") -> bytes:
    """A packet in UTF-8 with what is known; it holds no date, so that same pictures stay same bytes."""
    root = etree.Element(f"{{{META}}}xmpmeta", nsmap={"x": META})
    holder = etree.SubElement(root, f"{{{RDF}}}RDF", nsmap=PREFIXES)
    about = etree.SubElement(holder, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    _several(about, f"{{{DC}}}creator", "Seq", credits.creator)
    _worded(about, f"{{{DC}}}rights", credits.copyright)
    _worded(about, f"{{{DC}}}title", title)
    _worded(about, f"{{{DC}}}description", alt_text)
    _worded(about, f"{{{IPTC_CORE}}}AltTextAccessibility", alt_text)
    _plain(about, f"{{{PHOTOSHOP}}}Credit", credits.credit)
    _plain(about, f"{{{RIGHTS}}}WebStatement", credits.rights_url)
    _plain(about, f"{{{RIGHTS}}}Marked", "True" if credits.copyright else "")
    _plain(about, f"{{{IPTC_EXT}}}DigitalSourceType", SOURCE_TYPES + credits.source_type)
    _plain(about, f"{{{XMP}}}CreatorTool", "Livery")
    return f"{HEAD}\n{etree.tostring(root, encoding='unicode', pretty_print=True)}{TAIL}".encode()


def _plain(about: Element, name: str, text: str) -> None:
    if text:
        etree.SubElement(about, name).text = text


def _worded(about: Element, name: str, text: str) -> None:
    """Text in a language, of which there may be several: this one stands for all."""
    if text:
        words = etree.SubElement(etree.SubElement(about, name), f"{{{RDF}}}Alt")
        etree.SubElement(words, f"{{{RDF}}}li", {LANGUAGE: "x-default"}).text = text


def _several(about: Element, name: str, kind: str, text: str) -> None:
    if text:
        etree.SubElement(
            etree.SubElement(etree.SubElement(about, name), f"{{{RDF}}}{kind}"), f"{{{RDF}}}li"
        ).text = text
