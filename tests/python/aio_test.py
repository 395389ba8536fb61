"""The asyncio client: the same answers, many at once."""
from __future__ import annotations

import asyncio
import os
import signal
import unittest
from collections.abc import Callable, Coroutine
from typing import Any

import ketenzicht
from case_fixture import CHINA, DAY, FORENSIC, POLICE, ROOT
from ketenzicht import View, aio
from pretended_server import PretendedServer
from scenario_test import MANY


class AsyncClientTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.client = await aio.Client.open(timeout=120).start()
        self.addAsyncCleanup(self.client.close)
        await self.client.import_files(ROOT / "data")

    async def test_answers_as_the_other_client(self) -> None:
        server = self.client._server
        assert server is not None
        client = self.client
        with ketenzicht.Client.connect(server.address) as other:
            self.assertEqual(await client.get_fact(POLICE),
                             other.get_fact(POLICE))
            self.assertEqual(await client.list_facts(), other.list_facts())
            self.assertEqual(await client.search("dji"), other.search("dji"))
            self.assertEqual(await client.ontology(), other.ontology())
            self.assertEqual(await client.vector("sabotage"),
                             other.vector("sabotage"))
            self.assertEqual([fact async for fact in client.facts()],
                             list(other.facts()))
            subject = "companies/sz-dji"
            self.assertEqual(await client.affected(subject, DAY),
                             other.affected(subject, DAY))
            sides = ("organizations/defensie", POLICE, CHINA, DAY)
            self.assertEqual(await client.compare(*sides),
                             other.compare(*sides))
            self.assertEqual(
                await client.propose_measures(POLICE, CHINA, DAY, tier="T1"),
                other.propose_measures(POLICE, CHINA, DAY, tier="T1"))
            self.assertEqual(await client.single_points(POLICE, CHINA, DAY),
                             other.single_points(POLICE, CHINA, DAY))

    async def test_says_what_is_wrong_with_a_scenario(self) -> None:
        wrong = ketenzicht.ScenarioReference(content="kind: Scenario\n")
        for asked in (self.client.evaluate_scenario(wrong),
                      self.client.sweep_scenario(wrong).to_list()):
            with self.assertRaises(ketenzicht.InvalidScenario) as caught:
                await asked
            self.assertTrue(caught.exception.problems)

    async def test_stores_scenarios(self) -> None:
        stored = (await self.client.list_scenarios()).scenarios[0]
        content = (await self.client.get_scenario(stored.id)).scenario.content
        deleted = await self.client.delete_scenario(stored.id)
        self.assertEqual(deleted.scenario.content, content)
        with self.assertRaises(ketenzicht.NotFound):
            await self.client.update_scenario(content)
        created = await self.client.create_scenario(content)
        self.assertEqual(created.revision, deleted.revision + 1)

    async def test_tells_how_far_a_sweep_is(self) -> None:
        told: list[ketenzicht.SweepProgress] = []
        sweep = self.client.sweep_scenario(
            ketenzicht.ScenarioReference(content=MANY),
            on_progress=told.append)
        self.assertEqual(len([result async for result in sweep]), 240)
        self.assertEqual([one.done for one in told], [100, 200, 240])
        self.assertEqual(sweep.end.done, 240)

    async def test_streams_as_the_other_client(self) -> None:
        server = self.client._server
        assert server is not None
        client = self.client
        pairs = (POLICE, "jurisdictions/-", DAY)
        with ketenzicht.Client.connect(server.address) as other:
            for stream, expected in (
                    (client.paths(*pairs), other.paths(*pairs)),
                    (client.why(*pairs), other.why(*pairs)),
                    (client.export_facts(), other.export_facts()),
                    (client.export_text("dot"), other.export_text("dot")),
                    (client.matrix(*pairs), other.matrix(*pairs)),
                    (client.list_paths(DAY), other.list_paths(DAY)),
                    (client.timeline(FORENSIC, CHINA),
                     other.timeline(FORENSIC, CHINA)),
                    (client.case("2021Z16950"), other.case("2021Z16950"))):
                found = await stream.to_list()  # type: ignore[attr-defined]
                wanted = expected.to_list()  # type: ignore[attr-defined]
                self.assertEqual(list(found), list(wanted))
                self.assertEqual(found.head, wanted.head)
                self.assertEqual(found.end, wanted.end)

    async def test_reads_the_head_before_rows(self) -> None:
        stream = self.client.matrix(POLICE, CHINA, DAY)
        self.assertEqual((await stream.head()).columns[0].id, CHINA)
        with self.assertRaises(RuntimeError):
            stream.end
        frame = await stream.to_dataframe()
        self.assertEqual(set(frame["target"]), {CHINA})

    async def test_asks_many_at_once(self) -> None:
        async def status(year: int) -> str:
            view = View(f"{year}-06-01")
            async for answer in self.client.paths(FORENSIC, CHINA, view):
                return str(answer.pair.status)
            return ""
        found = await asyncio.gather(*map(status, range(2015, 2025)))
        self.assertEqual(len(found), 10)
        self.assertIn("not_excluded", found)

    async def test_writes_and_fails_by_reason(self) -> None:
        answer = await self.client.write_facts(
            [fact async for fact in self.client.facts(kind="uses")])
        self.assertEqual(answer.created, 0)
        with self.assertRaises(ketenzicht.UnsoundFacts):
            await self.client.import_texts({"a.yaml": "kind: Nothing"})
        with self.assertRaises(ketenzicht.NotFound):
            await self.client.paths("processes/x", CHINA, DAY).to_list()


