from django.urls import path

from headlog.web.public import safety_views, views
from headlog.web.public.checker import views as checker_views

app_name = "public"
urlpatterns = [
    path("safety/", safety_views.questions, name="safety"),
    path("safety/rest/", safety_views.rest, name="safety_rest"),
    path("checker/", checker_views.checker, name="checker"),
    path("checker/keep/", checker_views.keep_result, name="checker_keep"),
    path("checker/sign-up/", checker_views.sign_up_and_keep, name="checker_sign_up"),
    path("checker/waiting/", checker_views.waiting, name="checker_waiting"),
    path("learn/", views.learn, name="learn"),
    path("learn/<slug:slug>/", views.learn_page, name="learn_page"),
]
