"""Known vulnerabilities of everything that is pinned, Python and npm: one that is found fails.

Not every registry publishes advisories, and not every machine reaches one: that is said, and does not fail.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

PYTHON = ("-m", "pip_audit", "-r", "constraints.txt", "--no-deps", "--disable-pip", "--progress-spinner", "off")


def told(*command: str) -> dict[str, Any]:
    """What a command answers as JSON; nothing where it answers nothing."""
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    answer: dict[str, Any] = json.loads(said) if said.strip() else {}
    return answer


def of_python() -> Iterator[str]:
    """One line a flaw, by https://pypi.org/project/pip-audit."""
    packages = told(sys.executable, *PYTHON, "--format", "json").get("dependencies", [])
    asked = [each for each in packages if "vulns" in each]
    print(f"Python: advisories on {len(asked)} of {len(packages)} packages were asked for")
    for each in asked:
        yield from (f"{each['name']} {each['version']}: {flaw['id']}" for flaw in each["vulns"])


def of_npm() -> Iterator[str]:
    """One line a package that has a flaw."""
    found = told("npm", "audit", "--json").get("vulnerabilities")
    print("npm: this registry publishes no advisories" if found is None else "npm: advisories were asked for")
    yield from (f"{name}: {each['severity']}" for name, each in (found or {}).items())


if __name__ == "__main__":
    sys.exit("\n".join([*of_python(), *of_npm()]) or None)
