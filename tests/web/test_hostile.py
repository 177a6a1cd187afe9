"""Whatever is sent, nothing answers 500."""

import time
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_directory")]
FINE = {200, 301, 302, 400, 403, 404, 405, 410, 429}
PATHS = (
    "/en/",
    "/fr/members/water-for-all/",
    "/nl/about/",
    "/en/members/water-for-all/report/",
    "/",
    "/sitemap.xml",
    "/opensearch.xml",
    "/robots.txt",
)


@pytest.fixture
def rough():
    """A client that tells the status of an error instead of raising it."""
    return Client(raise_request_exception=False)


def status_of(rough, path, query="", method="GET", **extra):
    response = rough.generic(method, path, QUERY_STRING=query, **extra)
    return response.status_code


def others(statuses, fine=frozenset(FINE)):
    """Return what was answered with another status than expected: {what was sent: status}."""
    return {sent: status for sent, status in statuses.items() if status not in fine}


QUERIES = {
    "many parameters": "&".join(f"p{n}=1" for n in range(10_000)),
    "many of one": "&".join(["theme=water"] * 10_000),
    "many unknown": "&".join(f"theme=t{n}" for n in range(3_900)),
    "many countries": "&".join(f"country={a}{b}" for a in "ABCDEFGHIJKLM" for b in "ABCDEFGHIJ"),
    "invalid utf-8": "q=%ff%fe%c3(&theme=%ff",
    "half a percent": "q=%&theme=%zz&%=%",
    "nul": "q=%00&theme=%00&country=%00&speaks=%00&at=%00&page=%00",
    "a huge text": "q=" + "a" * 200_000,
    "many words": "q=" + "+".join("abcdefghijklmnopqrstuvwxyz"),
    "signs": "q=" + quote("\"'`;--/*%_\\()[]{}<>&|!^~*:?#"),
    "quotes": "q=" + quote('"a "b" -"c -d - "" "'),
    "a surrogate": "q=%ed%a0%80",
    "right to left": "q=" + quote("\u202e\u200f\u0000\ufeff"),
    "an emoji": "q=" + quote("🏳️‍🌈"),
    "no name": "=&==&&&=x",
    "semicolons": "a;b;c",
    "page -1": "page=-1",
    "page 0": "page=0",
    "page 9e99": "page=9e99",
    "page in arabic": "page=" + quote("٣"),
    "page huge": "page=" + "9" * 5000,
    "page far": "page=999999",
    "page twice": "page=1&page=2",
    "place huge": "at=" + "9" * 5000,
    "place padded": "theme=water&at=0000001" + "0" * 30,
    "place far": "theme=water&at=999999",
    "place in arabic": "theme=water&at=" + quote("٣"),
    "sort": "sort=name;drop",
    "brackets": "theme[]=water&theme[0]=x",
    "unknown": "theme=nowhere&country=ZZ&place=x&area=x&speaks=x&category=x&confirmed=9",
}


@pytest.mark.parametrize("path", PATHS)
def test_no_query_string_breaks_a_page(rough, path):
    statuses = {name: status_of(rough, path, query) for name, query in QUERIES.items()}
    assert others(statuses, {200, 301, 302, 400, 404}) == {}


@pytest.mark.parametrize("name", ["many unknown", "many countries", "many words"])
def test_a_page_of_many_values_stays_quick(rough, name):
    start = time.process_time()
    status_of(rough, "/en/", QUERIES[name])
    assert time.process_time() - start < 5


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_damage_has_a_fixed_answer(rough, language):
    expected = {
        "page=-1": 404,
        "page=9e99": 404,
        "page=0": 404,
        "theme=nowhere": 200,
        "q=%00": 200,
        "q=%ff": 200,
        "&".join(["q=1"] * 10_000): 400,
    }
    assert {query: status_of(rough, f"/{language}/", query) for query in expected} == expected


STRANGE_PATHS = [
    "/en/members/" + "a" * 5000 + "/",
    "/en/members/%00/",
    "/en/members/%ff/",
    "/%ff%fe",
    "/en/members/../../etc/passwd",
    "/en//members//x",
    "//evil.example/",
    "/\\evil.example",
    "/en/members/water%2dfor%2dall/",
    "/en/members/WATER-FOR-ALL/",
    "/en/members/a%20b/",
    "/xx/",
    "/EN/",
    "/en-gb/",
    "/nl-be/",
    "/en/members/",
    "/static/../directory/settings.py",
    "/static/%00",
    "/static/",
    "/static/%ff",
    "/logos/" + "0" * 32 + "-0.webp",
    "/logos/%00",
    "/style/000000.css",
    "/style/xyz.css",
    "/sitemap-" + "9" * 5000 + ".xml",
    "/healthz/",
    "/admin/%00/",
    "/admin/members/member/%00/change/",
    "/admin/members/member/9e99/change/",
    "/%e2%80%ae",
    "/en/members/%F0%9F%92%A9/",
    "/.env",
    "/.git/config",
]