class StoppingTest(unittest.IsolatedAsyncioTestCase):
    async def test_a_sweep_that_is_cut_off_is_no_sweep(self) -> None:
        told: list[ketenzicht.SweepProgress] = []
        with PretendedServer() as server:
            async with aio.Client.connect(server.address) as client:
                sweep = client.sweep_scenario(
                    ketenzicht.ScenarioReference(name="scenarios/a"),
                    on_progress=told.append)
                with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer,
                                            "was cut off"):
                    await sweep.to_list()
        self.assertEqual([one.done for one in told], [1])
        for _ in range(2):
            with self.assertRaisesRegex(ketenzicht.UnexpectedAnswer,
                                        "was cut off"):
                await sweep.to_list()
        with self.assertRaises(RuntimeError):
            sweep.end

    async def test_a_reader_that_was_given_up_stops_the_stream(self) -> None:
        with PretendedServer() as server:
            async with aio.Client.connect(server.address) as client:
                stream = client.paths(POLICE, CHINA, DAY)
                await stream.__anext__()
                with self.assertRaises(TimeoutError):
                    await asyncio.wait_for(stream.__anext__(), 0.2)
                # CancelledError would end the task that asks, unseen.
                with self.assertRaises(ketenzicht.Stopped):
                    await stream.__anext__()
                self.assertTrue(await asyncio.to_thread(server.ended.wait, 5))

    async def test_a_server_of_its_own_that_is_gone_says_so(self) -> None:
        async with aio.Client.open() as client:
            server = client._server
            assert server is not None
            os.kill(server.process_id, signal.SIGKILL)
            with self.assertRaisesRegex(ketenzicht.ServerUnreachable,
                                        "has ended: signal 9"):
                await client.ontology()

    async def test_cancelling_a_task_stops_the_call(self) -> None:
        with PretendedServer() as server:
            async with aio.Client.connect(server.address) as client:
                task = asyncio.create_task(client.search("dji"))
                await asyncio.sleep(0.2)
                task.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await task
                self.assertTrue(await asyncio.to_thread(server.ended.wait, 5))

    async def test_a_deadline_stops_the_call(self) -> None:
        with PretendedServer() as server:
            async with aio.Client.connect(server.address) as client:
                with self.assertRaises(ketenzicht.Stopped) as caught:
                    await client.search("dji", timeout=0.2)
                self.assertEqual(caught.exception.code, "DEADLINE_EXCEEDED")
                self.assertTrue(await asyncio.to_thread(server.ended.wait, 5))

    async def test_leaving_a_stream_stops_the_work(self) -> None:
        with PretendedServer() as server:
            async with aio.Client.connect(server.address) as client:
                async with client.paths(POLICE, CHINA, DAY) as stream:
                    await stream.__anext__()
                with self.assertRaises(ketenzicht.Stopped):
                    await stream.__anext__()
                self.assertTrue(await asyncio.to_thread(server.ended.wait, 5))

    async def test_cancelling_a_stream_ends_who_reads_it(self) -> None:
        with PretendedServer() as server:
            async with aio.Client.connect(server.address) as client:
                stream = client.paths(POLICE, CHINA, DAY)
                await stream.__anext__()
                reader = asyncio.create_task(stream.to_list())
                await asyncio.sleep(0.2)
                stream.cancel()
                with self.assertRaises(ketenzicht.Stopped):
                    await reader

    async def test_closing_ends_what_is_running(self) -> None:
        calls: tuple[Callable[[aio.Client], Coroutine[Any, Any, object]],
                     ...] = (
            lambda client: client.search("dji"),
            lambda client: client.paths(POLICE, CHINA, DAY).to_list())
        for start in calls:
            with PretendedServer() as server:
                client = await aio.Client.connect(server.address).start()
                running = asyncio.create_task(start(client))
                await asyncio.sleep(0.2)
                await client.close()
                with self.assertRaises(ketenzicht.Stopped):
                    await running
                self.assertTrue(await asyncio.to_thread(server.ended.wait, 5))

    async def test_reads_are_made_again(self) -> None:
        with PretendedServer(failures=2) as server:
            async with aio.Client.connect(server.address) as client:
                self.assertEqual((await client.get_fact("a/b")).fact.id, "a/b")
            self.assertEqual(server.calls, ["GetFact"] * 3)

    async def test_a_closed_client_says_so(self) -> None:
        client = aio.Client.connect("127.0.0.1:1")
        with self.assertRaisesRegex(ValueError, "not started"):
            await client.get_fact(POLICE)
        await client.start()
        with self.assertRaises(ketenzicht.ServerUnreachable):
            await client.get_fact(POLICE)
        await client.close()
        await client.close()
        with self.assertRaisesRegex(ValueError, "closed"):
            client.paths(POLICE, CHINA, DAY)


if __name__ == "__main__":
    unittest.main()
