"""The same server and browser as the offline room's tests."""

from tests.e2e.offline.conftest import keeper, new_context, problems, server

__all__ = ["keeper", "new_context", "problems", "server"]
