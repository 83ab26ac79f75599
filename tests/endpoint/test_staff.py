"""The office's own pages in a real browser: what they show, who may see them, and no barrier that axe-core knows."""

import base64
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from planwriter.plan.answers import NotApplicable, Rows
from planwriter.plan.text import plain_text
from planwriter.submit.package import Purpose

from .conftest import Office
from .packages import Press
from .receiver import run

HOSTILE = "<script>document.title='run'</script><b onclick=x>&"
ARABIC = "هيئة الخدمات العامة للاختبار"
LONG = "Office of Long Names " * 9
UNBROKEN = "A" * 180
ODD = {2: HOSTILE, 3: ARABIC, 4: LONG.strip(), 5: UNBROKEN}
MANY, SILENT = 150, 10  # agencies on the roster; every tenth sends nothing
WIDE = "services.services"
SIZES = {"100 %": (1280, 800, 1), "200 %": (640, 400, 2), "narrow": (320, 640, 1)}
LIMIT_S = 1.0


def basic(name, password):
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def name_of(number):
    return ODD.get(number, f"Agency Number {number}")


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


def plan_of(number, sample, every):
    """The plan of one agency: most fill everything; one has no goals, one answers (b) in its services only."""
    plan = (sample if number % 3 == 0 else every).with_answer("agency.name", name_of(number))
    plan = plan.with_answer("agency.code", f"{number:03}")
    if number == 7:
        rows = [row.with_cell("goal", None) for row in plan.rows("standards.standards")]
        plan = plan.with_answer("standards.standards", Rows(tuple(rows)))
        plan = plan.with_answer("standards.goals", NotApplicable("No goal is about customers."))
    if number == 8:
        rows = [row.with_cell("feedback", plain_text("Asked by phone.")) for row in plan.rows(WIDE)]
        plan = plan.with_answer(WIDE, Rows(tuple(rows))).with_answer("feedback.approach", None)
        plan = plan.with_answer("supporting.resources", None).with_answer("signature.efficiency", None)
    return plan


@pytest.fixture(scope="module")
def crowd(tmp_path_factory, sample_plan, every_element_plan, catalogue):
    """An office with 150 agencies on its roster, most of whose plans came in, and names that are awkward."""
    folder = tmp_path_factory.mktemp("crowd")
    office = Office(folder / "office")
    receiver = office.receiver()
    client = office.client(receiver)
    numbers = [number for number in range(1, MANY + 1) if number % SILENT]
    for number in numbers:
        purpose = Purpose.CONSULTATION if number % 4 == 1 else Purpose.FINAL
        press = Press(plan_of(number, sample_plan, every_element_plan), catalogue, purpose=purpose)
        answer = client.submit(press.sealed(number, size=60_000))
        assert answer.status == 201, answer.body
    lines = [f'"{name_of(number)}",{number:03},2011-10-24' for number in range(1, MANY + 1)]
    (folder / "roster.csv").write_text("\n".join(["name,code,due", *lines, ""]), encoding="utf-8")
    run("roster", "load", folder / "roster.csv", "--dir", office.folder)
    yield office, receiver, run("token", "add", "staff", "--dir", office.folder).strip()
    office.close()


