"""Embedded servers (встроенные серверы): PostgreSQL and Valkey as our own children, and what runs on them.

Standard library only, so that the command line, the web and job workers and the tests may all use it. Linux
in full; elsewhere without parent-death signals, so a killed supervisor
leaves its servers running.
"""

from service.launcher.death import rearm_in_forks, rearm_parent_death
from service.launcher.embedded import ensure
from service.launcher.errors import LauncherError
from service.launcher.servers import Servers
from service.launcher.supervisor import Program, supervise

__all__ = [
    "LauncherError",
    "Program",
    "Servers",
    "ensure",
    "rearm_in_forks",
    "rearm_parent_death",
    "supervise",
]
