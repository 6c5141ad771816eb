"""What was made shows what was drawn, by the engines that were asked for; else somebody says why it will do."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from configurator.errors import FinalizationRefused
from configurator.seal.revision import Acceptance
from configurator.spec_sheet.agreement import Unproven
from configurator.spec_sheet.make import proof_record
from renderer.asset import Asset
from renderer.proof.told import told

TOLD = 3
"""So many missing pieces are named one by one."""


def require_proven(assets: Sequence[Asset], acceptance: Acceptance) -> None:
    """Raise `FinalizationRefused` UNPROVEN where something does not hold, and nobody has said why it will do."""
    found = list(dict.fromkeys(failings(assets)))
    if found and not acceptance.unproven:
        missing = "`livery doctor` says which engine is missing; finalize again once it is there. "
        message = (
            f"What was made does not show what was drawn: {', '.join(found)}. Look at it. "
            f"{missing if any(map(_by_a_stand_in, assets)) else ''}"
            "Or accept it as it is and say why: --accept-unproven REASON, over HTTP `accept_unproven`. The revision "
            "records it, and the sheet prints it."
        )
        raise FinalizationRefused(message, code="UNPROVEN", details={"findings": found})


def unproven(assets: Sequence[Asset], acceptance: Acceptance) -> Unproven | None:
    """What does not hold and was accepted for a reason; None where everything holds, or nobody was asked."""
    found = tuple(dict.fromkeys(failings(assets)))
    return Unproven(reason=acceptance.unproven, findings=found) if found and acceptance.unproven else None


def failings(assets: Sequence[Asset]) -> Iterator[str]:
    """Artworks that read otherwise, zone by zone, models that look otherwise, pictures that a stand-in engine drew."""
    record = proof_record(assets)
    for row in record.get("proof", []):
        artwork = f"{row['zone']} {row['layer'] + 1}" if row.get("layer") else row["zone"]
        yield from (f"{artwork} in {found['subject']}{_said(found)}" for found in row["findings"] if not found["ok"])
    yield from (look["subject"] for look in record.get("looks", []) if not look["ok"])
    yield from (f"{asset.name} (by a stand-in)" for asset in assets if _by_a_stand_in(asset))


def _by_a_stand_in(asset: Asset) -> bool:
    return bool(asset.figures.get("note"))


def _said(found: Mapping[str, Any]) -> str:
    """What is missing or lies elsewhere, and where."""
    pieces = told(found)
    more = f"; {len(pieces) - TOLD} more" if len(pieces) > TOLD else ""
    return f" ({'; '.join(pieces[:TOLD])}{more})" if pieces else ""
