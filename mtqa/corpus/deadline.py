"""A limit to the processor time that one document may take."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

# Seconds after which it is raised again: what Python calls when an object goes loses what is raised in it.
AGAIN = 0.05


class TimeUp(BaseException):
    """The time is up. It is no Exception, so that nothing on its way takes it for a fault of its own."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TimeUp when what is done here has taken so many seconds of processor time; 0 is no limit.

    The seconds are those of the whole process, so that a busy machine stops nothing that an idle one would not. It is a
    signal that stops it, even in the midst of a search by a regular expression of Python; in other code that is not
    Python, as soon as that returns. Signals come to the main thread alone, and Windows has none: no limit holds then.
    """
    if not seconds or current_thread() is not main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    is_on = True

    def stop(_number: int, _frame: FrameType | None) -> None:
        if is_on:
            raise TimeUp

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        try:
            yield
        finally:
            is_on = False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
