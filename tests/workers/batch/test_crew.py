"""What a deployment's workers draw is what this machine's own processes draw, byte for byte."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from configurator.batch import Plan
from configurator.catalog import Catalog
from renderer.encode.credentials import read_credentials
from renderer.errors import SystemFailure
from tests.support.certificates import signatory as made_up
from tests.workers.batch.conftest import DAY, PLAN, Carry
from tests.workers.batch.test_batch_run import files_of
from workers.batch.crew import IN_BULK, Crew
from workers.batch.lanes import Lanes
from workers.batch.run import Batch, Options, run
from workers.batch.survey import survey
from workers.batch.work import Claim
from workers.carriers import HelpingCarrier
from workers.dispatch import Dispatch
from workers.home import Home
from workers.perform import perform
from workers.settings import settings
from workers.signatory import claimed, signatory, sound_signatory

MARKED = {
    **PLAN,
    "combinations": {"choose": "sample", "count": 3},
    "pictures": {"shots": ["hero"], "sizes": [96], "formats": ["png", "webp"], "backgrounds": ["transparent"]},
    "watermark": {"file": "mark.png"},
    "credits": {"creator": "Ada Lovelace", "copyright": "© 2026 Ada"},
}
KEPT = (settings, signatory, sound_signatory)
"""What a process reads of its settings once."""


@pytest.fixture
def crew(home: Home, lanes: Lanes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    """A crew of one: this process."""
    monkeypatch.setenv("LIVERY_HOME", str(home.root))
    for kept in KEPT:
        kept.cache_clear()
    yield Crew(Dispatch(home, HelpingCarrier(partial(perform, home=home)), IN_BULK), lanes)
    for kept in KEPT:
        kept.cache_clear()


def test_a_crew_gives_the_bytes_of_lanes_and_asks_for_nothing_twice(
    carry: Carry, crew: Crew, catalog: Catalog, home: Home, tmp_path: Path
) -> None:
    Image.new("RGBA", (10, 10), "red").save(tmp_path / "mark.png")
    plan = Plan.model_validate(MARKED).beside(tmp_path)

    def drawn(folder: str) -> Batch:
        return run(survey(plan, catalog, home, DAY), catalog, crew, Options(tmp_path / folder), lambda _: None)

    done = drawn("there")
    here = files_of(carry(**{name: MARKED[name] for name in MARKED if name != "product"}), tmp_path / "out")
    assert not done.failed
    assert files_of(done, tmp_path / "there") == here
    assert done.spent.drawing > 0
    assert drawn("there").drawn == 0
    jobs = home.ledger.count("done")
    assert files_of(drawn("elsewhere"), tmp_path / "elsewhere") == here
    assert home.ledger.count("done") == jobs, "of another folder, what was drawn is taken from the store"


def test_what_a_crew_cannot_draw_is_told_and_tried_again_when_asked_for_again(
    crew: Crew, catalog: Catalog, home: Home, tmp_path: Path
) -> None:
    (tmp_path / "mark.png").write_bytes(b"no picture")
    plan = Plan.model_validate({**MARKED, "combinations": {"choose": "sample", "count": 1}}).beside(tmp_path)
    found = survey(plan, catalog, home, DAY)
    for folder in ("one", "two"):
        done = run(found, catalog, crew, Options(tmp_path / folder), lambda _: None)
        assert {each.code for each in done.failed} == {"WATERMARK_INVALID"}
        assert done.drawn == 0


def test_files_are_signed_where_a_plan_asks_for_it_and_nobody_signs_with_other_certificates(
    crew: Crew, catalog: Catalog, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan.model_validate({**MARKED, "watermark": None, "content_credentials": True})
    with pytest.raises(SystemFailure, match="LIVERY_C2PA_KEY"):
        run(survey(plan, catalog, home, DAY), catalog, crew, Options(tmp_path / "out"), lambda _: None)
    by = made_up()
    for name, data in (("CERTIFICATES", by.certificates), ("KEY", by.key)):
        (tmp_path / name).write_bytes(data)
        monkeypatch.setenv(f"LIVERY_C2PA_{name}", str(tmp_path / name))
    settings.cache_clear()
    done = run(survey(plan, catalog, home, DAY), catalog, crew, Options(tmp_path / "out"), lambda _: None)
    for entry, made in done.delivered:
        found = read_credentials((tmp_path / "out" / made.file).read_bytes(), entry.media_type)
        assert (found.state, found.issuer) == ("Valid", "Fairway Motors")
    with pytest.raises(SystemFailure, match="other certificates"):
        claimed(b"", "image/png", Claim("", "digitalCreation", "0" * 64))
