"""The commands as people and machines call them: exit codes, JSON, and words that help."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import Shell, livery

__all__ = ["livery"]
ROOT = Path(__file__).resolve().parents[2]
FITZGERALD = ROOT / "examples" / "golf_cart_fitzgerald.json"
COLLEGIATE = ROOT / "examples" / "golf_cart_collegiate.json"


def test_a_valid_configuration_has_a_price() -> None:
    command = [sys.executable, "-m", "livery", "validate", str(COLLEGIATE), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["valid"] is True
    assert float(answer["price"]["total"]) > 1000


def test_a_wrong_configuration_names_all_that_is_wrong_and_ways_out(livery: Shell, tmp_path: Path) -> None:
    (tmp_path / "notes.svg").write_text("these are notes, no picture")
    path = tmp_path / "wrong.json"
    text = {"zone": "side_left", "kind": "text", "font": "great-vibes", "color": "#ffffff", "finish": "painted"}
    logo = {"kind": "logo", "finish": "embroidered"}
    path.write_text(
        json.dumps(
            {
                "product": "golf_cart",
                "selections": {"body_color": "paint.pine-gren"},
                "personalizations": [
                    {**text, "text": "The Fitzgeralds and all of their friends from the club"},
                    {**text, "zone": "side_right", "text": "王"},
                    {**logo, "zone": "seat_back_driver", "file": "nowhere.svg"},
                    {**logo, "zone": "seat_back_passenger", "file": "notes.svg"},
                ],
            }
        )
    )
    done = livery.run("validate", path, "--json")
    assert done.returncode == 2
    violations = {each["path"]: each for each in json.loads(done.stdout)["violations"]}
    assert violations["/selections/body_color"]["suggestions"][0] == "paint.pine-green"
    codes = {each["code"] for each in violations.values()}
    assert {"OPTION_UNKNOWN", "TEXT_TOO_LONG", "TEXT_GLYPH_MISSING", "FILE_MISSING"} <= codes
    assert any(code.startswith(("IMAGE_", "SVG_")) for code in codes)
    spoken = livery.run("build", path, "-o", tmp_path / "out")
    assert spoken.returncode == 2
    assert "Traceback" not in spoken.stderr
    assert "paint.pine-green" in spoken.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("options", "spaceship"), "PRODUCT_UNKNOWN"),
        (("price", "no/such/file.json"), "FILE_UNREADABLE"),
        (("import", "no/such/file.glb", "-o", "models/none"), "MODEL_NOT_FOUND"),
        (("render", str(FITZGERALD), "--background", "red", "-o", "x.png"), "SHOT_INVALID"),
        (("render", "--nonsense"), "USAGE"),
        (("frobnicate",), "USAGE"),
        (("render", "-o", "x.png"), "USAGE"),
        (("fonts", "-o", "x.bmp"), "USAGE"),
        (("export", str(FITZGERALD), "-o", "cart.step"), "FORMAT_UNKNOWN"),
    ],
)
def test_a_wrong_call_ends_in_2_with_its_code(livery: Shell, words: tuple[str, ...], code: str) -> None:
    done = livery.run(*words, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == code


def test_the_doctor_finds_all_that_is_needed(livery: Shell) -> None:
    done = livery.run("doctor", "--json")
    assert done.returncode == 0, done.stdout
    assert all(finding["ok"] for finding in json.loads(done.stdout) if finding["needed"])


def test_the_doctor_says_all_that_is_missing() -> None:
    missing = ("numba", "resvg_py", "py_mini_racer")
    without = f"import sys; sys.modules |= dict.fromkeys({missing}); sys.argv = ['livery', 'doctor', '--json']"
    words = [sys.executable, "-c", f"{without}; from livery.cli import main; main()"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    sick = [finding for finding in json.loads(done.stdout) if finding["needed"] and not finding["ok"]]
    for name in missing:
        assert any(name in finding["detail"] and finding["remedy"] == "make setup" for finding in sick), name


def test_what_there_is_to_choose_is_listed(livery: Shell) -> None:
    assert "golf_cart" in [product["id"] for product in json.loads(livery.run("products", "--json").stdout)]
    assert len(json.loads(livery.run("options", "golf_cart", "--json").stdout)["body_color"]["options"]) >= 10
    assert len(json.loads(livery.run("fonts", "--json").stdout)) >= 4


def test_who_has_read_enough_is_told_of_no_failure() -> None:
    command = f"{sys.executable} -m livery fonts --json | head -c 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[", "")


@pytest.mark.parametrize("position", ["1, 1, 1", "NaN, 1, 3", "1e200, 0, 0"])
def test_a_camera_that_looks_nowhere_is_refused(livery: Shell, tmp_path: Path, position: str) -> None:
    camera = tmp_path / "camera.json"
    camera.write_text(f'{{"position": [{position}], "target": [1, 1, 1], "vertical_fov_deg": 30}}')
    done = livery.run("render", FITZGERALD, "-o", tmp_path / "x.png", "--camera", camera, "--size", "64x48", "--json")
    assert done.returncode == 2
    refusal = json.loads(done.stdout)["error"]
    assert refusal["code"] == "CAMERA_INVALID"
    assert str(camera) in refusal["message"]
    assert "Warning" not in done.stderr


def test_what_cannot_be_read_is_told_in_the_shape_of_the_command(livery: Shell) -> None:
    told = {command: livery.run(command, "no/such.file", "--json") for command in ("validate", "check")}
    assert {done.returncode for done in told.values()} == {2}
    valid, checked = (json.loads(told[command].stdout) for command in ("validate", "check"))
    assert (valid["valid"], valid["violations"][0]["code"], valid["price"]) == (False, "FILE_UNREADABLE", None)
    assert (checked["ok"], checked["errors"][0]["code"], checked["figures"]) == (False, "FILE_UNREADABLE", {})


def test_what_is_wrong_with_anyones_model_is_said_in_the_words_of_khronos_too(livery: Shell, tmp_path: Path) -> None:
    (tmp_path / "model.gltf").write_text('{"asset": {"version": "2.0"}, "scene": 3, "scenes": [{}]}')
    done = livery.run("render", "--model", tmp_path / "model.gltf", "-o", tmp_path / "x.png", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["details"]["khronos"] == ["UNRESOLVED_REFERENCE"]


def test_a_warning_names_its_place_and_its_ways_out_to_people_too(livery: Shell, tmp_path: Path) -> None:
    name = {"zone": "side_left", "kind": "text", "text": "Ann", "font": "great-vibes", "color": "#c9a227"}
    path = tmp_path / "gilded.json"
    path.write_text(json.dumps({"product": "golf_cart", "personalizations": [{**name, "finish": "foil"}]}))
    (warning,) = json.loads(livery.run("validate", path, "--json").stdout)["warnings"]
    for command in ("validate", "price"):
        spoken = livery.run(command, path).stdout
        assert all(part in spoken for part in (warning["code"], warning["path"], *warning["suggestions"]))
