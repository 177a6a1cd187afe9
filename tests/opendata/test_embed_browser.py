"""A frame of ours in a page of another site, in a real browser under a strict policy there."""

import http.server
import threading
from pathlib import Path

import pytest

from tests.helpers import make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(__file__).resolve().parents[1] / "browser" / "axe.min.js"
HOST = """<!doctype html><html lang="en"><head><title>Host</title></head><body><h1>Host</h1>
<iframe src="{site}/embed/en/list" title="Members" width="100%" height="150" data-koepel></iframe>
<img src="{site}/embed/en/badge/member-0.svg" alt="Member of our members">
<script src="{site}/embed/resize.js" async></script></body></html>"""


@pytest.fixture
def host(live_server):
    """The address of another site that shows a list of ours, and allows nothing else."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            sources = f"frame-src {live_server.url}; script-src {live_server.url}"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header(
                "Content-Security-Policy",
                f"default-src 'none'; {sources}; img-src {live_server.url}",
            )
            self.end_headers()
            self.wfile.write(HOST.format(site=live_server.url).encode())

        def log_message(self, *arguments):
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("width", [360, 1000])
def test_the_frame_is_as_high_as_its_list_and_leaves_no_trace(width, browser, host):
    for number in range(8):
        make_member(f"Member {number}", summary={"en": "Helps people in many ways. " * 4})
    context = browser.new_context(viewport={"width": width, "height": 800})
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(host)
    page.wait_for_selector("iframe[height]:not([height='150'])")
    frame = page.frames[1]
    inside = frame.evaluate("document.documentElement.getBoundingClientRect().height")
    assert abs(int(page.get_attribute("iframe", "height")) - inside) <= 1
    assert frame.evaluate("document.documentElement.scrollWidth") <= width
    assert frame.locator("li").count() == 8
    assert page.evaluate("document.querySelector('img').naturalWidth") > 100
    assert context.cookies() == []
    assert complaints == []
    context.close()


def test_a_frame_is_accessible(browser, live_server):
    make_member("Member", summary={"nl": "Helpt mensen."})
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for address in ("/embed/en/list", "/embed/en/members/member", "/embed/en/members/nobody"):
        page.goto(live_server.url + address)
        page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        violations = page.evaluate("axe.run().then((result) => result.violations)")
        assert violations == [], address
    context.close()
