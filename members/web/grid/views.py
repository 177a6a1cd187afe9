"""The files of a grid: its numbers, and who does what where with HXL's hashtags."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.exchange import exporting
from members.search.query.directory_query import DirectoryQuery
from members.web.download.answering import file_answer, too_many
from members.web.pagecache import site_of

from .table import Grid
from .who_what_where import HASHTAGS, headings, rows_of


@require_safe
def grid_csv(request):
    """The numbers of a grid, all of its rows and columns."""
    if refused := too_many(request):
        return refused
    language = get_language()
    grid = Grid(DirectoryQuery(request.GET, language, site_of(request)), request.GET, is_whole=True)
    head = [grid.corner, *(column.label for column in grid.columns)]
    rows = [[row.label, *(str(cell.members) for cell in cells)] for row, cells in grid.rows]
    numeric = [False] + [True] * len(grid.columns)
    separator = exporting.separator_of(language)
    table = lambda: exporting.csv_table(head, rows, numeric, separator)  # noqa: E731
    return file_answer(f"grid-{grid.across}", "csv", table)


@require_safe
def who_what_where(request):
    """Who does what where: a line for each theme and country of each member (3W, HXL 1.1)."""
    if refused := too_many(request):
        return refused
    language, site = get_language(), site_of(request)
    query = DirectoryQuery(request.GET, language, site)
    names = headings()
    rows = rows_of(query, request.build_absolute_uri)
    # HXL's tools read commas, whatever the spreadsheets of a language do.
    table = lambda: exporting.csv_table(  # noqa: E731
        names, rows, [False] * len(names), extra=[HASHTAGS]
    )
    return file_answer(_("who-what-where"), "csv", table)
