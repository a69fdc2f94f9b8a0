"""One small invented file of each format: an attack over a clock change, one without an end, and more."""

# ruff: noqa: E501  # rows of other programs' files are as long as they are

from __future__ import annotations

import json
from datetime import UTC, datetime

from headlog.diary.attack import Attack
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment
from headlog.exchange.headlog_json import file
from tests.unit.exchange.migraine_buddy_files import attacks_file

# 9 March 2024 22:30 to 10 March 04:10 in New York: 4 h 40 min, the clocks going forward between.
BEGAN = datetime(2024, 3, 10, 3, 30, tzinfo=UTC)
ENDED = datetime(2024, 3, 10, 8, 10, tzinfo=UTC)
OPEN = datetime(2024, 3, 28, 18, 0, tzinfo=UTC)


def _ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def _headlog() -> bytes:
    record = Attack(id="a", headache_began=Moment(BEGAN, "America/New_York"), worst_pain=8)
    entry = Entry(id="a", kind="attack", version="a", logged_at=ENDED, by="person", record=record)
    return file.write([entry], written_at=ENDED, zone="America/New_York")


def _health(*records: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData ANY>\n]>\n'
    return (head + '<HealthData locale="en_US">\n' + "\n".join(records) + "\n</HealthData>\n").encode()


def health_record(
    kind: str, value: str, began: str, ended: str, *, source: str = "Health", inside: str = ""
) -> str:
    """One record of an Apple Health export."""
    return (
        f'<Record type="HKCategoryTypeIdentifier{kind}" sourceName="{source}" creationDate="{began}" '
        f'startDate="{began}" endDate="{ended}" value="HKCategoryValue{value}">{inside}</Record>'
    )


HEALTH_RECORDS = (
    health_record("Headache", "SeveritySevere", "2024-03-09 22:30:00 -0500", "2024-03-10 04:10:00 -0400"),
    health_record("Headache", "SeverityMild", "2024-03-28 14:00:00 -0400", "2024-03-28 14:00:00 -0400"),
    health_record("Headache", "SeverityNotPresent", "2024-03-12 21:00:00 -0400", "2024-03-12 21:00:00 -0400"),
    health_record("Headache", "SeverityNotPresent", "2024-03-28 21:00:00 -0400", "2024-03-28 21:00:00 -0400"),
    health_record("SleepAnalysis", "SleepAnalysisInBed", "2024-03-08 23:00:00 -0500", "2024-03-09 07:00:00 -0500"),
    health_record("SleepAnalysis", "SleepAnalysisAsleepCore", "2024-03-09 00:00:00 -0500",
                  "2024-03-09 04:00:00 -0500", source="Watch"),
    health_record("SleepAnalysis", "SleepAnalysisAsleepREM", "2024-03-09 03:00:00 -0500",
                  "2024-03-09 05:30:00 -0500", source="Watch"),
    health_record("SleepAnalysis", "SleepAnalysisAsleepUnspecified", "2024-03-08 22:00:00 -0500",
                  "2024-03-09 08:00:00 -0500", source="Other"),
    health_record("MenstrualFlow", "VaginalBleedingLight", "2024-03-20 08:00:00 -0400",
                  "2024-03-20 08:00:00 -0400", inside='<MetadataEntry key="HKMenstrualCycleStart" value="1"/>'),
    health_record("StepCount", "None", "2024-03-20 08:00:00 -0400", "2024-03-20 08:00:00 -0400"),
)  # fmt: skip

