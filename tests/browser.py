"""Debian's Chromium for the tests of pages, and axe, which looks at how accessible they are."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from lms_readers import node_packages
from selenium import webdriver


def chromium() -> Iterator[webdriver.Chrome]:
    """A browser that reaches no host but this machine; skips where there is none. The body of a fixture."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("chromium and chromium-driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--window-size=1400,1000",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ):
        options.add_argument(argument)
    opened = webdriver.Chrome(options, webdriver.ChromeService(driver))
    yield opened
    opened.quit()


def screen(page: webdriver.Chrome, width: int, height: int, scheme: str) -> None:
    """A phone's or a desktop's screen, light or dark."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )


def plain_screen(page: webdriver.Chrome) -> None:
    """The browser's own screen again."""
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def violations(page: webdriver.Chrome) -> list[tuple[str, str]]:
    """What axe finds wrong on the page as it stands, but inside pictures: rule and first element."""
    axe = (node_packages() / "axe-core" / "axe.min.js").read_text("utf-8")
    page.execute_script(axe)
    found: dict[str, Any] = page.execute_async_script("axe.run({exclude: ['svg[role=img] > *']}).then(arguments[0])")
    assert len(found["passes"]) > 15
    return [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
