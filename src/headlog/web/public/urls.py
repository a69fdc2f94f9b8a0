from django.urls import path

from headlog.web.public import views

app_name = "public"
urlpatterns = [
    path("learn/", views.learn, name="learn"),
    path("learn/<slug:slug>/", views.learn_page, name="learn_page"),
]