SMALL_FILES = {
    "headlog": _headlog(),
    "migraine_buddy": attacks_file(
        {"Started": "03/09/24 22:30", "Lasted": "04h 40m", "Start UTC Offset (min)": "-300", "Pain Level": "8",
         "End UTC Offset (min)": "-240", "Helpful Medication": "Rizatriptan", "Premonitory Symptoms": "Yawning"},
        events=(("03/28/24", "Ongoing", "Attack started 03/28/24 14:00", ""),),
    ),
    "csv": b"start,end,pain,drug\n2024-03-09 22:30,2024-03-10 04:10,8,Rizatriptan\n2024-03-28 14:00,,5,\n",
    "apple_health": _health(*HEALTH_RECORDS),
    "bearable": (
        b"date,weekday,time of day,category,rating/amount,detail,notes\n"
        b'"9th Mar 2024","Saturday","pm","Symptom","3","Headache (Severe)","clocks"\n'
        b'"10th Mar 2024","Sunday","pre","Symptom","2","Headache (Moderate)",""\n'
        b'"12th Mar 2024","Tuesday","mid","Symptom","1","Neck pain (Mild)",""\n'
        b'"12th Mar 2024","Tuesday","20:00","Meds/Supplements","70mg","Erenumab",""\n'
        b'"9th Mar 2024","Saturday","23:00","Meds/Supplements","10mg","Rizatriptan",""\n'
        b'"9th Mar 2024","Saturday","am","Meds/Supplements","1","Vitamin D",""\n'
        b'"9th Mar 2024","Saturday","am","Meds/Supplements","400mg","Magnesium",""\n'
        b'"9th Mar 2024","Saturday","all day","Sleep","6h 30m","Asleep 23:50 - 06:20",""\n'
        b'"9th Mar 2024","Saturday","","Sleep quality","2","",""\n'
        b'"11th Mar 2024","Monday","am","Symptom","1","Tingling toes (Mild)",""\n'
        b'"11th Mar 2024","Monday","am","Factors","","Coffee|Long walk",""\n'
    ),
    "migralog": json.dumps({
        "metadata": {"schemaVersion": 35},
        "episodes": [
            {"id": "e1", "startTime": _ms(BEGAN), "endTime": _ms(ENDED), "locations": ["right_eye", "right_neck"],
             "qualities": ["throbbing"], "symptoms": ["light_sensitivity"], "triggers": ["weather_change"],
             "createdAt": _ms(BEGAN), "notes": "clocks"},
            {"id": "e2", "startTime": _ms(OPEN), "locations": [], "createdAt": _ms(OPEN)},
        ],
        "intensityReadings": [
            {"episodeId": "e1", "timestamp": _ms(ENDED), "intensity": 0},
            {"episodeId": "e1", "timestamp": _ms(BEGAN), "intensity": 8},
        ],
        "symptomLogs": [{"id": "s1", "symptom": "neck_pain", "onsetTime": _ms(BEGAN), "severity": 4,
                         "resolutionTime": _ms(ENDED), "createdAt": _ms(BEGAN)}],
        "dailyStatusLogs": [
            {"id": "d1", "date": "2024-03-12", "status": "green"},
            {"id": "d2", "date": "2024-03-13", "status": "yellow", "statusType": "prodrome", "notes": "tired"},
            {"id": "d3", "date": "2024-03-14", "status": "red"},
        ],
        "calendarOverlays": [{"startDate": "2024-04-01", "endDate": "2024-04-07", "label": "Holiday"}],
        "medications": [
            {"id": "m1", "name": "Rizatriptan", "type": "rescue", "category": "triptan", "dosageAmount": 10,
             "dosageUnit": "mg", "active": False},
            {"id": "m2", "name": "Erenumab", "type": "preventative", "category": "cgrp"},
        ],
        "medicationDoses": [
            {"id": "x1", "medicationId": "m1", "timestamp": _ms(BEGAN), "quantity": 2, "dosageAmount": 10,
             "dosageUnit": "mg", "status": "taken", "episodeId": "e1", "effectivenessRating": 8},
            {"id": "x2", "medicationId": "m2", "timestamp": _ms(OPEN), "status": "skipped"},
            {"id": "x3", "medicationId": "m2", "timestamp": _ms(BEGAN), "status": "taken", "dosageAmount": 70,
             "dosageUnit": "mg"},
            {"id": "x4", "medicationId": "m1", "timestamp": _ms(OPEN), "status": "skipped"},
        ],
        "episodeNotes": [{"id": "n1"}],
    }).encode(),
    "headi": (
        "_id,pain,start_date,end_date,duration,strength,medication,medication_amount,description\n"
        f"1,Migraine with aura,{_ms(BEGAN)},{_ms(ENDED)},16800000,8,Rizatriptan,2,clocks\n"
        f"2,Tension-type headache,{_ms(OPEN)},null,null,3,null,null,null\n"
    ).encode(),
    "headache_companion": json.dumps([
        {"date": "2024-03-09", "notes": "long day", "diet": 0, "exercise": 3, "relax": 0, "sleep": 1, "water": 0,
         "attacks": [
             {"id": "a1", "headacheType": "migraine", "painLevel": 8.0, "pulsating": True, "pulsatingSide": 1,
              "pressingSide": 0, "auras": ["Visual"], "symptoms": ["Nausea", "Throbbing pain"], "onPeriod": True,
              "startTime": _ms(BEGAN) // 1000, "stopTime": _ms(ENDED) // 1000},
             {"id": "a2", "headacheType": "tension", "painLevel": 3.0, "pressing": True, "pressingSide": 2,
              "startTime": _ms(OPEN) // 1000, "stopTime": None},
         ],
         "medications": [
             {"id": "x1", "name": "Rizatriptan", "amount": 2, "dose": "10 mg", "effective": 0,
              "time": _ms(BEGAN) // 1000, "type": "symptom relieving", "sideEffects": "sleepy"},
             {"id": "x2", "name": "Candesartan", "amount": 1, "dose": "8 mg", "time": _ms(BEGAN) // 1000,
              "type": "preventive", "effective": 2},
         ]},
    ]).encode(),
    "cluster_headache_tracker": (
        b"start_time,end_time,intensity,medication,triggers,notes\n2024-03-28 14:00:00,,5,,,going\n"
        b'2024-03-09 22:30:00,2024-03-10 04:10:00,8,Oxygen + Rizatriptan,"Weather, Moon",clocks\n'
    ),
    "aidingmigraine": (
        "\ufeffDate,Start Time,End Time,Duration (hours),Pain Level,Category,Medication,Notes,Resolution,Status,"
        "Pressure (hPa),Symptoms,Triggers,Prodrome,Postdrome,Pain Location,Pain Quality\n"
        "2024-03-09,22:30,04:10,4.67,8,Severe,Rizatriptan 10mg,clocks,,completed,,Vomiting,Weather change,"
        "Neck pain; Yawning,Fatigue,Right eye,Pulsating / throbbing\n"
        "2024-03-21,07:00,07:00,48,7,Severe,,,,completed,,,,,,,\n"
        "2024-03-25,07:00,09:30,12,7,Severe,,,,completed,,,,,,,\n"
        "2024-03-26,23:00,01:30,,7,Severe,,,,completed,,,,,,,\n"
        "2024-03-28,14:00,,,5,Moderate,,,,active,,,,,,,\n"
    ).encode(),
    "daylio": (
        b"full_date,date,weekday,time,mood,activities,note_title,note\n"
        b'2024-03-28,28 March,Thursday,14:00,bad,"headache | stress","","going"\n'
        b'2024-03-27,27 March,Wednesday,14:00,good,"walk","",""\n'
        b'2024-03-26,26 March,Tuesday,14:00,good,"Migraine","",""\n'
    ),
}  # fmt: skip
