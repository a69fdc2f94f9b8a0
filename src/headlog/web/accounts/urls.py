from django.urls import path

from headlog.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("sign-up/", views.sign_up, name="sign_up"),
    path("recover/", views.recover, name="recover"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("account/codes/", views.new_codes, name="new_codes"),
    path("account/close/", views.close, name="close"),
]
