"""What Now and Attack cost a phone on its first visit, counted from the real answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import own_diary

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIMIT = 30 * 1024


def first_load(page: Page, where: str) -> dict[str, int]:
    """Bytes that came over the line for an address with nothing kept, heads of the answers included."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    line.on(
        "Network.responseReceived",
        lambda said: addresses.update({said["requestId"]: said["response"]["url"]}),
    )
    line.on(
        "Network.loadingFinished",
        lambda said: sizes.update(
            {addresses.get(said["requestId"], said["requestId"]): int(said["encodedDataLength"])}
        ),
    )
    page.goto(where, wait_until="networkidle")
    line.detach()
    return sizes


@pytest.mark.parametrize("which", ["now", "attack"])
def test_a_first_load_weighs_at_most_30_kilobytes(phone: Callable[..., Page], which: str) -> None:
    """Page, styles, scripts and pictures together, compressed as the phone gets them."""
    page = phone()
    own_diary(page, f"alice-weight-{which}")
    where = "/now/"
    if which == "attack":
        page.get_by_role("button", name="Attack starting").click()
        page.wait_for_url("**/attack/**")
        where = page.url

    sizes: dict[str, Any] = first_load(page, where)

    assert any(where.rstrip("/") in address for address in sizes)
    assert any(".css" in address for address in sizes)
    assert sum(sizes.values()) <= LIMIT, sizes
