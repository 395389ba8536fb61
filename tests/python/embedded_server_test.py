"""Servers that a client starts, and stops."""
from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

import ketenzicht
from case_fixture import CHINA, DAY, FORENSIC, POLICE, ROOT
from ketenzicht import server
from scenario_test import many


def runs(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


class EmbeddedServerTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def program(self, text: str) -> str:
        """A program that stands in for the server."""
        path = self.folder / "program"
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o755)
        return str(path)

    def test_a_store_stays_when_its_client_closes(self) -> None:
        store = self.folder / "store"
        with ketenzicht.Client.open(store) as client:
            client.import_files(ROOT / "data")
            first = client.paths(FORENSIC, CHINA, DAY).to_list()
        with ketenzicht.Client.open(str(store)) as client:
            again = client.paths(FORENSIC, CHINA, DAY).to_list()
        self.assertEqual(list(first), list(again))

    def test_closing_leaves_nothing(self) -> None:
        with mock.patch.object(tempfile, "tempdir", str(self.folder)):
            client = ketenzicht.Client.open()
            embedded = client._server
            assert embedded is not None
            self.assertEqual(len(list(self.folder.iterdir())), 1)
            mode = next(self.folder.iterdir()).stat().st_mode
            self.assertEqual(mode & 0o077, 0)
            client.close()
            client.close()
            self.assertEqual(list(self.folder.iterdir()), [])
        self.assertFalse(runs(embedded.process_id))
        with self.assertRaisesRegex(ValueError, "closed"):
            client.get_fact(POLICE)

    def test_a_script_that_forgets_to_close_leaves_nothing(self) -> None:
        script = ("import ketenzicht\n"
                  "client = ketenzicht.Client.open()\n"
                  "print(client._server.process_id, flush=True)\n"
                  "raise SystemExit(3)\n")
        done = subprocess.run([sys.executable, "-c", script],
                              stdout=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 3)
        self.assertFalse(runs(int(done.stdout)))

    def test_a_store_in_use_says_so(self) -> None:
        store = self.folder / "store"
        with ketenzicht.Client.open(store):
            with self.assertRaises(ketenzicht.ServerNotStarted) as caught:
                ketenzicht.Client.open(store)
        self.assertIn("ketenzichtd: ", caught.exception.message)

    def test_what_a_program_said_is_in_the_error(self) -> None:
        program = self.program("echo no room on the disk >&2; exit 1\n")
        with self.assertRaisesRegex(ketenzicht.ServerNotStarted,
                                    "no room on the disk"):
            ketenzicht.Client.open(program=program)
        with self.assertRaisesRegex(ketenzicht.ServerNotStarted,
                                    "ended with 4"):
            ketenzicht.Client.open(program=self.program("exit 4\n"))

    def test_a_program_that_does_not_listen_is_killed(self) -> None:
        program = self.program("echo busy >&2; exec sleep 60\n")
        since = time.monotonic()
        with self.assertRaisesRegex(ketenzicht.ServerNotStarted,
                                    "does not listen after 0.5 s\nbusy"):
            ketenzicht.Client.open(program=program, start_timeout=0.5)
        self.assertLess(time.monotonic() - since, 10)

    def test_a_program_that_does_not_stop_is_killed(self) -> None:
        program = self.program("trap '' TERM\necho listening on port 1\n"
                               "while :; do sleep 1; done\n")
        with mock.patch.object(server, "_STOP_SECONDS", 0.2):
            embedded = server.EmbeddedServer(self.folder, program=program)
        embedded.stop()
        self.assertFalse(runs(embedded.process_id))

    def test_a_program_that_was_killed_is_unreachable(self) -> None:
        with ketenzicht.Client.open() as client:
            embedded = client._server
            assert embedded is not None
            os.kill(embedded.process_id, signal.SIGKILL)
            with self.assertRaisesRegex(ketenzicht.ServerUnreachable,
                                        "has ended: signal 9") as caught:
                client.get_fact(POLICE)
            self.assertEqual(caught.exception.code, "UNAVAILABLE")

    def test_a_stream_of_a_server_that_was_killed_is_none(self) -> None:
        with ketenzicht.Client.open() as client:
            client.import_files(ROOT / "data")
            embedded = client._server
            assert embedded is not None
            sweep = client.sweep_scenario(
                ketenzicht.ScenarioReference(content=many(3000)))
            next(sweep)
            os.kill(embedded.process_id, signal.SIGKILL)
            for _ in range(2):
                with self.assertRaises(ketenzicht.ServerUnreachable):
                    sweep.to_list()
            with self.assertRaises(RuntimeError):
                sweep.end

    def test_how_a_program_ended(self) -> None:
        embedded = server.EmbeddedServer(self.folder, program=self.program(
            "echo listening on port 1\nread line\n"
            "echo out of memory >&2\nexit 3\n"))
        embedded._process.wait(10)
        self.assertEqual(embedded.ended(), "exit code 3\nout of memory")
        embedded.stop()
        self.assertEqual(embedded.ended(), "exit code 3")

    def test_finds_its_program(self) -> None:
        with self.assertRaisesRegex(ketenzicht.ServerNotStarted,
                                    "nothing/here is no program"):
            ketenzicht.Client.open(program="nothing/here")
        self.program("")
        name = self.folder / "ketenzichtd"
        (self.folder / "program").rename(name)
        with mock.patch.dict(os.environ, {"PATH": str(self.folder)}):
            del os.environ["KETENZICHT_SERVER_PROGRAM"]
            with mock.patch.object(server, "__file__", "/a/python/k/s.py"):
                self.assertEqual(server.find_program(), str(name))
                name.unlink()
                with self.assertRaisesRegex(ketenzicht.ServerNotStarted,
                                            "no ketenzichtd: not in /a/bin"):
                    server.find_program()

    def test_a_long_temporary_folder_does(self) -> None:
        long = self.folder / ("x" * 100)
        long.mkdir()
        with mock.patch.object(tempfile, "tempdir", str(long)):
            with ketenzicht.Client.open() as client:
                with self.assertRaises(ketenzicht.NoVocabulary):
                    client.ontology()


if __name__ == "__main__":
    unittest.main()
