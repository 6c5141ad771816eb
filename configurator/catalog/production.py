"""`models/<id>/production.toml`: how long it takes to make and to bring."""

from datetime import date, timedelta

from pydantic import ConfigDict, Field

from configurator.catalog.rule import Terms
from configurator.catalog.text import Name, Sentence
from renderer.recipe import Frozen


class WorkStep(Frozen):
    """Something that is done to a product that is chosen so, and what is checked when it is done."""

    model_config = ConfigDict(populate_by_name=True)

    station: Name
    text: Sentence
    given: Terms = Field(default_factory=dict, alias="if")
    """Feature or `zone:<id>` → choices that bring the step; empty: it is done to all."""
    minutes: int = Field(default=0, ge=0)
    """For one piece."""
    check: str = ""
    """The checkpoint, with its limit."""


class ProductionPlan(Frozen):
    """Days are working days, but for shipping, which counts calendar days."""

    days: int = Field(default=5, ge=0)
    """From the first step until it leaves."""
    per_day: int = Field(default=1, ge=1)
    """How many can be begun on a day."""
    finish_days: dict[str, int] = Field(default_factory=dict)
    """Finish → days more, where anything is personalized so; the longest counts."""
    usual_lead_days: int = Field(default=10, ge=0)
    """Of items that the stock list does not name."""
    shipping_days: dict[str, int] = Field(default_factory=dict)
    """Market → calendar days."""
    holidays: tuple[date, ...] = ()
    steps: tuple[WorkStep, ...] = ()
    """In the order of the line."""

    def is_working_day(self, day: date) -> bool:
        """Whether anybody works on `day`."""
        return day.weekday() < 5 and day not in self.holidays

    def after(self, day: date, working_days: int) -> date:
        """The working day that is `working_days` after `day`, or the first one from `day` on for 0."""
        while working_days or not self.is_working_day(day):
            day += timedelta(days=1)
            working_days -= working_days > 0 and self.is_working_day(day)
        return day
