"""Sources of outside formats through both clients."""

import asyncio
import gzip
import lzma
import os
import pathlib
import tempfile
import unittest

import ketenzicht
from ketenzicht import aio

SOURCE = pathlib.Path(os.environ["KETENZICHT_SOURCE_DIR"])
LIST = ("covered_equipment_or_services,date_of_inclusion_on_covered_list\n"
        '"Drones, made abroad","December 22, 2025"\n')


class ImportSourceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.file = pathlib.Path(self.folder.name) / "list.csv"
        self.file.write_text(LIST, encoding="utf-8")

    def test_a_source_becomes_facts_and_a_report(self) -> None:
        with ketenzicht.Client.open() as client:
            client.import_files(SOURCE / "data")
            stream = client.import_source(self.file, format="fcc-covered-list")
            self.assertIn(True, [one.writing for one in stream])
            report = stream.end
            self.assertEqual(report.entities, 2)
            self.assertEqual(report.created, 4)
            fact = client.get_fact(report.source).fact
            assert fact.entity is not None
            self.assertIn("Federal Communications Commission",
                          [one.value for one in fact.entity.attributes])
            # The same again changes nothing.
            again = client.import_source(self.file, format="fcc-covered-list")
            list(again)
            self.assertEqual(again.end.revision, report.revision)
            self.assertEqual(again.end.unchanged, 4)

    def test_what_is_wrong_has_its_place(self) -> None:
        self.file.write_text(LIST + '"x"\n', encoding="utf-8")
        with ketenzicht.Client.open() as client:
            client.import_files(SOURCE / "data")
            with self.assertRaisesRegex(ketenzicht.UnsoundFacts,
                                        "list.csv:3: 1 cells"):
                list(client.import_source(self.file,
                                          format="fcc-covered-list"))

    def test_our_own_files_may_be_packed(self) -> None:
        folder = pathlib.Path(self.folder.name) / "facts"
        folder.mkdir()
        data = (SOURCE / "data" / "reference" / "press-2021.yaml").read_bytes()
        (folder / "press.yaml.gz").write_bytes(gzip.compress(data))
        line = b'{"entity": {"id": "processes/packed", "kind": "process"}}\n'
        (folder / "one.jsonl.xz").write_bytes(lzma.compress(line))
        (folder / "note.txt.gz").write_bytes(b"not ours")
        with ketenzicht.Client.open() as client:
            client.import_files(SOURCE / "data")
            with self.assertRaisesRegex(ketenzicht.UnsoundFacts,
                                        "one.jsonl.xz:1: the entity has no 'name'"):
                client.import_files(folder)
            (folder / "one.jsonl.xz").unlink()
            answer = client.import_files(folder)
            self.assertEqual(answer.files, 1)
            self.assertGreater(answer.unchanged, 10)
            (folder / "press.yaml.gz").write_bytes(gzip.compress(data)[:200])
            with self.assertRaisesRegex(ketenzicht.InvalidRequest,
                                        "press.yaml.gz: cannot be unpacked"):
                client.import_files(folder)

    def test_under_asyncio(self) -> None:
        async def run() -> int:
            async with aio.Client.open() as client:
                await client.import_files(SOURCE / "data")
                stream = client.import_source(self.file,
                                              format="fcc-covered-list")
                async for _ in stream:
                    pass
                return int(stream.end.created)
        self.assertEqual(asyncio.run(run()), 4)


if __name__ == "__main__":
    unittest.main()
