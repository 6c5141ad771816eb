"""What is handed in about a finalization, refused at the door where nothing could come of it."""

import pytest
from pydantic import ValidationError

from livery.api.spec_models import FinalizeWish


@pytest.mark.parametrize("address", ["", "ann@b.example", "ann.fitz+cart@mail.b.example", "jürgen@müller.example"])
def test_an_address_that_can_be_written_to_is_let_in(address: str) -> None:
    assert FinalizeWish(terms="2026-11", approver="Ann", mail_to=address).mail_to == address


@pytest.mark.parametrize("address", ["a@[", "a@b]", "a@(b", 'a"@b.example', "ann", "a@b.example\n", "a@b,c@d"])
def test_one_that_cannot_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="mail_to"):
        FinalizeWish(terms="2026-11", approver="Ann", mail_to=address)
