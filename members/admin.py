"""Where Django's autodiscovery looks: the registrations themselves stand in members.staff."""

from members.staff import (  # noqa: F401
    claims_admin,
    editors_admin,
    federation_admin,
    foreign_admin,
    labels_admin,
    mail_admin,
    member_admin,
    merges_admin,
    people_admin,
    reports_admin,
    revision_admin,
    saved_reasons_admin,
    search_terms_admin,
    tasks_admin,
    vocabulary_admin,
)
