"""Style sheets and styled attributes: they colour what is there and load nothing."""

import re

from renderer.errors import ArtworkError

COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
URL = re.compile(r"url\s*\(\s*['\"]?\s*([^)'\"]*)", re.IGNORECASE)
QUOTED = re.compile(r"(image-set|(?<![\w-])(?:image|src|cross-fade))\s*\(", re.IGNORECASE)
"""Functions that load what stands in them in quotes alone, https://www.w3.org/TR/css-images-4/#image-set-notation"""
OWN_URL = re.compile(r"url\(\s*['\"]?#([^)'\"\s]+)", re.IGNORECASE)
AT_STATEMENT = re.compile(r"@[^@{};]*;")
AT_BLOCK = re.compile(r"@[^@{};]*\{(?:[^{}]|\{[^{}]*\})*\}")
"""@font-face, @media and their like with one level of rules inside: nothing that an outlined logo needs."""


def clean_sheet(text: str) -> str:
    """A style sheet without comments and at-rules; raises `ArtworkError` SVG_EXTERNAL_REF where it loads anything."""
    bare = without_comments(text)
    if re.search(r"@\s*import", bare, re.IGNORECASE):
        raise external("@import")
    plain = AT_STATEMENT.sub("", AT_BLOCK.sub("", bare))
    check_css(plain)
    return plain


def without_comments(text: str) -> str:
    """Of a style or a sheet; before any check, as what they part may load once they are gone."""
    return COMMENT.sub("", text) if "/*" in text else text


def check_css(value: str) -> None:
    """Raises `ArtworkError` SVG_EXTERNAL_REF where a style or attribute could load: url(), pictures by other functions,
    at-rules, escapes."""
    for target in URL.findall(value):
        if not target.strip().startswith("#"):
            raise external(target)
    if quoted := QUOTED.search(value):
        raise external(quoted[1])
    if "@" in value or "\\" in value:
        raise external("a style sheet")


def own_references(value: str) -> list[str]:
    """The ids that a style or attribute refers to as url(#id)."""
    return OWN_URL.findall(value)


def external(target: str) -> ArtworkError:
    """The refusal of a reference out of the file."""
    return ArtworkError(
        f"The SVG refers to {target[:60]!r}, outside of itself. Embed pictures in the file and remove links.",
        code="SVG_EXTERNAL_REF",
    )
