"""The web page in a real browser: no barrier that axe-core knows, no words cut off, nothing fetched, nothing run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from planwriter.export import PrintedCopy
from planwriter.export.formats import ExportOptions, format_of
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue

pytestmark = pytest.mark.xdist_group("chromium")
HOST = """<!DOCTYPE html><html lang="en"><head><title>Open Government</title></head><body>
<header><p>Agency</p></header><main><h1>Our plan</h1>{}</main></body></html>"""
BAD = (
    ('lang="en"', "", "html-has-lang"),
    ("<h2 id=", '<img src="data:,"><h2 id=', "image-alt"),
    ('<th scope="col">', '<th scope="col" style="color: #ddd">', "color-contrast"),
    ("<h3 id=", "<h5 id=", "heading-order"),
    ("</main>", '<button></button></main>', "button-name"),
    ("</main>", "</main><main></main>", "landmark-no-duplicate-main"),
    ('role="group"', 'role="nothing"', "aria-roles"),
)  # fmt: skip
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser(needs_program: Callable[[str], str]) -> Iterator[Browser]:
    path = needs_program("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """A function that opens a page from its bytes."""
    pages: list[Page] = []

    def opened(data: bytes, width: int = 1280) -> Page:
        path = tmp_path / "plan.html"
        path.write_bytes(data)
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.goto(path.as_uri())
        return page

    yield opened
    for page in pages:
        page.close()


def _violations(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page).response
    assert len(found["passes"]) > 10
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def _written(plan: Plan, catalogue: Catalogue, *, is_fragment: bool = False) -> bytes:
    return format_of("html").write(plan, catalogue, ExportOptions(PrintedCopy.FINAL, is_fragment=is_fragment)).data


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["sample_plan", "every_element_plan"])
def test_no_barrier_stands_in_the_page(
    name: str, width: int, request: pytest.FixtureRequest, catalogue: Catalogue, open_page: Open
) -> None:
    page = open_page(_written(request.getfixturevalue(name), catalogue), width)
    assert _violations(page) == []


def test_no_barrier_stands_in_a_fragment_on_an_agency_page(
    every_element_plan: Plan, catalogue: Catalogue, open_page: Open
) -> None:
    fragment = _written(every_element_plan, catalogue, is_fragment=True).decode()
    assert _violations(open_page(HOST.format(fragment).encode())) == []


@pytest.mark.parametrize(("old", "new", "rule"), BAD, ids=[rule for _old, _new, rule in BAD])
def test_a_planted_barrier_is_caught(
    old: str, new: str, rule: str, sample_plan: Plan, catalogue: Catalogue, open_page: Open
) -> None:
    page = _written(sample_plan, catalogue).decode()
    assert old in page
    found = _violations(open_page(page.replace(old, new, 1).encode()))
    assert rule in [one.partition(":")[0] for one in found]


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_nothing_is_wider_than_the_window_but_what_scrolls_by_itself(
    width: int, every_element_plan: Plan, catalogue: Catalogue, open_page: Open
) -> None:
    page = open_page(_written(every_element_plan, catalogue), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_page_fetches_nothing_runs_nothing_and_breaks_no_rule_of_its_own(
    every_element_plan: Plan, catalogue: Catalogue, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "plan.html"
    path.write_bytes(_written(every_element_plan, catalogue))
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    page.evaluate("0")
    assert asked == [path.as_uri()]
    assert said == []
    page.close()


def test_a_script_in_the_page_would_not_run(sample_plan: Plan, catalogue: Catalogue, open_page: Open) -> None:
    """The page's own policy, where somebody else put a script into it."""
    words = _written(sample_plan, catalogue).decode()
    page = open_page(words.replace("</body>", "<script>document.title = 'changed'</script></body>").encode())
    assert page.title() != "changed"


def test_every_link_of_the_contents_leads_to_its_heading(
    every_element_plan: Plan, catalogue: Catalogue, open_page: Open
) -> None:
    page = open_page(_written(every_element_plan, catalogue))
    links = page.locator("nav a")
    assert links.count() > 10
    for place in range(links.count()):
        target = str(links.nth(place).get_attribute("href"))
        assert page.locator(f"h2{target}").inner_text() == links.nth(place).inner_text()


def test_the_first_tab_leads_past_the_contents(sample_plan: Plan, catalogue: Catalogue, open_page: Open) -> None:
    page = open_page(_written(sample_plan, catalogue))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the plan"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "csp-main"


def test_print_leaves_the_navigation_out(sample_plan: Plan, catalogue: Catalogue, open_page: Open) -> None:
    page = open_page(_written(sample_plan, catalogue))
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("h1").is_visible()
