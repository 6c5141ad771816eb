"""`models/<id>/terms/<version>.md`: what a customer agrees to."""

from datetime import datetime
from pathlib import Path

from configurator.catalog import Catalog
from configurator.seal.revision import Acceptance, at_second
from renderer.closest import closest
from renderer.digest import digest_bytes
from renderer.errors import InputError


def terms_of(catalog: Catalog, product: str) -> dict[str, Path]:
    """Version → its text, the one in force last; versions are names that sort by age, such as 2026-11."""
    return {file.stem: file for file in sorted((catalog.models / product / "terms").glob("*.md"))}


def accept(
    catalog: Catalog, product: str, version: str, approver: str, now: datetime, unproven: str = ""
) -> Acceptance:
    """The record that `approver` agreed to `version` at `now`; `unproven` says why also to what is not proven.

    Raises `InputError`: TERMS_UNKNOWN, TERMS_OUTDATED for a version that is no longer in force, APPROVER_MISSING.
    """
    if not approver.strip() or len(approver) > 120:
        raise InputError("Say who approves, in 1 to 120 characters.", code="APPROVER_MISSING")
    known = terms_of(catalog, product)
    if known and version not in known:
        near = closest(version, known)
        message = f"There are no terms {version[:40]!r}; there are {', '.join(known)}."
        raise InputError(message, code="TERMS_UNKNOWN", details={"suggestions": list(near)})
    current = list(known)[-1] if known else version
    if version != current:
        message = f"Terms {version} have been replaced by {current}. Read those, and accept them."
        raise InputError(message, code="TERMS_OUTDATED", details={"suggestions": [current]})
    digest = digest_bytes(known[version].read_bytes()) if known else None
    return Acceptance(terms=version, terms_sha256=digest, approver=approver, at=at_second(now), unproven=unproven)
