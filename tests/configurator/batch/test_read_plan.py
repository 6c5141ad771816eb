"""Every field of a plan that cannot be used is named, with its place and a way out."""

from datetime import date
from pathlib import Path

import pytest

from configurator.batch import check_plan, read_plan
from configurator.batch.errors import PlanInvalid
from configurator.batch.plan import Plan
from tests.configurator.tiny_catalog import load_tiny, write_tiny

DAY = date(2026, 11, 22)
GOOD = 'product = "tiny"\n[combinations]\nchoose = "all"\n'


def found(folder: Path, text: str) -> dict[str, str]:
    """Place → code of everything that is wrong with a plan."""
    (folder / "plan.toml").write_text(text)
    try:
        check_plan(read_plan(folder / "plan.toml"), load_tiny(write_tiny(folder / "house")), DAY)
    except PlanInvalid as error:
        assert error.code == "PLAN_INVALID"
        assert "the plan" in error.message
        return {each.path: each.code for each in error.violations}
    return {}


def test_a_plan_of_three_lines_is_one(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == {}


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("", "/product", "FIELD_MISSING"),
        ("product = ", "", "PLAN_NOT_TOML"),
        (GOOD.replace("tiny", "tini"), "/product", "PRODUCT_UNKNOWN"),
        ('market = "XX"\n' + GOOD, "/market", "MARKET_UNKNOWN"),
        ('prodcut = "tiny"\n' + GOOD, "/prodcut", "FIELD_UNKNOWN"),
        (GOOD.replace("all", "some"), "/combinations", "KIND_UNKNOWN"),
        (GOOD + "cuont = 3\n", "/combinations/cuont", "FIELD_UNKNOWN"),
        (GOOD + 'vary = ["colour"]\n', "/combinations/vary/0", "FEATURE_UNKNOWN"),
        (GOOD + 'only = { rack = "huge" }\n', "/combinations/only/rack/0", "CHOICE_UNKNOWN"),
        (GOOD + "at_most = 3\n", "/combinations", "TOO_MANY"),
        (GOOD.replace("all", "sample") + "count = 999\n", "/combinations/count", "TOO_FEW"),
        (GOOD + '[pictures]\nshots = ["her"]\n', "/pictures/shots/0", "SHOT_UNKNOWN"),
        (GOOD + "[pictures]\nsizes = [1024, 5]\n", "/pictures/sizes/1/0", "FIELD_INVALID"),
        (GOOD + '[pictures]\nformats = ["gif"]\n', "/pictures/formats/0/kind", "FIELD_INVALID"),
        (GOOD + '[pictures]\nbackgrounds = ["red"]\n', "/pictures/backgrounds/0", "FIELD_INVALID"),
        (GOOD + "[pictures]\nshots = []\n", "", "FIELD_INVALID"),
        (GOOD + '[naming]\nfile = "{shoot}"\n', "/naming/file", "PLACEHOLDER_UNKNOWN"),
        (GOOD + '[naming]\nfile = "{shot:>3}"\n', "/naming/file", "PLACEHOLDER_INVALID"),
        (GOOD + '[watermark]\nfile = "no.png"\n', "/watermark/file", "FILE_UNREADABLE"),
        (GOOD.replace("all", "list") + 'file = "no.csv"\n', "/combinations/file", "LIST_UNREADABLE"),
        (GOOD + "[[spins]]\nframes = 5\n", "/spins/0/frames", "FIELD_INVALID"),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(tmp_path: Path, text: str, where: str, code: str) -> None:
    assert found(tmp_path, text).get(where) == code


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = 'market = "XX"\n' + GOOD + 'vary = ["colour"]\n[naming]\nfile = "{shoot}"\n'
    assert set(found(tmp_path, text)) == {"/market", "/combinations/vary/0", "/naming/file"}


def test_a_list_says_which_column_and_line_it_cannot_use(tmp_path: Path) -> None:
    plan = GOOD.replace("all", "list") + 'file = "list.csv"\n'
    (tmp_path / "list.csv").write_text("gtin,body_colour\n4006381333932,paint.pine\n")
    assert found(tmp_path, plan) == {"/combinations/file": "COLUMN_UNKNOWN"}
    (tmp_path / "list.csv").write_text("gtin,body_color\n4006381333932,paint.pine\n")
    assert found(tmp_path, plan + '[naming]\nfile = "{gs1}.{ending}"\n') == {"/combinations/file": "GTIN_INVALID"}


def test_a_list_by_itself_is_a_plan(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("product;sku;body_color\ntiny;A-1;paint.pine\n")
    plan = read_plan(tmp_path / "list.csv")
    assert isinstance(plan, Plan)
    assert (plan.product, plan.pictures.shots) == ("tiny", ("hero",))
