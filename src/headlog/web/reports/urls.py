from datetime import date

from django.urls import path, register_converter

from headlog.web.reports import report_views, views
from headlog.web.reports.choices import day_of_address
from headlog.web.reports.inference import views as inference


class LedgerDay:
    """A local day in an address; an impossible one is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day."""
        return day_of_address(value)

    def to_url(self, value: date) -> str:
        """The day as it is written."""
        return value.isoformat()


register_converter(LedgerDay, "ledger_day")

app_name = "reports"
urlpatterns = [
    path("timeline/", views.timeline, name="timeline"),
    path("aligned/", views.aligned, name="aligned"),
    path("months/", views.months, name="months"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/<ledger_day:day>/", views.ledger_day, name="ledger_day"),
    path("medicines/", views.medicines, name="medicines"),
    path("preventives/", views.preventives, name="preventives"),
    path("cycle/", views.cycle, name="cycle"),
    path("neck/", views.neck, name="neck"),
    path("signs/", inference.signs, name="signs"),
    path("response/", inference.response, name="response"),
    path("associations/", inference.associations, name="associations"),
    path("dosing-cycle/", inference.dosing_cycle, name="dosing_cycle"),
    path("next-day/", inference.next_day, name="next_day"),
    path("report/", report_views.report, name="report"),
    path("report.pdf", report_views.report_pdf, name="report_pdf"),
    path("report.json", report_views.report_json, name="report_json"),
    path("report.txt", report_views.report_text, name="report_text"),
]
