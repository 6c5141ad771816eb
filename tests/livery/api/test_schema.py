"""The API holds to its own description, whatever it is sent: schemathesis finds no 500 and nothing undocumented."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "negative_data_rejection", "unsupported_method", "ignored_auth",
)  # fmt: skip
COMMON = (
    "--seed", "1", "--header", "Prefer: respond-async", "--suppress-health-check", "all", "--no-color",
    "--request-timeout", "60", "--continue-on-failure", "--generation-database", "none",
)  # fmt: skip


def explore(address: str, folder: Path, *words: str) -> None:
    """Run schemathesis; fail with what it found."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/v1/openapi.json"]
    run = subprocess.run(
        [*command, *COMMON, "--checks", ",".join(CHECKS), *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]


def test_examples_and_a_few_inventions_are_answered_as_described(address: str, tmp_path: Path) -> None:
    explore(address, tmp_path, "--phases", "examples,fuzzing", "--max-examples", "4")


@pytest.mark.slow
def test_many_inventions_are_answered_as_described(address: str, tmp_path: Path) -> None:
    explore(address, tmp_path, "--phases", "examples,coverage,fuzzing", "--max-examples", "40")
