"""Addresses of mail; none of them has a language in it."""

from django.urls import path

from . import views

urlpatterns = [
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", views.mailbox, name="mailbox_mail"),
    path("mailbox/<int:pk>/html/", views.mailbox_html, name="mailbox_html"),
]
