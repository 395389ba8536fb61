"""The examples and the notebook run, and find what the case is known for."""
from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from case_fixture import ROOT

EXAMPLES = ROOT / "service/python/examples"


def run(*arguments: str | pathlib.Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *map(str, arguments)],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)


class ExamplesTest(unittest.TestCase):
    def check(self, name: str, *found: str) -> None:
        runner = [EXAMPLES / "run_notebook.py"] if name.endswith(
            ".ipynb") else []
        done = run(*runner, EXAMPLES / name)
        self.assertEqual(done.returncode, 0, done.stdout)
        for text in found:
            self.assertIn(text, done.stdout)

    def test_police_by_china(self) -> None:
        self.check("police_by_china.py",
                   "processes/politie-forensic                 not_excluded",
                   "Complete: all paths were looked at.")

    def test_compare_police_and_defence(self) -> None:
        self.check("compare_police_and_defence.py", "only one side rests on",
                   "- Defence, decision", "- police, flow")

    def test_what_if_measures(self) -> None:
        self.check("what_if_measures.py",
                   "only the police hold the key     blocked       as expected",
                   "measures/politie-no-confidential-deployment")

    def test_scenarios(self) -> None:
        self.check("scenarios.py", "blocked -> not_excluded, by changes [1]",
                   "unknown       not_excluded -> unknown",
                   "4 of 4 variants, 0 fail",
                   "Under scenario scenarios/key-of-the-footage")

    def test_notebook(self) -> None:
        self.check("drones.ipynb", "not_excluded\nblocked\nunknown\n",
                   "measures/politie-no-confidential-deployment")

    def test_there_are_no_others(self) -> None:
        names = {path.name for path in EXAMPLES.iterdir()
                 if path.suffix in (".py", ".ipynb")}
        self.assertEqual(names, {
            "police_by_china.py", "compare_police_and_defence.py",
            "what_if_measures.py", "scenarios.py", "drones.ipynb",
            "run_notebook.py"})

    def test_the_notebook_is_kept_without_outputs(self) -> None:
        notebook = json.loads((EXAMPLES / "drones.ipynb").read_text("utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                self.assertEqual(cell["outputs"], [])
                self.assertIsNone(cell["execution_count"])

    def test_a_cell_that_fails_is_an_error(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a.ipynb"
            path.write_text(json.dumps({"cells": [
                {"cell_type": "code", "source": ["x = 1\n", "x + 1"]},
                {"cell_type": "code", "source": ["1 / 0"]}]}))
            done = run(EXAMPLES / "run_notebook.py", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn("2\n", done.stdout)
        self.assertIn("ZeroDivisionError", done.stdout)


if __name__ == "__main__":
    unittest.main()
