from datetime import timedelta
from pathlib import Path

import pytest

from configurator.errors import FinalizationRefused
from configurator.review import Desk, Remark, Saved, Shares
from renderer.errors import InputError
from tests.configurator.conftest import Choose
from tests.configurator.review.conftest import NOON

DAY = timedelta(days=1)


def test_the_link_opens_the_newest_version_until_its_day(
    shares: Shares, desk: Desk, saved: Saved, choose: Choose
) -> None:
    token = shares.share(saved.id, "Ann", NOON, days=3)
    assert shares.open(token, NOON + 3 * DAY).id == saved.id
    desk.change(saved.id, choose().configuration, "Ann", NOON, None)
    assert shares.open(token, NOON).version == 2
    for wrong, moment in ((token, NOON + 4 * DAY), (token[:-1], NOON), ("", NOON), ("%' OR 1=1", NOON)):
        with pytest.raises(InputError) as caught:
            shares.open(wrong, moment)
        assert (caught.value.code, caught.value.status) == ("LINK_UNKNOWN", 404)


def test_tokens_cannot_be_guessed_or_read_from_the_file(shares: Shares, saved: Saved, tmp_path: Path) -> None:
    tokens = {shares.share(saved.id, "Ann", NOON) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("ledger.sqlite*"))
    assert not any(token.encode() in kept for token in tokens)


def test_closed_links_open_nothing(shares: Shares, saved: Saved) -> None:
    token = shares.share(saved.id, "Ann", NOON)
    shares.revoke(saved.id, "Ann", NOON)
    with pytest.raises(InputError):
        shares.open(token, NOON)


def test_an_adviser_comments_approves_or_asks_for_a_change(shares: Shares, desk: Desk, saved: Saved) -> None:
    token = shares.share(saved.id, "Ann", NOON)
    desk.move(saved.id, "in_review", "Ann", NOON, None)
    name = shares.open(token, NOON).id
    assert desk.say(name, Remark(by="Cy", text="Larger?", about="/selections/rack"), NOON).state == "in_review"
    assert desk.say(name, Remark(by="Cy", kind="approval"), NOON).state == "ready"
    change = Remark(by="Cy", text="Wait, the name is wrong.", kind="change-request")
    assert desk.say(name, change, NOON).state == "saved"
    said = desk.comments(saved.id)
    assert [(comment.kind, comment.by) for comment in said] == [
        ("comment", "Cy"),
        ("approval", "Cy"),
        ("change-request", "Cy"),
    ]
    assert said[0].about == "/selections/rack"
    for text, by in (("", "Cy"), ("x" * 4001, "Cy"), ("Fine.", " ")):
        with pytest.raises(InputError):
            desk.say(name, Remark(by=by, text=text), NOON)


def test_nobody_approves_what_has_been_finalized(desk: Desk, saved: Saved) -> None:
    for state in ("ready", "finalized"):
        desk.move(saved.id, state, "Ann", NOON, None)
    with pytest.raises(FinalizationRefused):
        desk.say(saved.id, Remark(by="Cy", text="No!", kind="change-request"), NOON)
    assert not desk.comments(saved.id)
    assert desk.say(saved.id, Remark(by="Cy", text="Lovely."), NOON).state == "finalized"
