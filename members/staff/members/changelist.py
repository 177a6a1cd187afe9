"""The member list asks the index of all members, and the database alone while it is being built."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import InvalidPage, Paginator

from members.presenting.numbers import Counted
from members.search.query.staff_query import StaffQuery

from .filters import FIND

# What the columns sort by, as the index knows it; whatever else is asked for goes by name.
_KEYS = {
    "sort_name": "name",
    "status": "status",
    "completeness": "complete",
    "updated_at": "changed",
    "confirmed_at": "confirmed",
}


class MemberChangeList(ChangeList):
    """Django's list, with page, total and counts from the index.

    Attributes:
        counts: {a filter's parameter: {value: members}}.
    """

    def get_filters(self, request):
        """Take what is typed into a filter's search box out of the addresses of all links."""
        for name in [name for name in self.filter_params if name.endswith(FIND)]:
            self.filter_params.pop(name)
            self.params.pop(name, None)
        filters = super().get_filters(request)
        self.other_lookups = filters[2]
        return filters

    def get_results(self, request):
        listing = None if self.other_lookups else self._listing()
        if listing is None:
            super().get_results(request)
            self.result_count = Counted(self.result_count)
            self.counts = {
                spec.parameter_name: spec.count_choices(self.queryset_without(request, spec))
                for spec in self.filter_specs
            }
            return
        self._show(listing)

    def queryset_without(self, request, spec):
        """Return the members found, without one filter's choice."""
        return self.get_queryset(request, exclude_parameters=spec.expected_parameters())

    def _listing(self):
        choices = {spec.parameter_name: spec.value() for spec in self.filter_specs if spec.is_set}
        query = StaffQuery(self.query, choices, self._order())
        offset = 0 if self.show_all else max(0, self.page_num - 1) * self.list_per_page
        limit = self.list_max_show_all if self.show_all else self.list_per_page
        return query.listing(offset, limit)

    def _order(self):
        names = [name for name in self.queryset.query.order_by if isinstance(name, str)]
        keys = [(_KEYS.get(name.lstrip("-")), name.startswith("-")) for name in names]
        return [(key, descending) for key, descending in keys if key]

    def _show(self, listing):
        self.paginator = Paginator(range(listing.total), self.list_per_page)
        self.result_count, self.full_result_count = Counted(listing.total), None
        self.show_full_result_count = self.model_admin.show_full_result_count
        self.show_admin_actions = True
        self.can_show_all = listing.total <= self.list_max_show_all
        self.multi_page = listing.total > self.list_per_page
        if self.multi_page and not (self.show_all and self.can_show_all):
            try:
                self.paginator.validate_number(self.page_num)
            except InvalidPage:
                raise IncorrectLookupParameters from None
        members = self.root_queryset.in_bulk(listing.pks)
        self.result_list = [members[pk] for pk in listing.pks if pk in members]
        self.counts = listing.counts
