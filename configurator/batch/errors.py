"""What can be wrong with a plan."""

from collections.abc import Sequence

from configurator.errors import ConfigurationInvalid
from configurator.violation import Violation
from renderer.errors import LiveryError


class PlanInvalid(ConfigurationInvalid):
    """A plan that cannot be carried out, with everything that is wrong with it; paths lead into `plan.toml`."""

    code = "PLAN_INVALID"

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__(violations)
        self.message = self.message.replace("the configuration", "the plan", 1)
        LiveryError.__init__(self, self.message, details=self.details)
