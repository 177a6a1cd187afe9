"""The import that a page is about, for those who may import."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from members.models import ImportJob

from .views import allow


def job_of(request, pk):
    """Return the ImportJob that an administrator asks for."""
    allow(request, "add_importjob")
    return get_object_or_404(ImportJob.objects.select_related("created_by"), pk=pk)


def back(job, query=""):
    """Return to an import's page."""
    return HttpResponseRedirect(reverse("admin:import", args=[job.pk]) + query)
