"""Addresses of accounts: `localized` ones stand below /<lang>/, `fixed` ones do not."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from django.urls import include, path
from django.views.generic import RedirectView

from . import claim_views, own_views, people_views, views

app_name = "accounts"

localized = [
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("members/<slug:slug>/claim/", claim_views.claim, name="claim"),
    path("members/<slug:slug>/claim/thanks/", claim_views.claim_thanks, name="claim_thanks"),
    path("profile/<slug:slug>/people/", people_views.people, name="people"),
    path("profile/<slug:slug>/people/leave/", people_views.leave, name="leave"),
    path("profile/<slug:slug>/people/<int:pk>/", people_views.change_editor, name="change_editor"),
    path(
        "profile/<slug:slug>/invitations/<int:pk>/",
        people_views.change_invitation,
        name="change_invitation",
    ),
]
fixed = [
    path("admin/login/", views.admin_login),
    # The admin's own page asks for no fresh sign-in and tells nobody about the change.
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("account/", own_views.account, name="account"),
    path("account/data/", own_views.data, name="account_data"),
    path("account/close/", own_views.close, name="account_close"),
    path("account/fresh/", views.fresh, name="fresh_sign_in"),
    path("account/language/", views.language, name="my_language"),
    path("account/sessions/", views.sessions, name="usersessions_list"),
    # Who finds a browser open must not be able to make a way in that stays.
    path("account/password/set/", reauthentication_required(password_set)),
    path("account/", include("allauth.urls")),
]
