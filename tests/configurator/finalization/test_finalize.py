import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import read_configuration
from configurator.errors import FinalizationRefused
from configurator.finalization import accept
from configurator.finalization.folder import SealedFolder
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.seal import verify_folder
from configurator.seal.revision import Revision
from configurator.spec_sheet.make import configuration_digest
from renderer.errors import InputError
from tests.configurator.finalization.conftest import NOON, SealInto

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def test_a_sealed_folder_holds_and_says_what_was_agreed(tmp_path: Path, seal_into: SealInto) -> None:
    revision = seal_into(tmp_path / "spec")
    verdict = verify_folder(tmp_path / "spec")
    assert verdict.ok, verdict.faults
    assert verdict.revision == revision
    assert (revision.number, revision.previous, revision.acceptance.approver) == (1, None, "Ann Fitzgerald")
    sheet = json.loads((tmp_path / "spec" / "spec_sheet.json").read_bytes())
    assert sheet["price"]["total"] == str(revision.total)
    assert {file.name for file in revision.files} >= {"spec_sheet.html", "pictures/hero.png", "order/order.json"}


def test_the_same_closing_seals_the_same_bytes(tmp_path: Path, seal_into: SealInto) -> None:
    for name in ("one", "two"):
        seal_into(tmp_path / name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).rglob("*") if p.is_file()} for n in ("one", "two"))
    assert one == two


def test_changes_inside_the_window_are_chained(tmp_path: Path, seal_into: SealInto) -> None:
    folder = tmp_path / "spec"
    first = seal_into(folder)
    second = seal_into(folder, HOUR, first)
    third = seal_into(folder, 24 * HOUR, second)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert len({first.spec, second.spec, third.spec}) == 1
    verdict = verify_folder(folder)
    assert verdict.ok, verdict.faults
    assert len(verdict.keys) == 3
    assert json.loads((folder / "spec_sheet.json").read_bytes())["revision"] == 3


def test_a_second_after_the_window_it_stands(tmp_path: Path, seal_into: SealInto) -> None:
    folder = tmp_path / "spec"
    first = seal_into(folder)
    second = seal_into(folder, 23 * HOUR, first)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(FinalizationRefused) as caught:
        seal_into(folder, 24 * HOUR + SECOND, second)
    assert (caught.value.code, caught.value.status) == ("WINDOW_CLOSED", 409)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_of_two_at_once_one_wins(tmp_path: Path, seal_into: SealInto) -> None:
    folder = tmp_path / "spec"

    def attempt(_: int) -> str:
        try:
            return str(seal_into(folder).number)
        except FinalizationRefused as error:
            return error.code

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(attempt, range(4)))
    assert found == ["1", "ALREADY_FINALIZED", "ALREADY_FINALIZED", "ALREADY_FINALIZED"]
    assert verify_folder(folder).ok


def test_what_was_tampered_with_is_not_built_upon(tmp_path: Path, seal_into: SealInto) -> None:
    folder = tmp_path / "spec"
    first = seal_into(folder)
    (folder / "tiny.glb").write_bytes(b"another model")
    with pytest.raises(FinalizationRefused) as caught:
        seal_into(folder, HOUR, first)
    assert caught.value.code == "SEAL_BROKEN"
    assert "tiny.glb" in caught.value.message


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path, seal_into: SealInto) -> None:
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "letter.txt").write_text("dear")
    with pytest.raises(InputError) as caught:
        seal_into(tmp_path / "spec")
    assert caught.value.code == "FOLDER_TAKEN"
    assert [path.name for path in (tmp_path / "spec").iterdir()] == ["letter.txt"]


def test_what_is_sealed_can_be_made_again(
    tmp_path: Path, seal_into: SealInto, order: ResolvedConfiguration, catalog: Catalog
) -> None:
    revision: Revision = seal_into(tmp_path / "spec")
    file = tmp_path / "spec" / "configuration" / "configuration.json"
    again = resolve(read_configuration(file.read_bytes(), file.parent), catalog)
    assert configuration_digest(again) == revision.configuration_sha256 == configuration_digest(order)
    assert again.price == order.price
    assert SealedFolder(tmp_path / "spec").read() == revision


@pytest.mark.parametrize(
    ("version", "approver", "code"),
    [("2026-01", "Ann", "TERMS_UNKNOWN"), ("2026-11", "Ann", "TERMS_OUTDATED"), ("2027-02", " ", "APPROVER_MISSING")],
)
def test_only_the_terms_in_force_can_be_agreed_to(
    tmp_path: Path, catalog: Catalog, version: str, approver: str, code: str
) -> None:
    from dataclasses import replace

    folder = tmp_path / "models" / "tiny" / "terms"
    folder.mkdir(parents=True)
    for name in ("2026-11", "2027-02"):
        (folder / f"{name}.md").write_text(f"Terms {name}.")
    placed = replace(catalog, models=tmp_path / "models")
    with pytest.raises(InputError) as caught:
        accept(placed, "tiny", version, approver, NOON)
    assert caught.value.code == code
    agreed = accept(placed, "tiny", "2027-02", " Ann ", NOON)
    assert agreed.approver == "Ann"
    assert agreed.terms_sha256
