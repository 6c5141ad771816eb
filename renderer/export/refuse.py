"""Nothing leaves the house that the gate, or the Khronos validator with so much as a warning, objects to."""

from renderer.errors import ExportRefused
from renderer.export.gate import Verdict

SHOWN = 3


def refuse_unfit(verdict: Verdict) -> Verdict:
    """`verdict` itself where it may pass; raises `ExportRefused` with every finding that stops it among its details."""
    stopping = [each for each in verdict.findings if each.fatal or each.check == "validator"]
    if stopping:
        more = f" And {len(stopping) - SHOWN} more." if len(stopping) > SHOWN else ""
        raise ExportRefused(
            f"The file is not fit to go out: {' '.join(finding.message for finding in stopping[:SHOWN])}{more}",
            details={"errors": [finding.to_json() for finding in stopping]},
        )
    return verdict
