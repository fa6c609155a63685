"""Configuration of the documentation: Sphinx, Markdown by MyST, the theme furo."""

from __future__ import annotations

from importlib import metadata

project = "Pourparler"
author = "The Pourparler authors"
project_copyright = "The Pourparler authors, Apache-2.0"
release = metadata.version("pourparler")

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"Pourparler {release}"
# Plain pages: no link to the tool that built them, no copies of the sources.
html_show_sphinx = False
html_copy_source = False
