"""The same client for asyncio.

    async with ketenzicht.aio.Client.open() as client:
        await client.import_files("data")
        async for answer in client.paths("organizations/politie",
                                         "jurisdictions/cn", "2021-11-18"):
            print(answer.pair.process, answer.pair.status)
"""
from __future__ import annotations

import asyncio
import functools
import os
import weakref
from collections import deque
from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import grpc
import grpc.aio

from ketenzicht.arguments import AnyRevision
from ketenzicht.calls import Calls
from ketenzicht.errors import (KetenzichtError, Stopped, UnexpectedAnswer,
                               from_rpc_error)
from ketenzicht.results import Fact
from ketenzicht.rows import Reading, Rows
from ketenzicht.server import EmbeddedServer, own_error
from ketenzicht.transport import (DEFAULT_TIMEOUT, StreamCall, UnaryCall,
                                  channel_options, seconds, stub_method)

if TYPE_CHECKING:
    import pandas

Result = TypeVar("Result")
Item = TypeVar("Item")
Head = TypeVar("Head")
End = TypeVar("End")


class Stream(Generic[Item, Head, End]):
    """Answers as they come: an async iterator. As a context it stops the work
    when it is left."""

    def __init__(self, call: StreamCall[Item, Head, End], rpc: Any,
                 error_of: Callable[[Any], KetenzichtError]) -> None:
        self._reading = Reading(call)
        self._rpc = rpc
        self._error_of = error_of
        self._waiting: deque[Item] = deque()
        self._cancelled = False

    def __aiter__(self) -> Stream[Item, Head, End]:
        return self

    async def __anext__(self) -> Item:
        while not self._waiting and not self._reading.ended:
            await self._read()
        if not self._waiting:
            raise StopAsyncIteration
        return self._waiting.popleft()

    async def head(self) -> Head:
        """What stands before the items, such as the columns of a matrix; None
        where a stream has none."""
        while not self._reading.has_head:
            await self._read()
        return self._reading.head

    @property
    def end(self) -> End:
        """What stands after the items; None where a stream has none.

        Raises RuntimeError before all items were read.
        """
        return self._reading.end

    async def to_list(self) -> Rows[Item, Head, End]:
        """All that is left, with head and end."""
        return self._reading.rows([item async for item in self])

    async def to_dataframe(self) -> pandas.DataFrame:
        """All that is left as a table; see ketenzicht.frames."""
        return (await self.to_list()).to_dataframe()

    def cancel(self) -> None:
        """Stops the work; reading on then raises Stopped."""
        self._cancelled = True
        self._rpc.cancel()

    async def __aenter__(self) -> Stream[Item, Head, End]:
        return self

    async def __aexit__(self, kind: type[BaseException] | None,
                        error: BaseException | None,
                        trace: TracebackType | None) -> None:
        self.cancel()

    async def _read(self) -> None:
        self._reading.check()
        if self._cancelled:
            raise Stopped("the stream was cancelled", code="CANCELLED")
        try:
            message = await self._rpc.read()
        except asyncio.CancelledError:
            if _is_task_cancelled():
                raise
            # Cancelled while it was read, here or by an earlier reader that
            # was given up: gRPC then stops the call.
            raise Stopped("the stream was cancelled",
                          code="CANCELLED") from None
        except grpc.RpcError as error:
            raise self._error_of(error) from None
        if message is grpc.aio.EOF:
            self._reading.finish()
            return
        try:
            self._waiting.extend(self._reading.take(message))
        except UnexpectedAnswer:
            self._rpc.cancel()
            raise


def _is_task_cancelled() -> bool:
    """Whether it is the task that is cancelled, rather than its call."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


class Client(Calls):
    """As ketenzicht.Client, for one event loop.

    It connects when it is entered (`async with`), or by `await start()`; then
    `await close()` ends it.
    """

    _is_asynchronous = True

    def __init__(self, address: str = "", *,
                 timeout: float = DEFAULT_TIMEOUT,
                 start_server: Callable[[], EmbeddedServer] | None = None
                 ) -> None:
        seconds(None, timeout)
        self._address = address
        self._timeout = timeout
        self._start_server = start_server
        self._server: EmbeddedServer | None = None
        self._channel: Any = None
        # Streams that may be running: grpc.aio leaves them when it closes.
        self._streams: weakref.WeakSet[Any] = weakref.WeakSet()

    @classmethod
    def connect(cls, address: str, *,
                timeout: float = DEFAULT_TIMEOUT) -> Client:
        """A client of the server at "host:port"."""
        return cls(address, timeout=timeout)

    @classmethod
    def open(cls, store: str | os.PathLike[str] | None = None, *,
             timeout: float = DEFAULT_TIMEOUT, program: str | None = None,
             start_timeout: float = 60.0) -> Client:
        """A client with a server of its own, as of ketenzicht.Client.open; it
        starts with the client."""
        return cls(timeout=timeout, start_server=functools.partial(
            EmbeddedServer, store, program=program,
            start_timeout=start_timeout))

    async def start(self) -> Client:
        """Connects, and starts the server where there is to be one."""
        if self._channel is not None:
            raise ValueError("the client was started already")
        if self._start_server is not None:
            self._server = await asyncio.to_thread(self._start_server)
            self._address = self._server.address
        self._channel = grpc.aio.insecure_channel(
            self._address, options=channel_options(self._server is not None))
        return self

    async def close(self) -> None:
        """Ends what is running, and stops the server that was started."""
        channel, self._channel = self._channel, None
        server, self._server = self._server, None
        for stream in list(self._streams):
            stream.cancel()
        if channel is not None:
            await channel.close()
        if server is not None:
            await asyncio.to_thread(server.stop)

    async def __aenter__(self) -> Client:
        return await self.start()

    async def __aexit__(self, kind: type[BaseException] | None,
                        error: BaseException | None,
                        trace: TracebackType | None) -> None:
        await self.close()

    async def call(self, call: UnaryCall[Result]) -> Result:
        """Makes a call; the methods of ketenzicht.calls come here."""
        method = self._method(call)
        try:
            message = await method(
                call.request, timeout=seconds(call.timeout, self._timeout))
        except asyncio.CancelledError:
            if self._channel is not None or _is_task_cancelled():
                raise
            raise Stopped("the client was closed", code="CANCELLED") from None
        except grpc.RpcError as error:
            raise self._error_of(error) from None
        return call.convert(message)

    def stream(self, call: StreamCall[Item, Head, End]
               ) -> Stream[Item, Head, End]:
        """Starts a call that streams."""
        rpc = self._method(call)(
            call.request, timeout=seconds(call.timeout, self._timeout))
        stream = Stream(call, rpc, self._error_of)
        self._streams.add(stream)
        return stream

    def _error_of(self, error: Any) -> KetenzichtError:
        return own_error(from_rpc_error(error), self._server)

    def _method(self, call: Any) -> Any:
        if self._channel is None:
            raise ValueError("the client is closed, or was not started")
        return stub_method(self._channel, call.method)

    async def facts(self, *, kind: str = "", about: str = "",
                    revision: AnyRevision = None,
                    timeout: float | None = None) -> AsyncIterator[Fact]:
        """All facts of a kind, or about an id, sorted by id; page by page as
        they are asked for, all of one revision."""
        token = ""
        while True:
            page = await self.list_facts(
                kind=kind, about=about, page_size=1000, page_token=token,
                revision=revision, timeout=timeout)
            for fact in page.facts:
                yield fact
            token = page.next_page_token
            if not token:
                return
