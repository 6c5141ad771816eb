"""A customer's own logo: what it is called, and what becomes of one that nobody can draw in time."""

from pathlib import Path
from unittest.mock import patch

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration, LogoPersonalization
from configurator.errors import ConfigurationInvalid
from configurator.resolve import resolve
from configurator.resolve.artwork.logo import title_of
from renderer.artwork.draw_pixels import draw_pixels

BLURRED = 80
"""Shapes, each blurred eight times over: every number is within the limits, and all of it is not."""


@pytest.mark.parametrize(
    ("file", "title"),
    [("wildcats.svg", "Wildcats"), ("art/school_crest-2.png", "School crest 2"), (f"{'0a' * 32}.svg", "Logo")],
)
def test_a_logo_is_called_by_its_file_unless_that_says_nothing(file: str, title: str) -> None:
    assert title_of(file) == title


def test_a_logo_that_takes_too_long_is_stopped_and_not_tried_again(tmp_path: Path, catalog: Catalog) -> None:
    steps = '<feGaussianBlur stdDeviation="10"/>' * 8
    shape = '<g filter="url(#soft)"><path d="M0 0H100V100H0Z" fill="#204080"/></g>'
    (tmp_path / "soft.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<filter id="soft" x="0" y="0" width="1" height="1">{steps}</filter>{shape * BLURRED}</svg>'
    )
    logo = LogoPersonalization(kind="logo", zone="panel", file="soft.svg")
    wanted = Configuration(product="tiny", personalizations=(logo,)).beside(tmp_path)
    with patch("renderer.artwork.draw_logo.draw_pixels", side_effect=draw_pixels) as drawn:
        for _ in range(2):
            with pytest.raises(ConfigurationInvalid) as caught:
                resolve(wanted, catalog)
            (found,) = caught.value.violations
            assert (found.code, found.path) == ("SVG_TIMEOUT", "/personalizations/0/file")
            assert "no large blurs" in found.message
    assert drawn.call_count == 1
