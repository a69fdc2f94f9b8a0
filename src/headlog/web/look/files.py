"""How static files are stored: hashed and compressed, modules naming each other by their hashed names."""

from whitenoise.storage import (  # type: ignore[import-untyped]  # ships no types
    CompressedManifestStaticFilesStorage,
)


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # its base has no types
    """Rewrites what one script loads of another, too: an old page must not load a new half."""

    support_js_module_import_aggregation = True
