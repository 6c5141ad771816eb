"""A batch draws what differs, once, and goes on where it was stopped."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from configurator.batch.errors import PlanInvalid
from configurator.errors import ConfigurationInvalid
from renderer.assemble.assemble import assemble
from renderer.engines import draw
from renderer.png import encode_png
from tests.workers.batch.conftest import Carry
from workers.batch.run import Batch
from workers.batch.state import FILE
from workers.home import Home


def picture(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


def files_of(done: Batch, folder: Path) -> dict[str, bytes]:
    return {entry.file: (folder / entry.file).read_bytes() for entry, _ in done.delivered}


def test_every_valid_combination_has_its_file(carry: Carry, tmp_path: Path) -> None:
    done = carry()
    assert not done.failed
    assert len(files_of(done, tmp_path / "out")) == done.survey.count == done.survey.valid == 12
    one = picture(tmp_path / "out" / "tiny" / "00001" / "hero-96.png")
    assert one.size == (96, 72)


def test_exact_pictures_are_the_ones_that_render_gives(carry: Carry, home: Home, tmp_path: Path) -> None:
    carry()
    done = carry(exact=True, folder="exact")
    for entry, _ in list(done.delivered)[:4]:
        dressed = done.survey.dressed[entry.number - 1]
        (sheet,) = done.survey.sheets[dressed.body]
        document = assemble(done.survey.wardrobe.recipe(dressed.body, dressed.slots), home.store, home.bakes)
        shot = sheet.shot.model_copy(update={"background": entry.background})
        alone = encode_png(draw("studio", document, shot, home.store, home.bakes).pixels)
        assert (tmp_path / "exact" / entry.file).read_bytes() == alone
        assert (tmp_path / "out" / entry.file).read_bytes() == alone, "and so are those composed of what is kept"


def test_a_second_run_draws_what_is_not_there(carry: Carry, tmp_path: Path) -> None:
    first = carry()
    before = files_of(first, tmp_path / "out")
    assert first.drawn == len(set(before.values()))
    assert carry().drawn == 0
    lines = (tmp_path / "out" / FILE).read_bytes()
    (tmp_path / "out" / json.loads(lines.splitlines()[0])["file"]).unlink()
    (tmp_path / "out" / FILE).write_bytes(lines[:-20])
    again = carry()
    assert again.drawn == 2, "the one that was deleted, and the one whose line was cut off"
    assert files_of(again, tmp_path / "out") == before


def test_a_plan_that_grows_draws_what_is_new(carry: Carry) -> None:
    first = carry(combinations={"choose": "all", "vary": ["body_color"]})
    more = carry(combinations={"choose": "all", "vary": ["body_color", "rack"]}, naming={"file": "{look}.{ending}"})
    stood, wanted = ({entry.target for entry, _ in done.delivered} for done in (first, more))
    assert stood
    assert stood < wanted
    assert more.drawn == len(wanted - stood)


def test_what_a_shot_cannot_see_is_not_drawn_again(carry: Carry, tmp_path: Path) -> None:
    """The large rack fills the tyres with the body's swatch, whatever is chosen for them."""
    done = carry(combinations={"choose": "all", "only": {"rack": "large"}})
    pictures = {entry.target for entry, _ in done.delivered}
    assert len(pictures) < done.survey.count
    assert done.drawn == len(pictures)
    assert len(set(files_of(done, tmp_path / "out").values())) == len(pictures)


def test_two_pictures_with_one_name_are_refused(carry: Carry) -> None:
    with pytest.raises(PlanInvalid, match="would be called 'hero"):
        carry(naming={"file": "{shot}.{ending}"})


def test_formats_and_backgrounds_multiply(carry: Carry, tmp_path: Path) -> None:
    pictures = {
        "shots": ["hero"],
        "sizes": [96, [64, 64]],
        "formats": ["webp", "tiff"],
        "backgrounds": ["transparent", "gradient(#ffffff,#c9c9c4)"],
    }
    done = carry(combinations={"choose": "sample", "count": 3}, pictures=pictures)
    assert len(files_of(done, tmp_path / "out")) == 3 * 2 * 2 * 2
    assert (tmp_path / "out" / "tiny" / "00001" / "hero-64x64_gradient-ffffff-c9c9c4.tif").exists()
    clear = picture(tmp_path / "out" / "tiny" / "00001" / "hero-64x64_transparent.tif")
    assert (clear.mode, clear.size) == ("RGBA", (64, 64))


