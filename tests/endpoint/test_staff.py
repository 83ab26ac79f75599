"""The office's own pages in a real browser: what they show, who may see them, and no barrier that axe-core knows."""

import base64

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from planwriter.submit.package import Purpose

from .packages import Press
from .receiver import run

HOSTILE = "<script>document.title='run'</script><b onclick=x>&"


@pytest.fixture
def served(new_office, press, sample_plan, catalogue, tmp_path):
    """An office with two plans, one of them with words that try to be a page, and a roster."""
    office = new_office()
    receiver = office.receiver()
    client = office.client(receiver)
    assert client.submit(press.sealed(1, size=25_000)).status == 201
    plan = sample_plan.with_answer("agency.name", HOSTILE).with_answer("plan.title", HOSTILE)
    hostile = Press(plan, catalogue, purpose=Purpose.CONSULTATION)
    assert client.submit(hostile.sealed(2, size=25_000)).status == 201
    (tmp_path / "roster.csv").write_text("name,code,due\nLate Agency,,2011-10-24\n")
    run("roster", "load", tmp_path / "roster.csv", "--dir", office.folder)
    return office, receiver, run("token", "add", "staff", "--dir", office.folder).strip()


@pytest.fixture
def browser(needs_program):
    path = needs_program("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def test_the_pages_show_every_agency_and_have_no_barrier(served, browser):
    _office, receiver, token = served
    start = f"http://127.0.0.1:{receiver.port}/staff"
    context = browser.new_context(http_credentials={"username": "staff", "password": token})
    page = context.new_page()
    page.goto(start)
    assert page.title() == "Where each agency stands"
    words = page.inner_text("table")
    assert "Late Agency" in words
    assert HOSTILE in words  # as words
    assert page.locator("table script, table b").count() == 0
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for address in (start, f"{start}/standards.standards", f"{start}/supporting.glossary"):
            page.goto(address)
            found = Axe().run(page).response
            assert len(found["passes"]) > 10
            assert [one["id"] for one in found["violations"]] == []
            assert page.locator("h1").count() == 1
    page.goto(start)
    page.locator("nav summary").click()
    page.get_by_role("link", name="Service standards").first.click()
    assert page.locator("tbody tr").count() > 2
    context.close()


def test_only_the_staff_token_opens_them_and_it_sends_nothing(served, press):
    office, receiver, token = served
    client = office.client(receiver)

    def basic(name, password):
        return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()

    for header in (
        "",
        f"Bearer {token}",
        basic("staff", office.token),
        basic("RWA", office.token),
        "Basic !",
        basic("staff", ""),
    ):
        answer = client.ask("GET", "/staff", Authorization=header)
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"].startswith("Basic")
        assert b"Agency" not in answer.body
    answer = client.ask("GET", "/staff", Authorization=basic("staff", token))
    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert client.ask("GET", "/staff/no.such", Authorization=basic("staff", token)).status == 404
    assert client.ask("GET", "/staff/clearance.routing", Authorization=basic("staff", token)).status == 404
    refused = client.submit(press.sealed(9, size=25_000), Authorization=f"Bearer {token}")
    assert (refused.status, refused.problem) == (403, "not-allowed")
