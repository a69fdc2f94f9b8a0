"""The compiler of a template, with the font that comes with Headlog and none of the system."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import typst


def compiler_of(template: str, **inputs: str) -> typst.Compiler:
    """Compiler of one of the templates in this folder.

    Parameters
    ----------
    template
        Name of its file.
    inputs
        What the template finds in `sys.inputs`, unless told otherwise when it compiles.
    """
    with as_file(files(__package__)) as folder:
        here = Path(folder)
        return typst.Compiler(
            input=here / template, root=here, font_paths=[here / "fonts"], ignore_system_fonts=True,
            sys_inputs=inputs,
        )  # fmt: skip
