"""`livery status` lists what is dead, and takes no key that is not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from livery.cli import main
from workers.home import open_home
from workers.job import Job
from workers.ledger import MAX_ATTEMPTS
from workers.settings import settings

JOB = Job(verb="export", inputs={})


def test_the_dead_are_listed_and_revived_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVERY_HOME", str(tmp_path))
    settings.cache_clear()
    home = open_home()
    home.ledger.enqueue(JOB)
    for _ in range(MAX_ATTEMPTS):
        home.ledger.claim(JOB.key, "one")
        home.outbox.hand_back("one", crashed=True)
    (dead,) = json.loads(CliRunner().invoke(main, ["status", "--json"]).stdout)["dead"]
    assert (dead["key"], dead["verb"]) == (JOB.key, "export")
    assert JOB.key in CliRunner().invoke(main, ["status"]).stdout
    revived = json.loads(CliRunner().invoke(main, ["status", "--revive", JOB.key, "--json"]).stdout)
    assert (revived["dead"], revived["jobs"]["preview"]["queued"]) == ([], 1)
    again = CliRunner().invoke(main, ["status", "--revive", JOB.key], standalone_mode=False)
    assert again.exit_code
    monkeypatch.undo()
    settings.cache_clear()
