"""Collects what is wrong, so that a customer hears of everything at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from configurator.errors import ConfigurationInvalid
from configurator.violation import Violation, Warning, pointer

Path = Sequence[str | int]


@dataclass
class Findings:
    """Violations and warnings in the order in which they were found. Paths are given as steps from the root."""

    violations: list[Violation] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)

    def violate(self, code: str, path: Path, message: str, suggestions: Sequence[str] = ()) -> None:
        """Note what keeps the configuration from being built."""
        found = Violation(code=code, path=pointer(*path), message=message, suggestions=tuple(suggestions))
        self.violations.append(found)

    def warn(self, code: str, path: Path, message: str, suggestions: Sequence[str] = ()) -> None:
        """Note what a customer should look at."""
        found = Warning(code=code, path=pointer(*path), message=message, suggestions=tuple(suggestions))
        self.warnings.append(found)

    def raise_violations(self) -> None:
        """Raise `ConfigurationInvalid` with every violation, where there is one."""
        if self.violations:
            raise ConfigurationInvalid(self.violations)
