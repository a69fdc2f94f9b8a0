"""The red flags as data: id, plain question, level, basis. English only until checked in another language."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Urgency(IntEnum):
    """How soon to be seen; a higher one wins."""

    NONE = 0
    SOON = 1
    SAME_DAY = 2
    EMERGENCY_NOW = 3


class RedFlag(NamedTuple):
    """One line of the screen; `group` is where the page shows it."""

    id: str
    level: Urgency
    basis: str
    question: str
    group: str = "head"


_NOW, _TODAY, _SOON = Urgency.EMERGENCY_NOW, Urgency.SAME_DAY, Urgency.SOON
_NEUROLOGICAL, _SUDDEN = "SNNOOP10 N (Do 2019)", "SNNOOP10 O (Do 2019); ICHD-3 4.4"
_PREGNANCY, _INJURY = "SNNOOP10 P, pregnancy", "SNNOOP10 P, injury; NICE CG150"
_DISSECTION = "cervical artery dissection; absence of these signs never reassures"
_CORD = "degenerative cervical myelopathy, Royal Free leaflet"

RED_FLAGS: tuple[RedFlag, ...] = (
    RedFlag("thunderclap", _NOW, _SUDDEN,
            "Did the worst headache of your life reach its peak within a few minutes?"),
    RedFlag("sudden_severe_headache", _NOW, _SUDDEN,
            "Did any other severe headache, even if not the worst, reach its peak within 5 minutes?"),
    RedFlag("new_neuro_deficit", _NOW, _NEUROLOGICAL,
            "New weakness, numbness, drooping face, trouble speaking, sudden loss of vision, double "
            "vision or unsteadiness that is not your usual aura?"),
    RedFlag("reduced_consciousness", _NOW, _NEUROLOGICAL, "Drowsy, hard to wake, or fainted?"),
    RedFlag("first_seizure", _NOW, _NEUROLOGICAL, "A first fit?"),
    RedFlag("new_confusion_or_personality_change", _NOW, _NEUROLOGICAL,
            "New confusion, or acting unlike yourself?"),
    RedFlag("fever_with_neck_stiffness", _NOW, "SNNOOP10 S; meningitis",
            "Fever and a stiff neck that hurts to bend, a rash that does not fade, or light hurting "
            "very much while ill?"),
    RedFlag("painful_red_eye_vision_loss", _NOW, "SNNOOP10 P, painful eye",
            "A painful red eye with blurred vision or haloes?"),
    RedFlag("gca_with_vision_change", _NOW, "SNNOOP10 O; NICE CG150; BSR 2020",
            "Over 50 with a new headache, jaw pain on chewing or a tender scalp, and any loss of "
            "vision?"),
    RedFlag("pregnant_postpartum_warning_signs", _NOW, _PREGNANCY,
            "Pregnant or within 6 weeks of birth, with a headache that is severe or sudden, or with "
            "vision change, high blood pressure, upper-belly pain or fits?"),
    RedFlag("head_injury_worsening_or_anticoagulant", _NOW, _INJURY,
            "After a head injury: worsening headache, vomiting, drowsiness, or do you take blood "
            "thinners?"),
    RedFlag("co_exposure", _NOW, "carbon monoxide advice",
            "Do others in the building have headaches too, or does it ease outdoors (boiler, "
            "generator)?"),
    RedFlag("aura_not_resolved", _NOW, _NEUROLOGICAL,
            "Is an aura symptom still there after 24 hours, or is there weakness?"),
    RedFlag("first_or_unusual_motor_brainstem_retinal_aura", _NOW, "first or unlike the usual",
            "An aura with weakness, with spinning, slurring or double vision, or in one eye only: the "
            "first ever, or unlike your usual?"),
    RedFlag("first_aura_over_60min", _NOW, "ICHD-3 1.2",
            "A first aura ever, with a symptom longer than an hour?"),
    RedFlag("swelling_or_breathing_after_medicine", _NOW, "severe allergic reaction",
            "Swelling of face or throat, or trouble breathing, after a medicine?"),
    RedFlag("self_harm_thoughts", _NOW, "crisis advice", "Thoughts of harming yourself?"),
    RedFlag("age50_new_with_gca_features", _TODAY, "SNNOOP10 O; NICE CG150; BSR 2020",
            "Over 50 with a new headache and jaw pain on chewing or a tender scalp?"),
    RedFlag("pregnant_postpartum_new", _TODAY, _PREGNANCY,
            "Pregnant or within 6 weeks of birth with a new or unusual headache?"),
    RedFlag("new_headache_clotting_risk_or_oestrogen", _TODAY, "cerebral venous thrombosis",
            "A new headache while your blood clots easily or you take oestrogen?"),
    RedFlag("unlike_usual_with_continuous_headache", _TODAY, "pattern change where no attack stands apart",
            "You have headache all the time: is this one unlike your usual?"),
    RedFlag("fever_systemic", _TODAY, "SNNOOP10 S",
            "Fever, weight loss or night sweats with a new headache?"),
    RedFlag("head_injury_last_3_months", _TODAY, _INJURY,
            "Did the headache start within 3 months of a head injury?"),
    RedFlag("cancer_history_new", _TODAY, "SNNOOP10 N, neoplasm",
            "A new headache, and cancer now or in the past?"),
    RedFlag("immunosuppressed_new", _TODAY, "SNNOOP10 P, immune",
            "A new headache, with HIV or treatment that weakens immunity?"),
    RedFlag("positional_new", _TODAY, "SNNOOP10 P, positional",
            "A new headache clearly worse lying down, or clearly worse standing up?"),
    RedFlag("visual_obscurations", _TODAY, "SNNOOP10 P, papilloedema",
            "Does vision grey out on bending or standing, or is there whooshing in the ears?"),
    RedFlag("first_painful_eye_autonomic", _TODAY, "SNNOOP10 P, painful eye",
            "First attacks of severe one-sided eye pain with a red or watering eye or a drooping lid?"),
    RedFlag("prolonged_aura_over_60min", _TODAY, "SNNOOP10 N; ICHD-3 1.2",
            "An aura symptom longer than an hour?"),
    RedFlag("first_aura_over_50", _TODAY, "SNNOOP10 O", "A first aura ever after the age of 50?"),
    RedFlag("attack_over_72h", _TODAY, "ICHD-3 1.4.1",
            "An attack longer than 72 hours in spite of treatment?"),
    RedFlag("age50_new", _SOON, "SNNOOP10 O, age 50", "A first headache of this kind after the age of 50?"),
    RedFlag("pattern_change", _SOON, "SNNOOP10 P",
            "A clear change in the kind or the frequency of your headaches?"),
    RedFlag("progressive_pattern", _SOON, "SNNOOP10 P", "Getting steadily worse over weeks?"),
    RedFlag("cough_exertion_new", _SOON, "SNNOOP10 P",
            "New, and brought on by cough, sneeze, strain, exercise or sex?"),
    RedFlag("new_drug_onset", _SOON, "SNNOOP10 P", "Did it begin after a new medicine?"),
    RedFlag("painkiller_overuse", _SOON, "SNNOOP10 P; ICHD-3 8.2",
            "Painkillers on 10 to 15 or more days a month?"),
    RedFlag("new_unusual_neck_pain_with_dissection_sign", _NOW, _DISSECTION,
            "New, unusual neck or one-sided head pain with any of: drooping eyelid, unequal pupils, "
            "new whooshing on one side, dizziness or unsteadiness, double vision, slurred speech, "
            "trouble swallowing, collapse, numb face, jerking eyes?", "neck"),
    RedFlag("horner", _NOW, _DISSECTION, "A drooping lid with a small pupil on the painful side?", "neck"),
    RedFlag("neck_trauma_high_energy", _NOW, "neck injury",
            "Neck pain after a fall from a height, a car crash or diving, or with pins and needles "
            "after an injury?", "neck"),
    RedFlag("myelopathy_two_or_more", _NOW, _CORD,
            "Two or more of: clumsy hands, numb or tingling hands or feet, unsteady walking, weak or "
            "heavy legs, electric shock on bending the neck?", "neck"),
    RedFlag("bladder_bowel_saddle_with_neck", _NOW, _CORD,
            "Neck trouble with new bladder or bowel trouble, or numbness where you sit?", "neck"),
    RedFlag("new_unusual_neck_pain_minor_trauma", _TODAY, _DISSECTION,
            "New, severe, unusual neck pain that does not let up, after a minor strain, without those "
            "signs?", "neck"),
    RedFlag("myelopathy_single", _TODAY, _CORD,
            "One of these, slowly getting worse: clumsy hands, numb hands or feet, unsteady walking, "
            "heavy legs, electric shock on bending the neck?", "neck"),
    RedFlag("night_neck_pain_weight_loss", _TODAY, "SNNOOP10 S, N",
            "Constant neck pain at night, with weight loss, fever, or cancer now or in the past?", "neck"),
    RedFlag("familiar_neck_stiffness", Urgency.NONE, "familiar",
            "The usual stiffness of your attacks, no fever, no new sign?", "neck"),
)  # fmt: skip
