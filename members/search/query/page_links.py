"""The links of a result's pages: the first, the last and those around this one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageLink:
    """One link of the pagination; a number of None is a gap."""

    number: int | None
    url: str = ""
    current: bool = False


def page_links(page, count, address):
    """Return the PageLinks of a page, with gaps between.

    Args:
        page: its number.
        count: how many pages there are.
        address: a function from a page's number to its address.
    """
    near = {1, count, *range(page - 1, page + 2)}
    numbers = sorted(n for n in near if 1 <= n <= count)
    links, before = [], 0
    for number in numbers:
        if number - before == 2:
            links.append(PageLink(number - 1, address(number - 1)))
        elif number - before > 2:
            links.append(PageLink(None))
        links.append(PageLink(number, address(number), number == page))
        before = number
    return links
