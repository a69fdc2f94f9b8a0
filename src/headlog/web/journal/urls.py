from django.urls import path

from headlog.web.journal import sync

app_name = "journal"
urlpatterns = [
    path("sync/", sync.sync, name="sync"),
]
