from django.urls import path

from headlog.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/<uuid:job_id>/", views.progress, name="progress"),
    path("jobs/<uuid:job_id>/result/", views.result, name="result"),
    path("jobs/<uuid:job_id>/cancel/", views.cancel, name="cancel"),
]
