"""The shipped data in a server that runs as long as the tests of one file."""
from __future__ import annotations

import os
import pathlib
import unittest

import ketenzicht

ROOT = pathlib.Path(os.environ.get(
    "KETENZICHT_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
DAY = "2021-11-18"
POLICE = "organizations/politie"
FORENSIC = "processes/politie-forensic"
CHINA = "jurisdictions/cn"


class CaseTest(unittest.TestCase):
    """Tests with a client on the shipped data."""
    client: ketenzicht.Client

    @classmethod
    def setUpClass(cls) -> None:
        cls.client = ketenzicht.Client.open(timeout=120)
        cls.addClassCleanup(cls.client.close)
        cls.client.import_files(ROOT / "data")
