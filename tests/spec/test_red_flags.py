"""Safety screen: R-RED."""

from __future__ import annotations

import pytest

from headlog.clinical.emergency_numbers import NUMBERS, emergency_number
from headlog.clinical.red_flag_list import RED_FLAGS, Urgency
from headlog.clinical.red_flags import screening, urgency_of


@pytest.mark.parametrize(
    ("flags", "level", "because"),
    [
        ((), "NONE", "nothing ticked"),
        (("familiar_neck_stiffness",), "NONE", "the usual stiffness"),
        (("painkiller_overuse",), "SOON", "an appointment"),
        (("age50_new",), "SOON", "a first headache after 50"),
        (("attack_over_72h",), "SAME_DAY", "today"),
        (("prolonged_aura_over_60min",), "SAME_DAY", "an aura beyond an hour"),
        (("first_aura_over_60min",), "EMERGENCY_NOW", "the first aura ever, beyond an hour"),
        (("first_or_unusual_motor_brainstem_retinal_aura",), "EMERGENCY_NOW", "first or unlike the usual"),
        (("thunderclap",), "EMERGENCY_NOW", "the worst ever, at once"),
        (("sudden_severe_headache",), "EMERGENCY_NOW", "sudden and severe, worst ever or not"),
        (("new_confusion_or_personality_change",), "EMERGENCY_NOW", "new confusion"),
        (("swelling_or_breathing_after_medicine",), "EMERGENCY_NOW", "after a medicine"),
        (("self_harm_thoughts",), "EMERGENCY_NOW", "a crisis"),
        (("new_headache_clotting_risk_or_oestrogen",), "SAME_DAY", "clotting risk or oestrogen"),
        (("unlike_usual_with_continuous_headache",), "SAME_DAY",
         "no attack stands apart, so unlike the usual does"),
        (("myelopathy_single",), "SAME_DAY", "one cord sign"),
        (("myelopathy_two_or_more",), "EMERGENCY_NOW", "two cord signs"),
        (("new_unusual_neck_pain_minor_trauma",), "SAME_DAY", "new neck pain without other signs"),
        (("new_unusual_neck_pain_minor_trauma", "new_unusual_neck_pain_with_dissection_sign"),
         "EMERGENCY_NOW", "with such a sign"),
        (("painkiller_overuse", "attack_over_72h", "familiar_neck_stiffness"), "SAME_DAY",
         "the highest wins"),
    ],
)  # fmt: skip
def test_highest_level_wins(flags: tuple[str, ...], level: str, because: str) -> None:
    """R-RED: the level of the most urgent flag."""
    assert urgency_of(flags).name == level, because


@pytest.mark.parametrize(
    ("country", "number", "because"),
    [
        ("GB", "999", "United Kingdom"), ("us", "911", "in any case"), ("DE", "112", "European Union"),
        ("ZZ", "your local emergency number", "an unknown country gets words, not a guess"),
        (None, "your local emergency number", "no country"),
    ],
)  # fmt: skip
def test_emergency_numbers(country: str | None, number: str, because: str) -> None:
    """R-RED: the local emergency number."""
    assert emergency_number(country) == number, because


def test_screening_orders_flags_and_names_what_was_not_answered() -> None:
    """Most urgent first; a question left out is not a no."""
    found = screening({"age50_new": True, "thunderclap": True, "co_exposure": False}, "GB")

    assert [flag.id for flag in found.flags] == ["thunderclap", "age50_new"]
    assert found.urgency is Urgency.EMERGENCY_NOW
    assert "999" in str(found.what_to_do)
    assert "horner" in found.not_answered
    assert "co_exposure" not in found.not_answered


def test_nothing_ticked_never_reassures() -> None:
    """An empty screen says that nothing was ticked, and that this is not an all-clear."""
    found = screening(dict.fromkeys((flag.id for flag in RED_FLAGS), False))

    assert found.not_answered == ()
    assert "does not mean nothing is wrong" in str(found.what_to_do)


def test_every_flag_is_a_question_with_a_basis() -> None:
    """Each line of the screen is a plain question and says where it comes from."""
    assert len({flag.id for flag in RED_FLAGS}) == len(RED_FLAGS)
    for flag in RED_FLAGS:
        assert flag.question.endswith("?")
        assert flag.basis


def test_a_typing_error_does_not_lower_the_level() -> None:
    """A flag that is not on the list is an error."""
    with pytest.raises(ValueError, match="A red flag must be one of"):
        urgency_of(["thunderclpa"])


def test_numbers_are_of_countries() -> None:
    """The table has two-letter countries and numbers people can dial."""
    for country, number in NUMBERS.items():
        assert len(country) == 2
        assert country.isupper()
        assert number.replace(" or ", "").isdigit()
