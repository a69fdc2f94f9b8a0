from django.urls import path

from headlog.web.public import safety_views, views

app_name = "public"
urlpatterns = [
    path("safety/", safety_views.questions, name="safety"),
    path("safety/rest/", safety_views.rest, name="safety_rest"),
    path("learn/", views.learn, name="learn"),
    path("learn/<slug:slug>/", views.learn_page, name="learn_page"),
]
