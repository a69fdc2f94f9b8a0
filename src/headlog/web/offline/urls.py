from django.urls import path

from headlog.web.offline import addresses, views

app_name = "offline"
urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("headlog.webmanifest", views.manifest, name="manifest"),
    path("offline/", views.page, name="shell"),
    path("offline/sheets/", views.sheets, name="sheets"),
    path("offline/me/", views.me, name="me"),
    path("addresses/", addresses.overview, name="addresses"),
    path("addresses/new/", addresses.make, name="make_address"),
    path("addresses/<uuid:address>/take-back/", addresses.take_back, name="take_back"),
    path("w/<str:secret>/<str:tap>/", addresses.write, name="write"),
    path("feed/<str:secret>.ics", addresses.calendar, name="calendar"),
]
