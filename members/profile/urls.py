"""Addresses of the workspace, below /<lang>/profile/."""

from django.urls import path

from . import editing, sending, views

app_name = "profile"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.overview, name="overview"),
    path("<slug:slug>/edit/<slug:step>/", editing.edit, name="edit"),
    path("<slug:slug>/preview/", views.preview_page, name="preview"),
    path("<slug:slug>/history/", views.history, name="history"),
    path("<slug:slug>/confirm/", sending.confirm, name="confirm"),
    path("<slug:slug>/check/", sending.check, name="check"),
    path("<slug:slug>/undo/", sending.undo_change, name="undo"),
    path("<slug:slug>/discard/", sending.discard_draft, name="discard"),
    path("<slug:slug>/proposals/<int:pk>/", views.proposal, name="proposal"),
    path("<slug:slug>/proposals/<int:pk>/sent/", views.sent, name="sent"),
    path("<slug:slug>/proposals/<int:pk>/withdraw/", sending.withdraw_sent, name="withdraw"),
    path("<slug:slug>/proposals/<int:pk>/answer/", sending.answer_question, name="answer"),
]
