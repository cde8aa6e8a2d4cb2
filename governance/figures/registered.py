"""What imported figures register when the app starts."""

from workforce_assurance.common.set_up import SetUpPage, register_set_up_page
from workforce_assurance.people import reach

# The rules are known once they are read.
from . import rules  # noqa: F401


def register() -> None:
    register_set_up_page(
        SetUpPage(
            key="figures", label="Imported figures", url="/governance/figures/", order=75,
            about="Headcount, sickness, complaints, activity and workload by team and month, from workbooks or CSV.",
            shown_to=reach.is_administrator,
        )
    )  # fmt: skip
