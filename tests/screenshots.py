"""The pictures in docs/screenshots, made anew: python -m tests.screenshots [PICTURE ...]. Needs Chromium (CHROMIUM names another) and pdftoppm."""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ecq.assessment.model import Assessment, Response
from ecq.base.language import Lang
from ecq.planning.agreed import set_weekly
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.writers.pdf.build import build_report
from tests.building import sampled
from tests.serving import ROOT, ecq_running
from tests.tools import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "screenshots"
PICTURES = ("interview", "phone", "overview", "evidence", "results", "plan", "progress", "report")
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
LOCALES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}
DAY, REPORT_DPI, MOST_BYTES = "2026-11-24", 80, 250_000
OPEN_INDICATORS = ("delivery", "after-sales", "complaints")
"""Indicators whose answers are taken out, but for the first two of `delivery`, so that the interview has work to do."""


def main() -> None:
    """Make the pictures asked for, or all."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("pictures", nargs="*", metavar="PICTURE", help=f"{', '.join(PICTURES)} (default: all)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where they are put")
    asked = parser.parse_args()
    for unknown in set(asked.pictures) - set(PICTURES):
        parser.error(f"there is no picture {unknown}; there are: {', '.join(PICTURES)}")
    wanted = asked.pictures or PICTURES
    asked.folder.mkdir(parents=True, exist_ok=True)
    rubric = load_rubric("gbt31526-2025")
    program = chromium()
    with tempfile.TemporaryDirectory() as folder, ecq_running(Path(folder)) as address, sync_playwright() as playwright:
        store = DatabaseStore.in_folder(Path(folder))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for lang, locale in LOCALES.items():
            ending = "" if lang == "zh" else f"-{lang}"
            full = sampled("qinghe-mall", rubric, lang, f"{DAY}T09:00:00+00:00")
            gone = _taken_out(rubric)
            partly = full.model_copy(update={"responses": {q: r for q, r in full.responses.items() if q not in gone}})
            staffed = set_weekly(full, "6")
            assert isinstance(staffed, Assessment)
            states = {"evidence": full, "results": full, "plan": staffed}
            for name in wanted:
                where = asked.folder / f"{name}{ending}.png"
                if name == "report":
                    _cover(build_report(rubric, full, lang, DAY), where)
                    continue
                kept = (
                    _in_steps(store, rubric, partly, full)
                    if name == "progress"
                    else store.add(states.get(name, partly)).id
                )
                page = "interview" if name == "phone" else name
                _shoot(browser, f"{address}/{page}?a={kept}", locale, where, PHONE if name == "phone" else DESKTOP)
        browser.close()
        store.close()


def _taken_out(rubric: Rubric) -> set[str]:
    within = [q for q in rubric.order if rubric.place[q][1] in OPEN_INDICATORS]
    return set(within[2:])


def _in_steps(store: DatabaseStore, rubric: Rubric, before: Assessment, after: Assessment) -> str:
    """An assessment kept with a snapshot from before its last answers; its id."""
    kept = store.add(before).id
    store.add_snapshot(kept, "2026-10", rubric.digest, rubric.canonical)
    for question, response in after.responses.items():
        if question not in before.responses:
            store.change(kept, lambda held, q=question, r=response: _with(held, q, r))  # type: ignore[misc]
    return kept


def _with(held: Assessment, question: str, response: Response) -> Assessment:
    return held.model_copy(update={"responses": {**held.responses, question: response}})


def _shoot(browser: Browser, address: str, locale: str, where: Path, size: dict[str, int]) -> None:
    phone = size is PHONE
    context = browser.new_context(locale=locale, viewport=size, is_mobile=phone, has_touch=phone)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    if "/results" in address:
        page.locator(".st-key-story .outcome").wait_for()
    elif "/evidence" in address:
        page.locator(".st-key-room-question").wait_for()
        page.wait_for_load_state("networkidle")
    elif "/overview" in address:
        page.locator(".ecq-indicator summary").first.click()
        page.locator(".ecq-list a").first.wait_for()
        page.mouse.move(0, 0)
    elif "/plan" in address:
        page.locator(".st-key-plan-limits").wait_for()
        page.wait_for_load_state("networkidle")
    elif "/progress" in address:
        page.locator(".js-plotly-plot .legend, .js-plotly-plot").first.wait_for()
        page.wait_for_load_state("networkidle")
    else:
        page.locator(".ecq-question").wait_for()
        _press_one(page)
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")  # parts loaded when first shown
    page.evaluate("document.fonts.ready")
    _save(Image.open(BytesIO(page.screenshot(animations="disabled"))), where)
    context.close()


def _press_one(page: Page) -> None:
    """Choose the last option, so that the picture shows a reaction and a bubble; then take the pointer away."""
    from tests.browser.polling import wait_for_function

    before = page.locator(".ecq-question h1").inner_text()
    page.locator(".ecq-answers button").last.click()
    wait_for_function(page, "old => document.querySelector('.ecq-question h1')?.textContent !== old", arg=before)
    page.locator(".ecq-said").wait_for()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_load_state("networkidle")


def _cover(report: bytes, where: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "report.pdf"
        made.write_bytes(report)
        command = [
            "pdftoppm",
            "-r",
            str(REPORT_DPI),
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            "-png",
            str(made),
            f"{folder}/page",
        ]
        subprocess.run(command, check=True)
        _save(Image.open(f"{folder}/page.png"), where)


def _save(picture: Image.Image, path: Path) -> None:
    picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise RuntimeError(f"{path.name} has {size} bytes, more than {MOST_BYTES}")
    print(f"{path}  {size // 1000} kB")  # noqa: T201


if __name__ == "__main__":
    main()
