"""Runs every command of docs/tutorial-import.md, in its order."""

import os
import pathlib
import shlex
import subprocess
import tempfile
import textwrap
import unittest

from corpora import CORPORA, need_corpora

SOURCE = pathlib.Path(os.environ["KETENZICHT_SOURCE_DIR"])
PROGRAM = os.environ["KETENZICHT_PROGRAM"]
PAGE = SOURCE / "docs" / "tutorial-import.md"


class ImportTutorial(unittest.TestCase):
    def run_command(self, line: str, folder: str) -> str:
        words = shlex.split(line.replace("$CORPORA", str(CORPORA)))
        done = subprocess.run(
            [PROGRAM, "--store", f"{folder}/store", *words[1:]], cwd=folder,
            capture_output=True, text=True, check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, f"{line}\n{done.stderr}")
        return done.stdout

    def test_every_command_does_what_the_page_says(self) -> None:
        need_corpora()
        blocks = PAGE.read_text(encoding="utf-8").split("\n\n")
        commands = 0
        answers = {}
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(SOURCE / "data", f"{folder}/data")
            for block in blocks:
                if not block.startswith("    "):
                    continue
                text = textwrap.dedent(block)
                if text.startswith("apiVersion"):
                    pathlib.Path(folder, "municipality.yaml").write_text(
                        text + "\n", encoding="utf-8")
                    continue
                for line in text.splitlines():
                    self.assertTrue(line.startswith("ketenzicht "), line)
                    answers[line.split()[1]] = self.run_command(line, folder)
                    commands += 1
        self.assertGreater(commands, 10)
        self.assertIn("authorities/cn-state", answers["list"])
        self.assertIn("processes/uuid-a3ec498f-cc6b-4eee-b000-16620e3ba437",
                      answers["affected"])
        why = answers["why"]
        self.assertIn("DJI is seated in China", why)
        self.assertIn("the register of an example municipality", why)
        self.assertIn("MISP galaxy", why)
        self.assertIn("2021Z16950", why)


if __name__ == "__main__":
    unittest.main()
