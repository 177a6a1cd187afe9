"""Addresses of the workspace, below /<lang>/profile/, and of the yearly check beside it."""

from django.urls import path

from . import autosaving, editing, sending, translations, views, withdrawal, yearly_check
from .redirects import follows

app_name = "profile"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", follows(views.overview), name="overview"),
    path("<slug:slug>/edit/<slug:step>/", follows(editing.edit), name="edit"),
    path("<slug:slug>/edit/<slug:step>/keep/", follows(autosaving.autosave), name="autosave"),
    path("<slug:slug>/preview/", follows(views.preview_page), name="preview"),
    path("<slug:slug>/history/", follows(views.history), name="history"),
    path("<slug:slug>/confirm/", follows(sending.confirm), name="confirm"),
    path("<slug:slug>/check/", follows(sending.check), name="check"),
    path("<slug:slug>/check/keep/", follows(autosaving.keep_note), name="keep_note"),
    path("<slug:slug>/undo/", follows(sending.undo_change), name="undo"),
    path("<slug:slug>/right/<int:pk>/", follows(translations.still_right), name="still_right"),
    path("<slug:slug>/discard/", follows(withdrawal.discard_draft), name="discard"),
    path("<slug:slug>/proposals/<int:pk>/", follows(views.proposal), name="proposal"),
    path("<slug:slug>/proposals/<int:pk>/sent/", follows(views.sent), name="sent"),
    path(
        "<slug:slug>/proposals/<int:pk>/keep/",
        follows(autosaving.keep_answer),
        name="keep_answer",
    ),
    path(
        "<slug:slug>/proposals/<int:pk>/withdraw/",
        follows(withdrawal.withdraw_sent),
        name="withdraw",
    ),
    path(
        "<slug:slug>/proposals/<int:pk>/put-back/",
        follows(withdrawal.put_back_text),
        name="put_back",
    ),
    path(
        "<slug:slug>/proposals/<int:pk>/answer/",
        follows(withdrawal.answer_question),
        name="answer",
    ),
]

# The yearly check's own pages: whoever has the mail needs no sign-in.
confirming_urls = [
    path("confirm/<str:token>/", yearly_check.page, name="page"),
    path("confirm/<str:token>/done/", yearly_check.done, name="done"),
    path("confirm/<str:token>/new/", yearly_check.new_link, name="new"),
]
