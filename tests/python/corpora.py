"""Real files of outside formats, that are not part of this project."""

import os
import pathlib
import unittest

CORPORA = pathlib.Path(os.environ.get(
    "KETENZICHT_CORPORA",
    pathlib.Path(os.environ["KETENZICHT_SOURCE_DIR"]).parent / "shared" /
    "corpora"))


def need_corpora() -> None:
    """Skips the test where they are not there; fails where they must be."""
    if CORPORA.is_dir():
        return
    if ("KETENZICHT_CORPORA" in os.environ or
            os.environ.get("KETENZICHT_CORPORA_REQUIRED") == "1"):
        raise AssertionError(f"{CORPORA} is not there, and is required")
    raise unittest.SkipTest("no corpora")
