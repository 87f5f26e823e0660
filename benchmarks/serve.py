"""The server under load: clients that check paragraphs one after the other, and beside them slow and broken ones.

    python -m benchmarks.serve [--clients 200] [--seconds 60]

The server runs as `mtqa serve`, all clients in this process. Beside as many clients as are asked for, a quarter as many
each send the head of a request a byte a second, send half a body and no more, and send bytes that are no request. Linux
alone tells the memory, which is that of the server and of the processes that it checks in.
"""

import argparse
import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
PARAGRAPHS = [line for line in (ROOT / "fixtures/articles/ferry.txt").read_text("utf8").splitlines() if line.strip()]
HEAD = "POST /v2/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"


class Load:
    """What clients have seen of the server at this port until `end`, by `time.monotonic`."""

    def __init__(self, port: int, end: float) -> None:
        self.port, self.end = port, end
        self.seconds = list[float]()
        self.outcomes = Counter[str]()
        self.cut_off = 0

    @property
    def is_on(self) -> bool:
        return time.monotonic() < self.end

    async def client(self) -> None:
        """Checks one paragraph after the other, by one connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while self.is_on:
            body = urlencode({"language": "auto", "text": random.choice(PARAGRAPHS)})
            start = time.monotonic()
            writer.write(f"{HEAD}Content-Length: {len(body)}\r\n\r\n{body}".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = int(head.partition("content-length: ")[2].partition("\r")[0])
            answer = await reader.readexactly(length)
            self.seconds.append(time.monotonic() - start)
            is_whole = answer.startswith(b'{"software"') and answer.endswith(b"]]}")
            self.outcomes[head[9:12] if is_whole else f"{head[9:12]}, no answer"] += 1
        writer.close()

    async def slow(self) -> None:
        """Sends a byte a second."""
        await self._until_cut_off([bytes([byte]) for byte in HEAD.encode()], 1)

    async def half(self) -> None:
        """Sends half of a body, and waits."""
        await self._until_cut_off([f"{HEAD}Content-Length: 100\r\n\r\n{'a' * 50}".encode()], 60)

    async def garbage(self) -> None:
        """Sends what is no request."""
        await self._until_cut_off([random.randbytes(1_000)] * 60, 0.1)

    async def _until_cut_off(self, parts: list[bytes], pause: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        end = asyncio.ensure_future(reader.read())
        for part in parts:
            writer.write(part)
            await asyncio.wait([end], timeout=pause)
            if end.done() or not self.is_on:
                break
        self.cut_off += end.done()
        end.cancel()
        with suppress(OSError, asyncio.CancelledError):
            await end
        writer.close()

    async def again(self, kind: Callable[[], Awaitable[None]]) -> None:
        """A client of this kind, and another when its connection ends."""
        while self.is_on:
            try:
                await kind()
            except (OSError, EOFError) as error:
                if kind == self.client:
                    self.outcomes[type(error).__name__] += 1


def memory(process: int) -> float:
    """Megabytes of a process and those that it started."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    status = Path(f"/proc/{process}/status").read_text()
    own = int(status.partition("VmRSS:")[2].split()[0]) / 1_000
    return own + sum(memory(int(child)) for child in children)


async def load(server: subprocess.Popen[bytes], port: int, clients: int, seconds: float) -> None:
    warm = Load(port, time.monotonic() + 5)
    await asyncio.gather(*(warm.again(warm.client) for _ in range(4)))
    before = memory(server.pid)
    run = Load(port, time.monotonic() + seconds)
    many = [run.client] * clients + [run.slow, run.half, run.garbage] * (clients // 4)
    async with asyncio.timeout(seconds + 60):
        await asyncio.gather(*map(run.again, many))
    cuts = quantiles(run.seconds, n=100)
    print(f"clients       {clients}, and {3 * (clients // 4)} slow or broken ones, cut off {run.cut_off:,} times")
    print(f"answers       {len(run.seconds):,} in {seconds:g} s; {dict(run.outcomes)}")
    print(f"seconds each  p50 {cuts[49]:.2f}, p99 {cuts[98]:.2f}, longest {max(run.seconds):.2f}")
    print(f"memory        {before:.0f} MB before, {memory(server.pid):.0f} MB after")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    command = [sys.executable, "-m", "mtqa", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as server:
        assert server.stderr
        port = int(server.stderr.readline().rpartition(b":")[2])
        try:
            asyncio.run(load(server, port, options.clients, options.seconds))
        finally:
            server.terminate()
            print(f"ended with    {server.wait()}, {server.stderr.read().decode()!r} told")


if __name__ == "__main__":
    main()
