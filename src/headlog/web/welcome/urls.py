from django.urls import path

from headlog.web.welcome import views

app_name = "welcome"
urlpatterns = [
    path("", views.first_page, name="first_page"),
    path("demo/", views.open_demo, name="open_demo"),
    path("demo/leave/", views.leave_demo, name="leave_demo"),
    path("set-up/<str:token>/", views.operator_set_up, name="operator_set_up"),
]
