"""Parent-death signals (сигнал о смерти родителя): no child outlives the process that started it."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
LINUX = sys.platform.startswith("linux")
# Loaded once, before any fork: a child between fork and exec must not load libraries.
_LIBC = ctypes.CDLL(None, use_errno=True) if LINUX else None

_parent_before_fork = 0


def rearm_parent_death(sig: int = signal.SIGKILL, parent: int | None = None) -> None:
    """Ask the kernel to send `sig` to this process when its parent dies.

    A fork does not inherit the request, so every forked child (web worker, work-horse of a job) repeats it.
    With `parent` given, a parent that died before the request was made counts as dead now.
    The signal is bound to the parent's thread, so fork from main threads only. Outside Linux: no effect.
    """
    if _LIBC is None:
        return
    _LIBC.prctl(PR_SET_PDEATHSIG, sig)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), sig)


def rearm_in_forks(sig: int = signal.SIGKILL) -> None:
    """Make every later `os.fork` of this process arm itself: job children, schedulers, process pools."""
    os.register_at_fork(before=_remember_parent, after_in_child=lambda: _rearm_forked(sig))


def _remember_parent() -> None:
    global _parent_before_fork
    _parent_before_fork = os.getpid()


def _rearm_forked(sig: int) -> None:
    rearm_parent_death(sig, _parent_before_fork)


def child_setup(sig: int) -> Callable[[], None]:
    """Return the function a new child runs between fork and exec: own session, bound to this process."""
    parent = os.getpid()

    def setup() -> None:
        os.setsid()
        rearm_parent_death(sig, parent)

    return setup
