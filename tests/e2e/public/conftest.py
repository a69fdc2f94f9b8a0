"""The same server and browser as the offline room's tests."""

from tests.e2e.offline.conftest import chromium, keeper, new_context, playwright, problems, server

__all__ = ["chromium", "keeper", "new_context", "playwright", "problems", "server"]
