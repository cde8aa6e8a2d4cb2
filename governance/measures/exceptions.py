"""Why a command of measures refused."""

from workforce_assurance.common.refusals import Refusal


class BaselineHoldsASignal(Refusal):
    """The points that limits would be worked out on show special cause themselves."""

    words = (
        "Among these months there is a signal, so that limits worked out on them would hide what they are there to show. "
        "Choose other months, or say below that you want them all the same."
    )


class TooFewPoints(Refusal):
    """Limits on fewer than 12 points are no limits."""

    words = "From this month on there are fewer than 12 months that can be shown. Choose an earlier one."


class NoDirectionYet(Refusal):
    """It was not counted long enough to say which direction is better."""

    words = "It has been counted for less than six months: until then no direction of it is better. A target can be set without one."


class NoSuchMonth(Refusal):
    """The month is none of the chart's."""

    words = "This month is not on the chart. Choose one that is."
