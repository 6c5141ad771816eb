"""Killed at any moment, a batch is finished by the same command: each file whole, nothing drawn twice that stood."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workers.batch.state import FILE

PLAN = """product = "tiny"
[combinations]
choose = "all"
[pictures]
shots = ["hero", "detail"]
sizes = [320, 480, 640]
formats = ["png", "webp"]
"""
KILLS = 10
MOST_MORE = 12
"""Files that a run may have added when it is killed, and a moment later at that; none: as it starts."""


def remembered(state: Path) -> list[str]:
    lines = state.read_text().splitlines() if state.exists() else []
    return [json.loads(line)["key"] for line in lines if line.endswith("}")]


@pytest.mark.slow
def test_ten_kills_lose_nothing_but_what_was_in_flight(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN)
    state = tmp_path / "out" / FILE
    words = {"LIVERY_HOME": str(tmp_path / "home"), "LIVERY_PROCESSES": "1"}
    words |= {"LIVERY_MODELS": str(tiny / "models"), "LIVERY_MATERIALS": str(tiny / "materials")}
    command = [
        sys.executable,
        "-m",
        "livery",
        "batch",
        str(tmp_path / "plan.toml"),
        "-o",
        str(tmp_path / "out"),
        "--json",
    ]
    chance, stood = random.Random(7), set[str]()
    for _ in range(KILLS):
        process = subprocess.Popen(
            command, env=os.environ | words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        more = chance.randint(0, MOST_MORE)
        while process.poll() is None and len(remembered(state)) < len(stood) + more:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 2.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        keys = remembered(state)
        assert len(keys) == len(set(keys)), "what is remembered is not drawn again"
        assert stood <= set(keys)
        stood = set(keys)
    assert stood, "some fell while pictures were drawn"
    done = json.loads(subprocess.run(command, env=os.environ | words, check=True, capture_output=True).stdout)
    assert done["files"] == 12 * 2 * 3 * 2
    assert done["drawn"] == done["distinct"] - len(stood)
    for row in json.loads((tmp_path / "out" / "manifest.json").read_text())["pictures"]:
        with Image.open(tmp_path / "out" / row["file"]) as picture:
            assert np.asarray(picture).shape[:2] == (row["height"], row["width"])
