"""Whether the site is up and well, for load balancers and for whoever watches it."""

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from directory import __version__
from members.condition import prometheus, report
from members.condition.check import FAILED
from members.core.shared_cache import cache_is_away

_NEVER_KEPT = {"Cache-Control": "no-store"}


@require_safe
def healthz(request):
    """Whether the database answers and is migrated: 200 or 503; no cache is no outage.

    `?deep=1`, with the token, looks at everything that the site needs.
    """
    if request.GET.get("deep"):
        return _deep_health(request)
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return JsonResponse({"database": "unreachable"}, status=503)
    cache.get("healthz")
    state = {
        "version": __version__,
        "database": "ok",
        "migrations": f"{len(waiting)} waiting" if waiting else "ok",
        "cache": "unreachable" if cache_is_away() else "ok",
    }
    return JsonResponse(state, status=503 if waiting else 200)


def _deep_health(request):
    _only_with_token(request)
    checks = report.checks()
    state = {check.name: {"state": check.state} | check.facts for check in checks}
    worst = report.worst(checks)
    body = {"version": __version__, "state": worst} | state
    status = 503 if worst == FAILED else 200
    return JsonResponse(body, status=status, headers=_NEVER_KEPT)


def _only_with_token(request):
    """Raise Http404 for whoever does not bring the HEALTH_TOKEN, as a header or in the address."""
    brought = request.headers.get("Authorization", "").removeprefix("Bearer ")
    brought = brought or request.GET.get("token", "")
    token = settings.HEALTH_TOKEN
    if not token or not constant_time_compare(brought, token):
        raise Http404


@require_safe
def metrics(request):
    """The same in Prometheus' text format (version 0.0.4), with the token."""
    _only_with_token(request)
    return HttpResponse(
        prometheus.text(report.checks()),
        content_type="text/plain; version=0.0.4; charset=utf-8",
        headers=_NEVER_KEPT,
    )
