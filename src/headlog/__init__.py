"""Headlog: a private, phase-aware migraine diary."""

__version__ = "0.1.0"