@pytest.mark.parametrize("person", ["rough", "superuser_client"])
def test_no_path_breaks_the_site(request, person):
    client = request.getfixturevalue(person)
    client.raise_request_exception = False
    answers = {
        path: client.generic("GET", "/", PATH_INFO=path_info(path)) for path in STRANGE_PATHS
    }
    assert others({path: answer.status_code for path, answer in answers.items()}) == {}
    targets = [answer.get("Location", "") for answer in answers.values()]
    assert not [to for to in targets if to.startswith(("//", "/\\", "http://evil"))]


def path_info(path):
    """Return a path as a server hands it to the application."""
    return unquote_to_bytes(path).decode("latin-1")


HEADERS = {
    "language": {"HTTP_ACCEPT_LANGUAGE": "\x00;q=x,,,;;" + "x-" * 3000},
    "language quality": {"HTTP_ACCEPT_LANGUAGE": "en;q=9e99,fr;q=nan,nl;q=-1"},
    "encoding": {"HTTP_ACCEPT_ENCODING": "gzip;q=0, \x00, br" * 100},
    "etag": {"HTTP_IF_NONE_MATCH": 'W/"x", *, "' + "y" * 5000},
    "modified": {"HTTP_IF_MODIFIED_SINCE": "yesterday"},
    "range": {"HTTP_RANGE": "bytes=-1-9e99,0-"},
    "session": {"HTTP_COOKIE": "sessionid=" + "x" * 3000},
    "session with nul": {"HTTP_COOKIE": 'sessionid="aaaaaaaaaa\\000bbbbbb"'},
    "session of signs": {"HTTP_COOKIE": "sessionid=\xff\xfe'; drop table"},
    "language cookie": {"HTTP_COOKIE": "koepel_language=../../" + "x" * 1000},
    "csrf cookie": {"HTTP_COOKIE": 'csrftoken="\\000\\377"'},
    "messages": {"HTTP_COOKIE": "messages=W1siX19qc29u"},
    "no cookie": {"HTTP_COOKIE": ";;;=;=x;\x00"},
    "forwarded": {"HTTP_X_FORWARDED_FOR": "\x00, ::::, " + "1," * 5000},
    "referrer": {"HTTP_REFERER": "javascript:alert(1)"},
    "type": {"CONTENT_TYPE": "multipart/form-data"},
    "htmx": {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "\xff"},
}


@pytest.mark.parametrize("path", PATHS)
def test_no_header_breaks_a_page(rough, path):
    statuses = {name: status_of(rough, path, **extra) for name, extra in HEADERS.items()}
    assert others(statuses) == {}


@pytest.mark.parametrize(
    "host",
    ["evil.example", "test server", "a" * 300, "[::1", "testserver@evil.example", "\xff", ""],
)
def test_a_host_that_is_not_ours_is_refused(rough, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    for path in ("/", "/en/", "/fr/members/water-for-all/", "/sitemap.xml", "/no"):
        response = rough.get(path, HTTP_HOST=host)
        assert response.status_code == 400
        assert b"evil.example" not in response.content


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X"])
def test_pages_are_only_read(rough, method):
    paths = [
        *(path for path in PATHS if "report" not in path),
        "/en/about/",
        "/healthz",
        "/favicon.ico",
        "/style/000000.css",
        "/en/suggest",
    ]
    assert others({path: status_of(rough, path, method=method) for path in paths}, {405}) == {}


def test_the_report_form_is_only_opened_and_sent(rough):
    path = "/en/members/water-for-all/report/"
    methods = ["PUT", "PATCH", "DELETE", "OPTIONS"]
    assert (
        others({method: status_of(rough, path, method=method) for method in methods}, {405}) == {}
    )


BODIES = {
    "empty": b"",
    "nul": b"\x00" * 1000,
    "encoded nul": b"kind=%00&message=%00&started=%00&email=%00",
    "repeated": b"kind=" * 9000,
    "many": "&".join(f"p{n}=1" for n in range(10_000)).encode(),
    "invalid": b"message=%ff%fe",
    "large": b"x" * 7_000_000,
}
TYPES = (
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json",
    "\x00",
)


@pytest.mark.parametrize("kind", TYPES)
def test_no_body_breaks_the_report_form(rough, kind):
    path = "/en/members/water-for-all/report/"
    statuses = {
        name: rough.generic("POST", path, body, content_type=kind).status_code
        for name, body in BODIES.items()
    }
    assert others(statuses, {200, 400, 403, 413}) == {}


NAMES = st.sampled_from(
    [
        "q",
        "theme",
        "country",
        "place",
        "area",
        "speaks",
        "category",
        "confirmed",
        "sort",
        "page",
        "at",
        "x",
    ]
)
VALUES = st.binary(max_size=12).map(lambda raw: quote(raw)) | st.sampled_from(
    ["water", "SN", "1", "-1", "name", "relevance", "0", "2", "%00", "%FF", "%22", "nl"]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=6), st.sampled_from(PATHS))
def test_no_random_query_breaks_a_page(pairs, path):
    query = "&".join(f"{name}={value}" for name, value in pairs)
    client = Client(raise_request_exception=False)
    assert status_of(client, path, query) in {200, 302, 404}


@settings(max_examples=30)
@given(st.binary(max_size=20))
def test_no_random_path_breaks_the_site(raw):
    client = Client(raise_request_exception=False)
    path = "/" + raw.decode("latin-1")
    assert client.generic("GET", "/", PATH_INFO=path).status_code in FINE
