"""One flipped bit anywhere is found, and the file that it is in is named."""

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from configurator.seal import Verdict, verify_folder
from configurator.seal.keys import PUBLIC, read_public, signing_key
from configurator.seal.revision import Revision
from configurator.seal.sign import seal_revision
from renderer.digest import digest_bytes
from renderer.errors import InputError, SystemFailure
from tests.configurator.finalization.conftest import SealInto

HOUR = timedelta(hours=1)


@pytest.fixture
def spec(tmp_path: Path, seal_into: SealInto) -> Path:
    """A folder with three revisions."""
    folder, last = tmp_path / "spec", None
    for hours in range(3):
        last = seal_into(folder, hours * HOUR, last)
    assert verify_folder(folder).ok
    return folder


def named(verdict: Verdict) -> set[str]:
    return {fault.file for fault in verdict.faults}


def test_one_flipped_bit_in_any_file_is_named(spec: Path) -> None:
    chance = random.Random(7)
    files = sorted(path for path in spec.rglob("*") if path.is_file())
    assert len(files) > 10
    for path in files:
        good = path.read_bytes()
        size = len(good) * 8
        for bit in range(size) if size < 200 else sorted(chance.sample(range(size), 16)):
            bad = bytearray(good)
            bad[bit // 8] ^= 1 << bit % 8
            path.write_bytes(bad)
            verdict = verify_folder(spec)
            assert not verdict.ok, (path.name, bit)
            assert path.relative_to(spec).as_posix() in named(verdict), (path.name, bit, verdict.faults)
        path.write_bytes(good)
    assert verify_folder(spec).ok


def test_what_is_gone_or_new_is_named(spec: Path) -> None:
    (spec / "tiny.glb").rename(spec / "other.glb")
    assert named(verify_folder(spec)) == {"tiny.glb", "other.glb"}


@pytest.mark.parametrize("name", ["revision.json", "seal.json", "history/0001-seal.json", "history/0002-revision.json"])
def test_a_missing_statement_is_named(spec: Path, name: str) -> None:
    (spec / name).unlink()
    assert name in named(verify_folder(spec))


def test_a_link_is_no_file(spec: Path, tmp_path: Path) -> None:
    (spec / "tiny.glb").rename(tmp_path / "elsewhere.glb")
    (spec / "tiny.glb").symlink_to(tmp_path / "elsewhere.glb")
    assert named(verify_folder(spec)) == {"tiny.glb"}


def test_whoever_signs_anew_is_found_out_by_the_key_and_by_the_chain(spec: Path, tmp_path: Path) -> None:
    """A forger changes the first revision and signs all that he touches with a key of his own."""
    makers = read_public(tmp_path / "keys" / PUBLIC)
    assert verify_folder(spec, makers).ok
    path = spec / "history" / "0001-revision.json"
    forged = Revision.model_validate({**json.loads(path.read_bytes()), "total": "1.00"})
    statement, seal = seal_revision(forged, signing_key(tmp_path / "forger"))
    path.write_bytes(statement)
    (spec / "history" / "0001-seal.json").write_bytes(seal)
    assert {fault.code for fault in verify_folder(spec).faults} == {"CHAIN_BROKEN"}
    assert {fault.code for fault in verify_folder(spec, makers).faults} == {"CHAIN_BROKEN", "KEY_UNKNOWN"}


def test_a_revision_of_another_specification_does_not_fit_the_chain(spec: Path, tmp_path: Path) -> None:
    path = spec / "revision.json"
    lone = Revision.model_validate(json.loads(path.read_bytes())).model_copy(update={"previous": digest_bytes(b"")})
    statement, seal = seal_revision(lone, signing_key(tmp_path / "keys"))
    path.write_bytes(statement)
    (spec / "seal.json").write_bytes(seal)
    assert {fault.code for fault in verify_folder(spec).faults} == {"CHAIN_BROKEN"}


def test_no_name_leads_out_of_the_folder(spec: Path) -> None:
    path = spec / "revision.json"
    stated = json.loads(path.read_bytes())
    stated["files"][0]["name"] = "../keys/seal.pem"
    path.write_text(json.dumps(stated))
    assert "revision.json" in named(verify_folder(spec))


def test_keys_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    first, second = (signing_key(tmp_path / "own").private_bytes_raw() for _ in range(2))
    assert first == second
    assert (tmp_path / "own" / "seal.pem").stat().st_mode & 0o777 == 0o600
    (tmp_path / "own" / "seal.pem").write_text("no key")
    with pytest.raises(SystemFailure):
        signing_key(tmp_path / "own")
    with pytest.raises(InputError):
        read_public(tmp_path / "own" / "seal.pem")
