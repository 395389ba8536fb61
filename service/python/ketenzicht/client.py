"""The client: asks a server, or starts one on a store of its own."""
from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import grpc

from ketenzicht.arguments import AnyRevision
from ketenzicht.calls import Calls
from ketenzicht.errors import (KetenzichtError, UnexpectedAnswer,
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
    """Answers as they come: an iterator. Left early, it stops the work.

        with client.paths("processes/-", "jurisdictions/cn", day) as answers:
            for answer in answers:
                print(answer.pair.process, answer.pair.status)
    """

    def __init__(self, call: StreamCall[Item, Head, End], rpc: Any,
                 error_of: Callable[[Any], KetenzichtError]) -> None:
        self._reading = Reading(call)
        self._rpc = rpc
        self._error_of = error_of
        self._waiting: deque[Item] = deque()

    def __iter__(self) -> Stream[Item, Head, End]:
        return self

    def __next__(self) -> Item:
        while not self._waiting and not self._reading.ended:
            self._read()
        if not self._waiting:
            raise StopIteration
        return self._waiting.popleft()

    @property
    def head(self) -> Head:
        """What stands before the items, such as the columns of a matrix; None
        where a stream has none."""
        while not self._reading.has_head:
            self._read()
        return self._reading.head

    @property
    def end(self) -> End:
        """What stands after the items; None where a stream has none.

        Raises RuntimeError before all items were read.
        """
        return self._reading.end

    def to_list(self) -> Rows[Item, Head, End]:
        """All that is left, with head and end."""
        return self._reading.rows(list(self))

    def to_dataframe(self) -> pandas.DataFrame:
        """All that is left as a table; see ketenzicht.frames."""
        return self.to_list().to_dataframe()

    def cancel(self) -> None:
        """Stops the work; reading on then raises Stopped."""
        self._rpc.cancel()

    def __enter__(self) -> Stream[Item, Head, End]:
        return self

    def __exit__(self, kind: type[BaseException] | None,
                 error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.cancel()

    def _read(self) -> None:
        self._reading.check()
        try:
            message = next(self._rpc)
        except StopIteration:
            self._reading.finish()
            return
        except grpc.RpcError as error:
            raise self._error_of(error) from None
        try:
            self._waiting.extend(self._reading.take(message))
        except UnexpectedAnswer:
            self._rpc.cancel()
            raise


class Client(Calls):
    """Asks a server.

        with ketenzicht.Client.open() as client:        # one of its own
            client.import_files("data")
            for answer in client.why("processes/politie-forensic",
                                     "jurisdictions/cn", "2021-11-18"):
                print(answer.pair.explanation.en)

    Each call has a `timeout` in seconds (math.inf: none); without one that of
    the client holds. Reads are made again where the server is away for a
    moment, writes never. Safe to use from several threads.
    """

    def __init__(self, address: str, *, timeout: float = DEFAULT_TIMEOUT,
                 server: EmbeddedServer | None = None) -> None:
        seconds(None, timeout)
        self._timeout = timeout
        self._server = server
        self._closed = False
        self._channel = grpc.insecure_channel(
            address, options=channel_options(server is not None))

    @classmethod
    def connect(cls, address: str, *,
                timeout: float = DEFAULT_TIMEOUT) -> Client:
        """A client of the server at "host:port". Whether there is one, the
        first call finds out (ServerUnreachable)."""
        return cls(address, timeout=timeout)

    @classmethod
    def open(cls, store: str | os.PathLike[str] | None = None, *,
             timeout: float = DEFAULT_TIMEOUT, program: str | None = None,
             start_timeout: float = 60.0) -> Client:
        """A client with a server of its own on the store in a folder, or on a
        new one that is removed at the end. Raises ServerNotStarted.

        `program` is that server; without it KETENZICHT_SERVER_PROGRAM, the one
        of the same build, or the first ketenzichtd on PATH.
        """
        seconds(None, timeout)
        server = EmbeddedServer(store, program=program,
                                start_timeout=start_timeout)
        return cls(server.address, timeout=timeout, server=server)

    def close(self) -> None:
        """Ends what is running, and stops the server that `open` started."""
        self._closed = True
        self._channel.close()
        if self._server is not None:
            self._server.stop()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None,
                 error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def call(self, call: UnaryCall[Result]) -> Result:
        """Makes a call; the methods of ketenzicht.calls come here."""
        method = self._method(call)
        try:
            message = method(
                iter(call.request) if call.streams_request else call.request,
                timeout=seconds(call.timeout, self._timeout))
        except grpc.RpcError as error:
            raise self._error_of(error) from None
        return call.convert(message)

    def stream(self, call: StreamCall[Item, Head, End]
               ) -> Stream[Item, Head, End]:
        """Starts a call that streams."""
        rpc = self._method(call)(
            iter(call.request) if call.streams_request else call.request,
            timeout=seconds(call.timeout, self._timeout))
        return Stream(call, rpc, self._error_of)

    def _error_of(self, error: Any) -> KetenzichtError:
        return own_error(from_rpc_error(error), self._server)

    def _method(self, call: Any) -> Any:
        if self._closed:
            raise ValueError("the client is closed")
        return stub_method(self._channel, call.method)

    def facts(self, *, kind: str = "", about: str = "",
              revision: AnyRevision = None,
              timeout: float | None = None) -> Iterator[Fact]:
        """All facts of a kind, or about an id, sorted by id; page by page as
        they are asked for, all of one revision."""
        token = ""
        while True:
            page = self.list_facts(kind=kind, about=about, page_size=1000,
                                   page_token=token, revision=revision,
                                   timeout=timeout)
            yield from page.facts
            token = page.next_page_token
            if not token:
                return
