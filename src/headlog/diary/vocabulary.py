"""The versioned lists of words that records choose from.

Ids are stable: they are written into files and never renamed. A list only
grows, and its growth raises `VOCABULARY_VERSION`, because a longer list is
itself answered more often (prompted lists raise prevalence: REFORM 2024,
43.0 % asked openly, 69.9 % with a list).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from unicodedata import category, normalize

VOCABULARY_VERSION = 1

# Words to show for a list's id: `label`, or the same with the person's own words (`Diary.label`).
LabelOf = Callable[[str, str], str]
# The person's own words as they wrote them, by list and id.
OwnLabels = Mapping[tuple[str, str], str]

# A word the person added; its label is in an OwnWord record.
OWN_PREFIX = "own:"
LONGEST_SLUG = 60

SIGNS = {
    "neck_stiff": "Stiff neck", "neck_pain": "Neck pain", "tired": "Tired", "concentration": "Hard to concentrate",
    "brain_fog": "Brain fog", "memory": "Forgetful", "word_finding": "Hard to find words",
    "slowed_thinking": "Slowed thinking", "yawning": "Yawning", "irritable": "Irritable", "low_mood": "Low mood",
    "elated": "Elated", "anxious": "Anxious", "hyperactive": "Restless energy", "food_craving": "Food craving",
    "loss_of_appetite": "No appetite", "thirst": "Thirst", "frequent_urination": "Passing water often",
    "constipation": "Constipation", "diarrhoea": "Diarrhoea", "nausea": "Nausea", "vomiting": "Vomiting",
    "photophobia": "Light bothers", "phonophobia": "Sound bothers", "osmophobia": "Smells bother",
    "allodynia": "Touch hurts", "blurred_vision": "Blurred vision", "dizzy": "Dizzy", "vertigo": "Spinning",
    "cold_or_pale": "Cold or pale", "sleep_disturbance": "Poor sleep", "muscle_tension": "Tense muscles",
    "nasal_or_tearing": "Runny nose or tears", "tearing": "Tearing", "nasal": "Blocked or runny nose",
    "eyelid": "Swollen or drooping lid", "flushing": "Flushing", "restlessness": "Cannot keep still",
    "need_for_rest": "Need to lie down", "difficulty_speaking": "Hard to speak",
    "residual_head_discomfort": "Head still sore",
}  # fmt: skip
EARLY_SIGNS = {
    "tired": "Tired", "concentration": "Hard to concentrate", "yawning": "Yawning", "irritable": "Irritable",
    "food_craving": "Food craving", "photophobia": "Light bothers", "phonophobia": "Sound bothers", "nausea": "Nausea",
}  # fmt: skip
AURA = {
    "visual_positive": "Zigzags, flicker or spots", "visual_negative": "Blind spot", "sensory_positive": "Tingling",
    "sensory_negative": "Numbness", "speech_language": "Trouble with words", "motor_weakness": "Weakness",
    "brainstem": "Spinning, double vision or slurred speech", "retinal": "In one eye only",
}  # fmt: skip
NECK_LOCATIONS = {
    "suboccipital": "Base of skull", "upper_neck": "Upper neck", "mid_neck": "Middle of neck",
    "lower_neck": "Lower neck", "upper_trapezius": "Top of shoulder", "levator_scapula": "Neck to shoulder blade",
    "front_side_neck": "Front or side of neck", "interscapular": "Between shoulder blades", "arm": "Arm",
}  # fmt: skip
NECK_CHARACTERS = {
    "tight_stiff": "Tight or stiff", "dull_ache": "Dull ache", "kink_pulled": "Like a pulled muscle", "sore": "Sore",
    "sharp_shooting": "Sharp or shooting", "burning": "Burning", "throbbing": "Throbbing", "pressure": "Pressure",
}  # fmt: skip
NECK_CAUSES = {
    "awkward_sleep": "Awkward sleep", "screen_time": "Screen time", "posture": "Posture", "stress": "Stress",
    "exertion": "Exertion", "travel": "Travel", "cold_draught": "Cold or draught", "minor_strain": "Strain or twist",
    "none_noticed": "None noticed",
}  # fmt: skip
NECK_MOVEMENTS = {
    "turning": "Turning the head", "bending_forward": "Looking down", "bending_back": "Looking up",
    "tilting": "Tilting to a side", "holding_still": "Holding one position", "pressing": "Pressing on it",
    "none": "No movement",
}  # fmt: skip
SPREADS_TO = {
    "eye": "Eye", "forehead": "Forehead", "temple": "Temple", "shoulder": "Shoulder", "arm": "Arm", "none": "Nowhere",
}  # fmt: skip
RELIEVERS = {
    "cold": "Cold", "heat": "Heat", "dark": "Dark room", "rest": "Rest", "sleep": "Sleep", "caffeine": "Caffeine",
    "exercise": "Exercise", "stretching": "Stretching", "massage": "Massage", "physiotherapy": "Physiotherapy",
    "manipulation": "Manipulation", "neuromodulation": "Neuromodulation device", "medicine": "Medicine",
    "nothing": "Nothing", "other": "Other",
}  # fmt: skip
HEAD_REGIONS = {
    "forehead": "Forehead", "temple": "Temple", "orbital": "Eye", "supraorbital": "Above the eye", "top": "Top",
    "back": "Back of head", "face": "Face", "jaw": "Jaw", "teeth": "Teeth", "neck": "Neck", "whole": "Whole head",
}  # fmt: skip
EYE_NOSE_SIGNS = {
    "red_eye": "Red eye", "tearing": "Tearing", "blocked_nose": "Blocked nose", "runny_nose": "Runny nose",
    "swollen_eyelid": "Swollen lid", "drooping_eyelid": "Drooping lid", "small_pupil": "Small pupil",
    "face_sweating": "Sweating face",
}  # fmt: skip
SUSPECTED_TRIGGERS = {
    "food": "Food", "stress": "Stress", "relief_from_stress": "After stress", "weather": "Weather change",
    "bright_sunlight": "Bright sunlight", "flickering_light": "Flickering light", "heat": "Heat", "cold": "Cold",
    "exercise": "Exercise", "sexual_activity": "Sexual activity", "skipped_meal": "Skipped meal",
    "low_fluid": "Too little to drink", "too_much_sleep": "Too much sleep", "too_little_sleep": "Too little sleep",
    "holiday_weekend": "Holiday or weekend", "alcohol": "Alcohol", "smells": "Smells", "solvents": "Solvents",
    "medication": "A medicine", "hormonal_change": "Hormones", "head_movement": "Head movement",
    "other_illness": "Other illness", "touch": "Touch", "screen_time": "Screen time", "posture": "Posture",
    "awkward_sleep": "Awkward sleep", "neck_strain": "Neck strain", "caffeine_change": "Caffeine change",
    "travel": "Travel", "noise": "Noise", "crying": "Crying", "missed_preventive": "Missed preventive dose",
}  # fmt: skip
SIDE_EFFECTS = {
    "sleepy": "Sleepy", "dizzy": "Dizzy", "nausea": "Nausea", "tight_chest": "Tight chest", "tingling": "Tingling",
    "constipation": "Constipation", "site_reaction": "Sore or red where injected", "hair_thinning": "Hair thinning",
    "weight_change": "Weight change", "low_mood": "Low mood", "other": "Other",
}  # fmt: skip
INSTRUMENTS = {
    "midas": "MIDAS", "hit6": "HIT-6", "ndi": "NDI", "msq": "MSQ", "mibs4": "MIBS-4", "asc12": "ASC-12",
    "mtoq4": "mTOQ-4", "id_migraine": "ID-Migraine", "pgic": "Global impression of change",
}  # fmt: skip

GROUPS = MappingProxyType({
    "sign": SIGNS, "early_sign": EARLY_SIGNS, "aura": AURA, "neck_location": NECK_LOCATIONS,
    "neck_character": NECK_CHARACTERS, "neck_cause": NECK_CAUSES, "neck_movement": NECK_MOVEMENTS,
    "spreads_to": SPREADS_TO, "reliever": RELIEVERS, "head_region": HEAD_REGIONS, "eye_nose": EYE_NOSE_SIGNS,
    "suspected_trigger": SUSPECTED_TRIGGERS, "side_effect": SIDE_EFFECTS, "instrument": INSTRUMENTS,
})  # fmt: skip


# A skin tone, and the two joiners that some scripts write with and emoji are made with.
_ALSO_IN_WORDS = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff\u200c\u200d")


def own_slug(words: str) -> str:
    """Id, without its prefix, of words that a person adds; empty when they hold punctuation alone.

    Letters with their marks, digits and emoji stay, in lower case: what is left out cannot be told apart
    again. The script of the shell makes the same.

    Examples
    --------
    >>> own_slug("Wind & rain 2"), own_slug("🍫"), own_slug("सिरदर्द")
    ('wind_rain_2', '🍫', 'सिरदर्द')
    """
    return "_".join("".join(c if _in_word(c) else " " for c in normalize("NFC", words.lower())).split())


def own_word_id(words: str) -> str:
    """Id of words that a person adds; `own:` alone when they hold punctuation alone."""
    return f"{OWN_PREFIX}{own_slug(words)[:LONGEST_SLUG]}"


def _in_word(letter: str) -> bool:
    kind = category(letter)
    return kind[0] in "LNM" or kind == "So" or letter in _ALSO_IN_WORDS


def is_word(group: str, word: str) -> bool:
    """Whether a word belongs to a list, or is the person's own (`own:…`)."""
    return word in GROUPS[group] or word.startswith(OWN_PREFIX)


def label(group: str, word: str, own: OwnLabels = MappingProxyType({})) -> str:
    """Words to show for an id; without its label in `own`, a person's own word stands for itself.

    Examples
    --------
    >>> label("sign", "own:wind_rain"), label("sign", "own:wind_rain", {("sign", "own:wind_rain"): "Wind & rain!"})
    ('wind rain', 'Wind & rain!')
    """
    return (
        GROUPS[group].get(word) or own.get((group, word)) or word.removeprefix(OWN_PREFIX).replace("_", " ")
    )