@pytest.fixture
def browser(needs_program):
    path = needs_program("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A browser's window on an office's pages."""

    def __init__(self, browser, served, size="100 %", scheme="light"):
        _office, receiver, token = served
        width, height, scale = SIZES[size]
        self._start = f"http://127.0.0.1:{receiver.port}/staff"
        self._context = browser.new_context(
            http_credentials={"username": "staff", "password": token},
            viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme=scheme,
        )  # fmt: skip
        self.page = self._context.new_page()
        self.complaints = []
        self.page.on("console", lambda message: self.complaints.append(message.text))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._context.close()

    def open(self, key=""):
        answer = self.page.goto(f"{self._start}/{key}" if key else self._start)
        assert answer.status == 200
        return self.page


def barriers(page):
    found = Axe().run(page).response
    assert len(found["passes"]) > 10
    return [one["id"] for one in found["violations"]]


def test_the_pages_show_every_agency_and_have_no_barrier(served, browser):
    for size in SIZES:
        for scheme in ("light", "dark"):
            with Visit(browser, served, size, scheme) as visit:
                for key in ("", "signature", "feedback", "standards.standards", "supporting.glossary"):
                    page = visit.open(key)
                    assert barriers(page) == [], (size, scheme, key)
                    assert page.locator("h1").count() == 1
                assert visit.complaints == []  # nothing that the policy of the page would not let happen
    with Visit(browser, served) as visit:
        page = visit.open()
        assert page.title() == "Where each agency stands"
        words = page.inner_text("table")
        assert "Late Agency" in words
        assert HOSTILE in words  # as words
        assert page.locator("table script, table b").count() == 0
        page.locator("nav summary").click()
        page.get_by_role("link", name="Service standards").first.click()
        assert page.locator("tbody tr").count() > 2
        assert page.locator("[aria-current=page]").text_content() == "Service standards"


def test_a_barrier_is_found(served, browser):
    with Visit(browser, served) as visit:
        page = visit.open("signature")
        page.evaluate("document.querySelector('tbody td:last-child').style.color = '#cccccc'")
        page.evaluate("document.querySelector('.region').removeAttribute('tabindex')")
        assert {"color-contrast", "scrollable-region-focusable"} <= set(barriers(page))


def test_a_large_office_has_no_barrier(crowd, browser):
    for size, scheme, key in (("100 %", "light", ""), ("narrow", "dark", "innovation")):
        with Visit(browser, crowd, size, scheme) as visit:
            assert barriers(visit.open(key)) == [], (size, key)


def test_each_action_of_the_order_has_a_page_with_a_line_an_agency(crowd, browser, catalogue):
    actions = [section for section in catalogue.sections if section.letter]
    assert [section.letter for section in actions] == list("abcdef")
    with Visit(browser, crowd) as visit:
        for section in actions:
            page = visit.open(section.id)
            asked = [element.title for element in section.elements if not element.is_internal]
            assert {"Approach", "Intended benefits", "Timeline"} <= set(asked)
            assert page.locator("thead th").all_inner_texts() == ["Agency", "Status", *asked]
            names = page.locator("tbody th").all_inner_texts()
            assert len(names) == len(set(names)) == MANY - MANY // SILENT
            assert page.locator("tbody td").count() == len(names) * (1 + len(asked))
            silent = page.locator("main details").last
            assert silent.locator("summary").inner_text() == f"Nothing here from {MANY // SILENT} agencies"
            assert silent.locator("li").count() == MANY // SILENT


def cell(page, name, title):
    """The words of one agency under one title."""
    place = page.locator("thead th").all_inner_texts().index(title)
    row = page.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=name, exact=True))
    return row.locator("td").nth(place - 1)


def test_an_officer_reads_what_each_agency_says(crowd, browser, every_element_plan):
    with Visit(browser, crowd) as visit:
        page = visit.open("feedback")
        assert (
            every_element_plan.answer("feedback.approach").plain[:60]
            in cell(page, "Agency Number 11", "Approach").inner_text()
        )
        first = every_element_plan.rows("feedback.timeline")[0].cells
        assert f"{first['what']}; {first['due'].words}" in cell(page, "Agency Number 11", "Timeline").inner_text()
        by_services = cell(page, "Agency Number 8", "Approach").inner_text().split("\n")
        services = every_element_plan.rows(WIDE)
        assert by_services == [f"{row.cells['name']}: Asked by phone." for row in services]
        cell(page, "Agency Number 11", "Feedback mechanisms").get_by_role("link").click()
        assert page.title() == "Customer feedback: Feedback mechanisms"
        aim = page.locator("tr:target")
        assert aim.locator("th").inner_text().startswith("Agency Number 11")
        assert is_in_sight(page, aim)
        page = visit.open("signature")
        assert cell(page, "Agency Number 8", "Efficiency gains").inner_text() == "Not answered"
        page = visit.open("standards.goals")
        assert "Not applicable: No goal is about customers." in page.inner_text("tbody")


def is_in_sight(page, row):
    place, region = row.bounding_box(), page.locator(".region").bounding_box()
    return max(0, region["y"]) <= place["y"] < min(region["y"] + region["height"], page.viewport_size["height"])


