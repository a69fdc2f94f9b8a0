"""What axe says of a page as it stands. The program is kept in vendor/, with its licence and hash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: Page, *rules: str) -> list[str]:
    """Violations of WCAG 2.2 AA and good practice, or of the named rules only; run through the driver."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(
        """(only) => axe.run(document, {runOnly: only, resultTypes: ['violations']}).then((all) =>
        all.violations.map((one) => one.id + ': ' +
          one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')))""",
        chosen,
    )
    return found
