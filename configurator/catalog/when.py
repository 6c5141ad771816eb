"""Where, when and for how many something in a product's files holds."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from renderer.recipe import Frozen

MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


@dataclass(frozen=True)
class Situation:
    """What a customer's order is, apart from what was chosen. Without a date nothing that is dated holds."""

    market: str
    quantity: int = 1
    on: date | None = None


class Season(Frozen):
    """A part of every year, both ends included; it may reach over New Year."""

    model_config = ConfigDict(populate_by_name=True)

    start: MonthDay = Field(alias="from")
    until: MonthDay

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the season."""
        now = f"{day:%m-%d}"
        if self.start <= self.until:
            return self.start <= now <= self.until
        return now >= self.start or now <= self.until


class When(Frozen):
    """Every condition given has to hold; none given: always."""

    model_config = ConfigDict(populate_by_name=True)

    markets: tuple[str, ...] = ()
    start: date | None = Field(default=None, alias="from")
    until: date | None = None
    """The last day."""
    season: Season | None = None
    min_quantity: int | None = Field(default=None, ge=1)
    max_quantity: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        if self.start and self.until and self.until < self.start:
            raise ValueError("`until` lies before `from`")
        if self.min_quantity and self.max_quantity and self.max_quantity < self.min_quantity:
            raise ValueError("`max_quantity` is below `min_quantity`")
        return self

    def holds(self, situation: Situation) -> bool:
        """Whether all of it holds in `situation`."""
        return self.holds_in(situation.market) and self.holds_for(situation.quantity) and self.holds_on(situation.on)

    def holds_in(self, market: str) -> bool:
        """Whether it holds in `market`."""
        return not self.markets or market in self.markets

    def holds_for(self, quantity: int) -> bool:
        """Whether it holds for an order of `quantity`."""
        return (self.min_quantity or 1) <= quantity and (self.max_quantity is None or quantity <= self.max_quantity)

    def holds_on(self, day: date | None) -> bool:
        """Whether it holds on `day`; what is dated does not hold where the day is unknown."""
        if day is None:
            return not (self.start or self.until or self.season)
        begun = self.start is None or self.start <= day
        return begun and (self.until is None or day <= self.until) and (self.season is None or self.season.holds(day))
