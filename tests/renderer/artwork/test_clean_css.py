"""Style sheets keep their colours and lose whatever could load."""

import subprocess
import sys

import pytest

from renderer.artwork.clean_css import check_css, clean_sheet, own_references
from renderer.errors import ArtworkError

RULE = ".st0{fill:url(#gold);stroke:#122}"


@pytest.mark.parametrize(
    "extra",
    [
        '@charset "UTF-8";',
        "@font-face{font-family:x;src:url(data:font/woff;base64,AAAA)}",
        "@media print{.a{fill:red}.b{fill:blue}}",
        "/* @import 'a.css' */",
        "@im\\70ort 'a.css';",
        "@namespace svg url(http://www.w3.org/2000/svg);",
    ],
)
def test_what_an_outlined_logo_does_not_need_goes(extra: str) -> None:
    assert clean_sheet(extra + RULE) == RULE
    assert clean_sheet(RULE + extra) == RULE


@pytest.mark.parametrize(
    "sheet",
    [
        "@import 'a.css';",
        "@IMPORT url(#a);",
        "@import/**/url(a.css);",
        ".a{fill:url(a.svg#b)}",
        ".a{fill:url( 'http://example.com/a' )}",
        ".a{fill:u\\72l(a)}",
        ".a{mask-image:image-set('//example.com/a.png' 1x)}",
        '.a{background:-webkit-image-set( "a.png" 1x)}',
        '.a{cursor:IMAGE ("a.png")}',
        '.a{--b:src("a.png")}',
        "@media print{@media screen{.a{fill:url(b)}}",
        "@font-face{src:url(a)",
    ],
)
def test_what_loads_is_refused(sheet: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        clean_sheet(sheet + RULE)
    assert caught.value.code == "SVG_EXTERNAL_REF"


PIECES = ("@", "@a", "@a{", "@a{{}", "@a{x{}y", "/*", "url(", "url ", "{}", "@media{a{}")
CPU_S = 60
"""Steps that grow with the square of the sheet take hours here; those that grow with it, a second in all."""
CLEANER = """
import contextlib, resource
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from renderer.artwork.clean_css import clean_sheet
from renderer.errors import ArtworkError
for piece in {pieces!r}:
    with contextlib.suppress(ArtworkError):
        clean_sheet(piece * 200_000)
"""


def test_the_work_grows_with_the_sheet_and_no_faster() -> None:
    """The kernel ends who works longer."""
    subprocess.run([sys.executable, "-c", CLEANER.format(seconds=CPU_S, pieces=PIECES)], check=True)


def test_references_within_the_file_are_found() -> None:
    check_css("fill:url(#a);mask:url( '#b' )")
    assert own_references("fill:url(#a);mask:url( '#b' )") == ["a", "b"]
