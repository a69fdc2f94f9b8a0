from datetime import date

from django.urls import path, register_converter

from headlog.web.journal import sync
from headlog.web.journal.views import (
    attack,
    changes,
    criteria,
    data,
    days,
    follow_ups,
    lists,
    now,
    preferences,
    records,
)


class DayConverter:
    """A local day in an address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day; an impossible one is no address."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """The day as it is written."""
        return value if isinstance(value, str) else value.isoformat()


register_converter(DayConverter, "day")

# Which address makes and shows which kind of record.
KINDS = {
    "neck": "neck_episode", "sign": "sign", "dose": "dose", "relief": "relief", "attack": "attack",
    "background": "background_headache", "pauses": "pause", "scores": "score", "visits": "visit",
    "factors": "own_word", "medicines/list": "medicine", "preventives/edit": "preventive_course",
    "preventives/dose": "preventive_dose",
}  # fmt: skip
LISTS = {
    "medicines/list": "medicines", "preventives/edit": "preventives", "scores": "scores",
    "visits": "visits", "factors": "factors", "pauses": "pauses", "background": "backgrounds",
}  # fmt: skip

app_name = "journal"
urlpatterns = [
    path("now/", now.now, name="now"),
    path("sync/", sync.sync, name="sync"),
    *(path(f"{place}/new/", records.new, {"kind": kind}, name="new") for place, kind in KINDS.items()),
    *(path(f"{place}/", lists.own_list, {"name": name}, name=name) for place, name in LISTS.items()),
    path("attack/<str:record>/", attack.attack, name="attack"),
    path("attack/<str:record>/usual/", attack.keep_as_usual, name="keep_as_usual"),
    path("attack/<str:record>/answer/", criteria.answer, name="answer"),
    *(path(f"{place}/<str:record>/", records.edit) for place in ("neck", "sign", "dose", "relief")),
    path("neck/<str:record>/follow-up/", follow_ups.answer, name="follow_up"),
    path("about-you/", records.new, {"kind": "person"}, name="about_you"),
    path("plan/", records.new, {"kind": "plan"}, name="plan"),
    path("entries/<str:record>/", changes.open_record, name="open"),
    path("entries/<str:record>/edit/", records.edit, name="edit"),
    path("entries/<str:record>/history/", changes.history, name="history"),
    path("entries/<str:record>/undo/", changes.undo, name="undo"),
    path("entries/<str:record>/remove/", changes.withdraw, name="withdraw"),
    path("entries/<str:record>/settle/", changes.settle, name="settle"),
    path("check-in/", days.check_in, name="check_in"),
    path("check-in/<day:day>/", days.check_in, name="check_in_day"),
    path("check-in/<day:day>/signs/", days.signs, name="signs"),
    path("calendar/", days.calendar, name="calendar"),
    path("calendar/<int:year>/<int:month>/", days.calendar, name="calendar_month"),
    path("search/", lists.search, name="search"),
    path("settings/", preferences.preferences, name="settings"),
    path("data/", data.data, name="data"),
    path("data/export/", data.export, name="export"),
    path("data/import/", data.upload, name="upload"),
    path("data/import/<uuid:batch>/", data.import_file, name="import"),
    path("data/import/<uuid:batch>/undo/", data.undo_import, name="undo_import"),
    path("data/erase/", data.erase, name="erase"),
]
