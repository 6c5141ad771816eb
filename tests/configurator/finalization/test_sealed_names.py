"""Names of sealed files: those that customers give, and no way out of the folder."""

import pytest
from pydantic import ValidationError

from configurator.seal.revision import SealedFile


def sealed(name: str) -> SealedFile:
    return SealedFile(name=name, media_type="image/png", bytes=1, sha256="0" * 64)


@pytest.mark.parametrize(
    "name", ["configuration/our logo (2).svg", "configuration/Größe.png", "صورة.png", "a/b/c.json"]
)
def test_names_that_people_give_are_kept(name: str) -> None:
    assert sealed(name).name == name


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../up", "a/../b", "a//b", ".hidden", "a\\b", "a\nb", "c:/x", "a/.."]
)
def test_a_way_out_is_none(name: str) -> None:
    with pytest.raises(ValidationError):
        sealed(name)
