"""The gate: what the Khronos validator objects to does not leave the house."""

from renderer.errors import ExportRefused
from renderer.export.khronos import Report, validate_glb

SHOWN = 3


def refuse_invalid(data: bytes) -> Report:
    """The validator's report on a GLB; raises `ExportRefused` where it holds an error or a warning."""
    report = validate_glb(data)
    if issues := report.of("error", "warning"):
        more = f" and {len(issues) - SHOWN} more" if len(issues) > SHOWN else ""
        raise ExportRefused(
            f"The GLB does not pass the Khronos validator: {'; '.join(map(str, issues[:SHOWN]))}{more}.",
            details={
                "errors": [str(issue) for issue in issues if issue.severity == "error"],
                "warnings": [str(issue) for issue in issues if issue.severity == "warning"],
                "codes": sorted({issue.code for issue in issues}),
            },
        )
    return report
