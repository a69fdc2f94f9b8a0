"""Local emergency number by country (ISO 3166-1 alpha-2); an unknown country gets the words, not a guess."""

from __future__ import annotations

# From public knowledge; the ambulance number where there are several.
_COUNTRIES: dict[str, tuple[str, ...]] = {
    "112": (
        "AM", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "GE", "GR", "HR", "HU",
        "IN", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NG", "NL", "PL",
        "PT", "RO", "RS", "RU", "SE", "SI", "SK", "TR", "XK",
    ),
    "911": (
        "CA", "CR", "DO", "EC", "GU", "HN", "JO", "MX", "PA", "PH", "PR", "PY", "SV", "US", "UY",
        "VI",
    ),
    "999": (
        "BD", "GB", "GI", "HK", "KE", "MY",
    ),
    "119": (
        "JP", "KR", "TW",
    ),
    "103": (
        "BY", "KZ",
    ),
}  # fmt: skip
_BY_COUNTRY = {country: number for number, countries in _COUNTRIES.items() for country in countries}
NUMBERS: dict[str, str] = _BY_COUNTRY | {
    "AE": "998", "AR": "911 or 107", "AU": "000", "BR": "192", "CH": "112 or 144", "CL": "131", "CN":
    "120", "CO": "123", "EG": "123", "FR": "112 or 15", "ID": "112 or 118", "IE": "112 or 999", "IL":
    "101", "LK": "1990", "NO": "113", "NZ": "111", "PK": "1122", "SA": "997", "SG": "995", "TH": "1669",
    "UA": "112 or 103", "VN": "115", "ZA": "112 or 10177",
}  # fmt: skip
UNKNOWN_COUNTRY = "your local emergency number"


def emergency_number(country: str | None) -> str:
    """Number to call in a country, or the words "your local emergency number".

    Examples
    --------
    >>> emergency_number("gb"), emergency_number(None)
    ('999', 'your local emergency number')
    """
    return NUMBERS.get((country or "").upper(), UNKNOWN_COUNTRY)