def test_rows_that_cannot_be_built_are_told_and_the_rest_is_drawn(carry: Carry, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("sku,body_color\nA-1,paint.gold\nA-2,paint.nowhere\nA-3,#336699\n")
    wanted = {"combinations": {"choose": "list", "file": "list.csv"}, "naming": {"file": "{sku}.{ending}"}}
    done = carry(**wanted)
    assert sorted(files_of(done, tmp_path / "out")) == ["A-1.png", "A-3.png"]
    (failed,) = done.failed
    assert failed.code == "CONFIGURATION_INVALID"
    assert "paint.nowhere" in failed.message
    with pytest.raises(ConfigurationInvalid):
        carry(**wanted, fail_fast=True)


def test_a_changed_list_gives_its_names_to_other_pictures(carry: Carry, tmp_path: Path) -> None:
    wanted = {"combinations": {"choose": "list", "file": "list.csv"}, "naming": {"file": "{sku}.{ending}"}}
    (tmp_path / "list.csv").write_text("sku,body_color\n1,paint.gold\n2,paint.pine\n3,paint.pine\n")
    before = files_of(carry(**wanted), tmp_path / "out")
    (tmp_path / "list.csv").write_text("sku,body_color\n1,paint.pine\n2,paint.gold\n")
    after = carry(**wanted)
    assert after.drawn == 0
    assert files_of(after, tmp_path / "out") == {"1.png": before["2.png"], "2.png": before["1.png"]}
    assert after.left == ("3.png",)


def test_where_something_failed_no_file_counts_as_left(carry: Carry, tmp_path: Path) -> None:
    wanted = {"combinations": {"choose": "list", "file": "list.csv"}, "naming": {"file": "{sku}.{ending}"}}
    (tmp_path / "list.csv").write_text("sku,body_color\n1,paint.gold\n2,paint.pine\n")
    before = files_of(carry(**wanted), tmp_path / "out")
    (tmp_path / "list.csv").write_text("sku,body_color\n1,paint.gold\n2,paint.nowhere\n")
    broken = carry(**wanted, prune=True)
    assert (len(broken.failed), broken.left) == (1, ())
    assert (tmp_path / "out" / "2.png").read_bytes() == before["2.png"]
    (tmp_path / "list.csv").write_text("sku,body_color\n1,paint.gold\n")
    carry(**wanted, prune=True)
    assert not (tmp_path / "out" / "2.png").exists()


def test_a_watermark_lies_in_its_corner(carry: Carry, tmp_path: Path) -> None:
    Image.new("RGBA", (10, 10), "red").save(tmp_path / "mark.png")
    few = {"combinations": {"choose": "sample", "count": 1}}
    carry(**few)
    carry(**few, watermark={"file": "mark.png", "opacity": 1.0, "width": 0.1}, folder="marked")
    plain, marked = (
        np.asarray(picture(tmp_path / folder / "tiny" / "00001" / "hero-96.png")).astype(int)
        for folder in ("out", "marked")
    )
    rows, columns = np.nonzero(np.abs(marked - plain).max(axis=-1) > 8)
    assert (rows.min(), columns.min()) == (60, 84)
    assert (marked[65, 88] == (255, 0, 0)).all()


def test_the_state_says_what_was_made(carry: Carry, tmp_path: Path) -> None:
    done = carry(combinations={"choose": "sample", "count": 2})
    lines = [json.loads(line) for line in (tmp_path / "out" / FILE).read_text().splitlines()]
    assert {line["key"] for line in lines} == {entry.target for entry, _ in done.delivered}
    assert all((tmp_path / "out" / line["file"]).stat().st_size == line["size"] for line in lines)
