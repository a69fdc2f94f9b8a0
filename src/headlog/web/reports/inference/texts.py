"""What the inferring pages say above their numbers."""

from __future__ import annotations

from headlog.web.reports.texts import PageText

SWITCHED_OFF = (
    "Whoever runs this server has switched off what infers rather than counts. Your counts, months and "
    "report are as they were."
)
SIGNS = PageText(
    "Signs",
    "What the episodes of a sign were, as far as the diary can tell: an early part of an attack, something "
    "of another origin that an attack followed from, part of one, an after-effect, or unrelated. This is an "
    "inference with its uncertainty, not a count.",
)
RISK = PageText(
    "Risk at the onset of a sign",
    "Each earlier onset is forecast from its own past, and compared with simply knowing how often attacks "
    "come. A risk is shown only where it does better.",
)
NEXT_DAY_OFF = (
    "The forecast of the next day is experimental, and whoever runs this server has not switched it on. What "
    "is known of your own rate stands on the page Months."
)
NEXT_DAY = PageText(
    "The next day",
    "Each earlier day is forecast from the days before it, and compared with simply knowing how often you "
    "have a headache. A figure for the next day is shown only where that does better.",
)
RESPONSE = PageText(
    "Response",
    "Days before and since each preventive, with how sure the diary is of the change. It is no verdict on a "
    "medicine.",
)
ASSOCIATIONS = PageText(
    "What goes with attacks",
    "All daily exposures looked at together, so that few of them stand out by chance. An association is not "
    "a cause, and nothing here is advice to avoid anything.",
)
DOSING_CYCLE = PageText(
    "Dosing cycle",
    "Migraine days from dose to dose: whether they rise before the next one.",
)
