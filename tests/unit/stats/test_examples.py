"""Every example in the room's docstrings runs and says what it says."""

import doctest
import importlib
import inspect

import pytest

MODULES = (
    "adjusted", "arrays", "association", "change", "chronic_range", "cycle", "dosing_cycle", "estimate",
    "exposures", "lead_times", "month_model", "rates", "recorded", "resample", "response", "ridge_hazard",
    "sign_timeline", "signs", "symptom_days", "timing", "treatment_months", "two_rates", "wear_off",
    "emerging.forecast", "emerging.scores",
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    """A docstring's example is a promise."""
    module = importlib.import_module(f"headlog.stats.{name}")

    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_public_function_keeps_the_docstring_contract(name: str) -> None:
    """Parameters, what comes back, and a runnable example."""
    module = importlib.import_module(f"headlog.stats.{name}")
    functions = [
        function
        for title, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not title.startswith("_")
    ]

    assert functions
    for function in functions:
        text = inspect.getdoc(function) or ""
        assert ">>>" in text, function.__name__
        if function.__name__ != "checked_level":
            assert "Parameters\n" in text, function.__name__
            assert "Returns\n" in text, function.__name__