STAYS = """() => {
    const region = document.querySelector('.region'), box = region.getBoundingClientRect();
    region.scrollTo(1500, 4000);
    const head = document.querySelector('thead th:nth-child(5)').getBoundingClientRect();
    const middle = document.elementFromPoint(box.left + 20, box.top + box.height / 2);
    return {
        scrolled: region.scrollLeft > 1000 && region.scrollTop > 3000,
        head: Math.abs(head.top - box.top) < 3,
        name: middle !== null && middle.closest('tbody th') !== null,
        bars: box.bottom <= innerHeight && document.documentElement.scrollWidth <= innerWidth,
        ways: document.querySelector('nav').getBoundingClientRect().bottom < box.top,
    };
}"""


def test_scrolling_a_wide_table_one_never_loses_whose_row_it_is(crowd, browser):
    with Visit(browser, crowd) as visit:
        page = visit.open(WIDE)
        assert page.locator("thead th").count() >= 15
        assert set(page.evaluate(STAYS).values()) == {True}
        for what, planted in (
            ("head", "document.querySelectorAll('thead th').forEach((one) => (one.style.position = 'static'))"),
            ("name", "document.querySelectorAll('tbody th').forEach((one) => (one.style.position = 'static'))"),
            ("bars", "document.querySelector('.region').style.minHeight = '50rem'"),
        ):
            page = visit.open(WIDE)
            page.evaluate(planted)
            assert page.evaluate(STAYS)[what] is False


SCROLLS = """(way) => new Promise((done) => {
    let frames = 300;
    const look = () => {
        if (document.activeElement[way] > 0) done(true);
        else if (frames-- === 0) done(false);
        else requestAnimationFrame(look);
    };
    look();
})"""


@pytest.mark.parametrize("size", ["200 %", "narrow"])
@pytest.mark.parametrize("key", ["", "innovation", WIDE])
def test_where_there_is_little_room_cells_stand_below_the_name_of_their_agency(crowd, browser, size, key):
    with Visit(browser, crowd, size) as visit:
        page = visit.open(key)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate("window.scrollTo(0, document.querySelectorAll('tbody tr')[60].getBoundingClientRect().top + 90)")
        top = "document.elementFromPoint(innerWidth / 2, 10).closest('tbody th')?.innerText"
        assert "Agency Number" in page.evaluate(top)
        label = "getComputedStyle(document.querySelector('tbody td'), '::before').content"
        assert page.evaluate(label).startswith('"Status: "')
        page.evaluate("document.querySelectorAll('tbody th').forEach((one) => (one.style.position = 'static'))")
        assert page.evaluate(top) is None


def test_the_keyboard_reaches_everything_and_scrolls_the_table(crowd, browser):
    with Visit(browser, crowd) as visit:
        page = visit.open(WIDE)
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the content"
        assert page.locator(":focus").bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        for _ in range(4):  # the two that unfold, then the table
            page.keyboard.press("Tab")
            if page.locator(".region:focus").count():
                break
        assert page.locator(".region:focus").count() == 1
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        for key, way in (("ArrowRight", "scrollLeft"), ("ArrowDown", "scrollTop"), ("PageDown", "scrollTop")):
            page.evaluate("document.activeElement.scrollTo(0, 0)")
            page.keyboard.press(key)
            assert page.evaluate(SCROLLS, way), key
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        assert page.locator("main details[open] a").count() == MANY - MANY // SILENT
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator(".names").first.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        page.get_by_role("link", name="Agency Number 99", exact=True).click()
        assert is_in_sight(page, page.locator("tr:target"))


def test_awkward_names_stay_words_and_in_their_place(crowd, browser):
    with Visit(browser, crowd) as visit:
        page = visit.open()
        names = page.locator("tbody th").all_inner_texts()
        assert [names[number - 1] for number in sorted(ODD)] == [ODD[number] for number in sorted(ODD)]
        assert page.title() == "Where each agency stands"
        for number in ODD:
            head = page.locator("tbody th").nth(number - 1)
            assert head.bounding_box()["width"] <= 260
            assert head.evaluate("(one) => getComputedStyle(one).unicodeBidi") == "plaintext"
            assert head.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")


