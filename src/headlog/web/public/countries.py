"""Country of a visitor, for the emergency number: chosen, said in the diary, or hinted by the browser."""

from __future__ import annotations

import re

from headlog.clinical.emergency_numbers import NUMBERS

NAMES = {
    "AE": "United Arab Emirates", "AM": "Armenia", "AR": "Argentina", "AT": "Austria", "AU": "Australia",
    "BD": "Bangladesh", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "BY": "Belarus", "CA": "Canada",
    "CH": "Switzerland", "CL": "Chile", "CN": "China", "CO": "Colombia", "CR": "Costa Rica", "CY": "Cyprus",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "DO": "Dominican Republic", "EC": "Ecuador",
    "EE": "Estonia", "EG": "Egypt", "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "United Kingdom",
    "GE": "Georgia", "GI": "Gibraltar", "GR": "Greece", "GU": "Guam", "HK": "Hong Kong", "HN": "Honduras",
    "HR": "Croatia", "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland", "IL": "Israel", "IN": "India",
    "IS": "Iceland", "IT": "Italy", "JO": "Jordan", "JP": "Japan", "KE": "Kenya", "KR": "South Korea",
    "KZ": "Kazakhstan", "LI": "Liechtenstein", "LK": "Sri Lanka", "LT": "Lithuania", "LU": "Luxembourg",
    "LV": "Latvia", "MC": "Monaco", "MD": "Moldova", "ME": "Montenegro", "MK": "North Macedonia",
    "MT": "Malta", "MX": "Mexico", "MY": "Malaysia", "NG": "Nigeria", "NL": "Netherlands", "NO": "Norway",
    "NZ": "New Zealand", "PA": "Panama", "PH": "Philippines", "PK": "Pakistan", "PL": "Poland",
    "PR": "Puerto Rico", "PT": "Portugal", "PY": "Paraguay", "RO": "Romania", "RS": "Serbia", "RU": "Russia",
    "SA": "Saudi Arabia", "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia",
    "SV": "El Salvador", "TH": "Thailand", "TR": "Türkiye", "TW": "Taiwan", "UA": "Ukraine",
    "US": "United States", "UY": "Uruguay", "VI": "US Virgin Islands", "VN": "Vietnam", "XK": "Kosovo",
    "ZA": "South Africa",
}  # fmt: skip
CHOICES = (("", "Another country"), *sorted(NAMES.items(), key=lambda pair: pair[1]))
_REGION = re.compile(r"\b[a-z]{2,3}-(?:[a-z]{4}-)?([a-z]{2})\b", re.IGNORECASE)


def known_country(text: str | None) -> str | None:
    """Country code when it is one of the list; "" for another country, None when nothing was said."""
    if text is None:
        return None
    code = text.strip().upper()
    return code if code in NUMBERS else ""


def hinted_country(accepted_languages: str) -> str:
    """Country of a browser's first language with a region ("en-GB"); "" without a hint.

    Examples
    --------
    >>> hinted_country("en-GB,en;q=0.9,de-DE;q=0.5"), hinted_country("en")
    ('GB', '')
    """
    found = _REGION.search(accepted_languages)
    return known_country(found.group(1)) or "" if found else ""
