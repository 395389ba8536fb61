"""A server of one's own: a ketenzichtd process on a store."""
from __future__ import annotations

import os
import pathlib
import select
import shutil
import subprocess
import tempfile
import time
import weakref

from ketenzicht.errors import (KetenzichtError, ServerNotStarted,
                               ServerUnreachable)

_VARIABLE = "KETENZICHT_SERVER_PROGRAM"
# The address of a socket is limited to 107 bytes.
_LONGEST_FOLDER = 80
# How long a program may take to stop: it gives running calls 5 seconds. What
# was written is on disk when a write returns, so killing it loses nothing.
_STOP_SECONDS = 7.0
# The same where the store is removed anyway.
_STOP_SECONDS_TEMPORARY = 1.0
_READY = b"listening on port "
# How much of what a program said is told: its last words.
_SAID_CHARACTERS = 4000


def find_program(program: str | None = None) -> str:
    """The server's program: as given, KETENZICHT_SERVER_PROGRAM, that of the
    build of this package, or ketenzichtd on PATH. Raises ServerNotStarted."""
    named = program or os.environ.get(_VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise ServerNotStarted(f"{named} is no program")
        return found
    beside = pathlib.Path(__file__).resolve().parents[2] / "bin/ketenzichtd"
    found = shutil.which(str(beside)) or shutil.which("ketenzichtd")
    if found is None:
        raise ServerNotStarted(
            f"no ketenzichtd: not in {beside.parent}, not on PATH; give "
            f"`program`, or set {_VARIABLE}")
    return found


class EmbeddedServer:
    """A server that runs as long as this object, or until `stop`.

    It listens on a socket in a folder that only its user can enter. Raises
    ServerNotStarted with what the program said.
    """

    def __init__(self, store: str | os.PathLike[str] | None = None, *,
                 program: str | None = None,
                 start_timeout: float = 60.0) -> None:
        command = find_program(program)
        base = tempfile.gettempdir()
        self._folder = pathlib.Path(tempfile.mkdtemp(
            prefix="ketenzicht-",
            dir=base if len(os.fsencode(base)) <= _LONGEST_FOLDER else "/tmp"))
        # Where a client finds it.
        self.address = f"unix:{self._folder / 'socket'}"
        try:
            self._process = self._start(command, store)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        self._finalizer = weakref.finalize(
            self, _stop, self._process, self._folder,
            _STOP_SECONDS_TEMPORARY if store is None else _STOP_SECONDS)
        try:
            self._wait_until_ready(start_timeout)
        except BaseException:
            self._process.kill()
            self.stop()
            raise

    @property
    def process_id(self) -> int:
        """Of the program that runs."""
        return self._process.pid

    def ended(self) -> str | None:
        """How the program ended, and what it said last; None while it runs."""
        code = self._process.poll()
        if code is None:
            return None
        how = (f"signal {-code}" if code < 0 else f"exit code {code}")
        return f"{how}\n{self._said()}".strip()

    def stop(self) -> None:
        """Stops the program, by force where it does not stop by itself in some
        seconds, and removes its socket and a store that was only temporary."""
        self._finalizer()

    def _start(self, command: str, store: str | os.PathLike[str] | None
               ) -> subprocess.Popen[bytes]:
        folder = self._folder / "store" if store is None else store
        with open(self._folder / "said", "wb") as said:
            try:
                # Apart from the terminal: Ctrl-C is for the script, which then
                # closes its client.
                return subprocess.Popen(
                    [command, "--store", os.fspath(folder), "--listen",
                     self.address],
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                    stderr=said, start_new_session=True)
            except OSError as error:
                raise ServerNotStarted(f"{command}: {error.strerror}") from None

    def _wait_until_ready(self, timeout: float) -> None:
        """Reads the line that it writes when it listens."""
        output = self._process.stdout
        assert output is not None
        line = b""
        until = time.monotonic() + timeout
        poll = select.poll()
        poll.register(output, select.POLLIN)
        while not line.endswith(b"\n"):
            left = until - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise ServerNotStarted(
                    f"it does not listen after {timeout:g} s\n{self._said()}"
                    .strip())
            read = os.read(output.fileno(), 4096)
            if not read:
                self._process.wait(_STOP_SECONDS)
                break
            line += read
        if not line.startswith(_READY):
            raise ServerNotStarted(
                (line.decode("utf-8", "replace") + self._said()).strip()
                or f"it ended with {self._process.returncode}")

    def _said(self) -> str:
        """What the program wrote to its standard error, the end of it."""
        try:
            said = (self._folder / "said").read_text("utf-8", "replace")
        except FileNotFoundError:
            return ""  # Stopped: its folder is gone.
        return said[-_SAID_CHARACTERS:]


def own_error(error: KetenzichtError, server: EmbeddedServer | None
              ) -> KetenzichtError:
    """The error; where a client's own server has ended, that this is why."""
    how = (server.ended() if server is not None
           and isinstance(error, ServerUnreachable) else None)
    if how is None:
        return error
    return ServerUnreachable(
        f"the server that the client started has ended: {how}",
        code=error.code)


def _stop(process: subprocess.Popen[bytes], folder: pathlib.Path,
          patience: float) -> None:
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
    shutil.rmtree(folder, ignore_errors=True)
