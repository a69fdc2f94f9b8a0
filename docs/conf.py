"""Sphinx: MyST pages by Diátaxis, nitpicky."""

project = "Headlog"
author = "the Headlog authors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = "Headlog"
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 4
exclude_patterns = ["_build"]
autodoc_typehints = "none"
