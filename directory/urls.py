"""Every address of the site; DESIGN's table of addresses is the contract."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from members.accounts import urls as accounts
from members.mailing import urls as mailing
from members.opendata import urls as opendata
from members.profile import urls as profile
from members.web import urls as web

urlpatterns = [
    *web.fixed,
    *accounts.fixed,
    *mailing.urlpatterns,
    path("", include((opendata.fixed, "opendata"))),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include((web.localized, web.app_name))),
        path("", include((accounts.localized, accounts.app_name))),
        path("", include((opendata.localized, "openpages"))),
        path("profile/", include("members.profile.urls")),
        path("", include((profile.confirming_urls, "confirming"))),
    ),
]

handler400 = "members.web.errors.bad_request"
handler403 = "members.web.errors.forbidden"
handler404 = "members.web.errors.not_found"
handler500 = "members.web.errors.server_error"
