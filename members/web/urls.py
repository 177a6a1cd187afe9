"""Addresses of the public's pages: `localized` ones stand below /<lang>/, `fixed` ones do not."""

from django.urls import path, re_path

from members.presenting.terms import PAGES

from . import health, machines, site_files, views
from .download.views import download
from .grid.views import grid_csv, who_what_where
from .help import help_page
from .sharing.views import sharing_picture
from .term_pages.views import term_index, term_page

app_name = "web"

localized = [
    path("", views.member_list, name="list"),
    path("about/", views.about, name="about"),
    path("help/", help_page, name="help"),
    path("filter/<slug:group>/", views.filter_values, name="filter"),
    path("download.<slug:kind>", download, name="download"),
    path("grid.csv", grid_csv, name="grid_csv"),
    path("3w.csv", who_what_where, name="who_what_where"),
    path("print/", views.printed_list, name="print"),
    *(path(f"{name}/", term_index, {"group": group}, name=name) for group, name in PAGES.items()),
    *(
        path(f"{name}/<slug:slug>/", term_page, {"group": group}, name=group)
        for group, name in PAGES.items()
    ),
    path("members/", views.all_members, name="members"),
    path("suggest", machines.suggest_json, name="suggest"),
    path("members/<slug:slug>/", views.member_profile, name="member"),
    path("members/<slug:slug>/contact.vcf", views.member_contact, name="contact"),
    path("members/<slug:slug>/report/", views.report, name="report"),
    path("members/<slug:slug>/report/thanks/", views.report_thanks, name="report_thanks"),
]
fixed = [
    path("", machines.home, name="home"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", machines.sitemap, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("manifest.webmanifest", site_files.manifest, name="manifest"),
    path(".well-known/security.txt", site_files.security_txt, name="security_txt"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
    re_path(r"^style/(?P<colour>[0-9a-f]{6})\.css$", machines.accent, name="accent"),
    re_path(
        r"^sharing/(?P<language>[a-z]{2})/(?P<kind>[a-z]{4,7})/"
        r"(?P<name>[A-Za-z0-9-]{1,100})-(?P<digest>[0-9a-f]{16})\.png$",
        sharing_picture,
        name="sharing",
    ),
    re_path(r"^shapes/(?P<digest>[0-9a-f]{32})\.svg$", machines.shapes, name="shapes"),
    re_path(
        r"^logos/(?P<digest>[0-9a-f]{32})-(?P<width>[0-9]{2,3})\.webp$", machines.logo, name="logo"
    ),
]
