from django.urls import path

from headlog.web.look import views

app_name = "look"
urlpatterns = [
    path("more/", views.more, name="more"),
    path("appearance/", views.appearance, name="appearance"),
    path("_components/", views.components, name="components"),
]
