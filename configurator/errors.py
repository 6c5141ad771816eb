"""The errors of the configurator; the whole tree is drawn in `renderer/errors.py`."""

from collections.abc import Sequence
from pathlib import Path

from configurator.violation import Violation
from renderer.errors import InputError


class ConfigurationInvalid(InputError):
    """A configuration that cannot be built, with everything that is wrong with it."""

    code = "CONFIGURATION_INVALID"

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        count = len(self.violations)
        listed = "; ".join(f"{violation.path or '/'}: {violation.message}" for violation in self.violations)
        super().__init__(
            f"{count} {'thing is' if count == 1 else 'things are'} wrong with the configuration. {listed}",
            details={"violations": [violation.model_dump(mode="json") for violation in self.violations]},
        )


class CatalogInvalid(InputError):
    """A file of the catalog that cannot be used: which file, which key, what is wrong, what is allowed."""

    code = "CATALOG_INVALID"

    def __init__(self, file: Path, key: str, wrong: str, allowed: str = "") -> None:
        where = f"{file.parent.name}/{file.name}"
        message = f"{where}: {f'`{key}`: ' if key else ''}{wrong}{f' Allowed: {allowed}' if allowed else ''}"
        super().__init__(message, details={"file": where, "key": key, "wrong": wrong, "allowed": allowed})
        self.file, self.key = file, key


class FinalizationRefused(InputError):
    """What has been finalized stands: too late, changed by somebody else meanwhile, or not in the state for it."""

    code = "FINALIZATION_REFUSED"
    status = 409


class VersionStale(FinalizationRefused):
    """Somebody decides about a version that is no longer the newest, or no longer stands where they saw it."""

    code = "VERSION_STALE"
    status = 412

    def __init__(self, version: int, by: str) -> None:
        newest = f"Version {version}{f', saved by {by},' if by else ''} is the newest"
        message = f"{newest}, or its name or state has changed since you looked. Read it again, and decide again."
        super().__init__(message, details={"version": version})