def test_days_are_told_in_words_and_the_exact_time_is_kept(crowd, browser):
    with Visit(browser, crowd) as visit:
        page = visit.open()
        assert not page.get_by_text("2011-10-24").count()
        due, received = (page.locator("tbody tr").first.locator("time").nth(number) for number in (0, 1))
        assert (due.inner_text(), due.get_attribute("datetime")) == ("October 24, 2011", "2011-10-24")
        exact = received.get_attribute("datetime")
        assert exact.endswith("Z")
        assert received.get_attribute("title") == f"{received.inner_text()}, {exact[11:19]} UTC"
        assert received.evaluate("(one) => getComputedStyle(one).whiteSpace") == "nowrap"


def test_the_first_page_counts_who_stands_where_and_leads_to_them(crowd, browser):
    with Visit(browser, crowd) as visit:
        page = visit.open()
        everybody, *others = page.locator(".tally a").all_inner_texts()
        assert everybody == f"{MANY} agencies in all"
        counts = {words.split(maxsplit=1)[1]: int(words.split()[0]) for words in others}
        assert sum(counts.values()) == MANY
        assert counts["late"] > 40
        page.get_by_role("link", name=f"{counts['late']} late").click()
        assert page.locator("tbody tr").count() == counts["late"]
        assert set(page.locator("tbody .status").all_inner_texts()) == {"late"}
        assert page.locator(".tally [aria-current]").inner_text().endswith("late")


def test_on_paper_and_in_a_persons_own_colors(served, browser):
    with Visit(browser, served, scheme="dark") as visit:
        page = visit.open("signature")
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(
            "document.querySelector('.region').scrollHeight <= document.querySelector('.region').clientHeight"
        )
        page.emulate_media(media="screen", forced_colors="active")
        assert page.locator("tbody .status").first.inner_text() in ("published", "accepted", "for consultation")
        assert barriers(page) == []


def ask(client, token, key):
    began = time.perf_counter()
    answer = client.ask("GET", f"/staff/{key}", Authorization=basic("staff", token))
    assert answer.status == 200
    return time.perf_counter() - began, len(answer.body)


def test_a_page_of_many_agencies_comes_at_once(crowd, figure):
    office, receiver, token = crowd
    receiver.stop()
    receiver.start()
    client = office.client(receiver)
    took, _ = ask(client, token, WIDE)  # reads every plan, once
    figure(f"{MANY} agencies, {WIDE}, the first after a start", f"{took * 1000:.0f} ms")
    took, size = min(ask(client, token, WIDE) for _ in range(3))
    figure(f"{MANY} agencies, {WIDE}", f"{took * 1000:.0f} ms, {size / 1000:,.0f} KB")
    assert took < LIMIT_S
    took, size = min(ask(client, token, "signature") for _ in range(3))
    figure(f"{MANY} agencies, one action", f"{took * 1000:.0f} ms, {size / 1000:,.0f} KB")
    assert took < LIMIT_S


def test_a_plan_that_is_damaged_hides_no_other(served):
    office, receiver, token = served
    largest = max((office.folder / "blob").iterdir(), key=lambda one: one.name)
    largest.write_bytes(b"gone")
    answer = office.client(receiver).ask("GET", "/staff/signature", Authorization=basic("staff", token))
    assert answer.status == 200
    assert answer.body.count(b"is missing or damaged here") == 1
    assert answer.body.count(b"<tr") == 3


def test_only_the_staff_token_opens_them_and_it_sends_nothing(served, press):
    office, receiver, token = served
    client = office.client(receiver)
    for header in (
        "",
        f"Bearer {token}",
        basic("staff", office.token),
        basic("RWA", office.token),
        "Basic !",
        basic("staff", ""),
    ):
        for address in ("/staff", "/staff/signature", "/staff/no.such"):
            answer = client.ask("GET", address, Authorization=header)
            assert answer.status == 401
            assert answer.headers["WWW-Authenticate"].startswith("Basic")
            assert b"Agency" not in answer.body
    answer = client.ask("GET", "/staff", Authorization=basic("staff", token))
    assert answer.status == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert b"<script" not in answer.body.replace(b"&lt;script", b"")
    for gone in ("no.such", "clearance.routing", "clearance", "overview", "agency"):
        answer = client.ask("GET", f"/staff/{gone}", Authorization=basic("staff", token))
        assert answer.status == 404
        assert b"There is no such page" in answer.body
    refused = client.submit(press.sealed(9, size=25_000), Authorization=f"Bearer {token}")
    assert (refused.status, refused.problem) == (403, "not-allowed")
