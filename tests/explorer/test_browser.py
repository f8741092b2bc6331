"""The page in a browser: nothing loaded, nothing injected, filters by mouse and keys, labels that keep apart."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.explorer import write_explorer
from kg.model import Resolution

if not Path("/usr/bin/chromium").exists():
    pytest.skip("no browser at /usr/bin/chromium", allow_module_level=True)

VISIBLE = "[...document.querySelectorAll('.facts > li')].filter((item) => !item.hidden).length"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    spec = importlib.util.spec_from_file_location("kg_explorer_browser", Path(__file__).with_name("browser.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Callable[[Resolution], Any]:
    def open_page(graph: Resolution) -> Any:
        file = tmp_path / "graph.html"
        with file.open("wb") as stream:
            write_explorer(graph, stream)
        browser.open(file)
        return browser

    return open_page


def test_hostile_names_run_nothing_and_load_nothing(show: Callable[[Resolution], Any], hostile: Resolution) -> None:
    page = show(hostile)
    assert page.value("document.title") == "What 1 article says"
    assert page.value("document.scripts.length") == 1
    assert page.value("document.querySelectorAll('[onclick], [onerror], img, iframe, a[href^=\"javascript\"]').length") == 0
    assert page.value("document.querySelector('.facts bdi.thing').textContent") == "</script><script>document.title='owned'</script>"
    assert [address for address in page.requests if not address.startswith("file:")] == []
    assert page.problems == []


def test_the_policy_stops_a_script_that_got_in(show: Callable[[Resolution], Any], resolution: Resolution) -> None:
    page = show(resolution)
    page.value("(() => { const s = document.createElement('script'); s.textContent = 'window.owned = 1'; document.body.append(s); })()")
    assert page.value("window.owned ?? 0") == 0


def test_an_entity_filters_the_facts_by_mouse_and_by_key(show: Callable[[Resolution], Any], resolution: Resolution) -> None:
    page = show(resolution)
    assert page.value(VISIBLE) == 6
    page.value("document.querySelector('.node[data-name=\"Ukraine\"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert page.value(VISIBLE) == 1
    assert page.value("document.getElementById('clear').textContent").startswith("Only Ukraine")
    page.press("Escape")
    assert page.value(VISIBLE) == 6
    page.value("document.querySelector('.node[data-name=\"Vladimir Putin\"]').focus()")
    page.press("Enter")
    assert page.value(VISIBLE) == 2
    assert page.value("document.querySelector('.node[data-name=\"Vladimir Putin\"]').getAttribute('aria-pressed')") == "true"


def test_a_line_shows_the_facts_of_its_two_ends(show: Callable[[Resolution], Any], resolution: Resolution) -> None:
    page = show(resolution)
    page.value(
        "[...document.querySelectorAll('.line[data-ends]')].find((line) => line.textContent.includes('supplies'))"
        ".dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    assert page.value(VISIBLE) == 1


def test_search_status_and_the_less_certain_facts(show: Callable[[Resolution], Any], resolution: Resolution) -> None:
    page = show(resolution)
    page.press("/")
    assert page.value("document.activeElement.id") == "search"
    page.value("(() => { const s = document.getElementById('search'); s.value = 'GAS china'; s.dispatchEvent(new Event('input')); })()")
    assert page.value(VISIBLE) == 1
    page.press("Escape")
    page.value("(() => { const s = document.getElementById('status'); s.value = 'Disputed'; s.dispatchEvent(new Event('change')); })()")
    assert page.value(VISIBLE) == 1
    page.press("Escape")
    assert "1 less certain hidden" in page.value("document.getElementById('count').textContent")
    page.value("document.getElementById('unsure').click()")
    assert page.value(VISIBLE) == 7


def test_the_order_can_be_by_date(show: Callable[[Resolution], Any], resolution: Resolution) -> None:
    page = show(resolution)
    page.value("(() => { const s = document.getElementById('order'); s.value = 'newest'; s.dispatchEvent(new Event('change')); })()")
    assert page.value("document.querySelector('.facts time').textContent") == "March 2022"


def test_the_dark_mode_changes_page_and_picture(show: Callable[[Resolution], Any], resolution: Resolution) -> None:
    page = show(resolution)
    colours = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.kg-picture .label text')).fill].join()"
    before = page.value(colours).split("),")
    page.value("document.getElementById('theme').click()")
    after = page.value(colours).split("),")
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_names_fit_their_boxes_and_nothing_overlaps(show: Callable[[Resolution], Any], random_graph: Callable[[int, int], Resolution]) -> None:
    page = show(random_graph(60, 120))
    assert page.value(
        "[...document.querySelectorAll('.node')].every((node) => "
        "node.querySelector('text').getBBox().width <= node.querySelector('rect').getBBox().width - 8)"
    )
    assert page.value(
        "[...document.querySelectorAll('.label')].every((label) => "
        "label.querySelector('text').getBBox().width <= label.querySelector('rect').getBBox().width + 1)"
    )
    overlaps = (
        "(() => { const boxes = [...document.querySelectorAll('.node rect, .label rect')].map((r) => r.getBBox()); let n = 0;"
        "boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => { if (a.x < b.x + b.width && b.x < a.x + a.width"
        " && a.y < b.y + b.height && b.y < a.y + a.height) n += 1; })); return n; })()"
    )
    assert page.value("document.querySelectorAll('.node').length") > 20
    assert page.value(overlaps) == 0


def test_a_narrow_screen_does_not_scroll_sideways(show: Callable[[Resolution], Any], hostile: Resolution, resolution: Resolution) -> None:
    for graph in (hostile, resolution):
        page = show(graph)
        page.call("Emulation.setDeviceMetricsOverride", width=360, height=700, deviceScaleFactor=1, mobile=False)
        try:
            assert page.value("document.documentElement.scrollWidth") <= 360
        finally:
            page.call("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)


def test_without_scripts_everything_is_shown(browser: Any, show: Callable[[Resolution], Any], resolution: Resolution) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page = show(resolution)
        assert page.value(VISIBLE) == 7
        assert page.value("document.querySelector('.tools').hidden") is True
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
