"""What systemd is told of us, by plain datagrams (sd_notify(3))."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Systemd:
    """The service manager that started us, if one did and wants to be told."""

    address: str = ""  # of its socket: a path, or an abstract name after «@»
    watchdog: float | None = None  # seconds within which it wants to hear that we live

    @classmethod
    def of(cls, environ: Mapping[str, str], pid: int) -> "Systemd":
        """From NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, as systemd sets them."""
        address = environ.get("NOTIFY_SOCKET", "")
        if not address.startswith(("/", "@")):
            return cls()
        limit, meant = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", str(pid))
        is_watched = limit.isdecimal() and int(limit) > 0 and meant == str(pid)
        return cls(address, int(limit) / 1_000_000 if is_watched else None)

    def tell(self, *lines: str) -> bool:
        """Send assignments such as «READY=1»; True when they were taken."""
        if not self.address:
            return False
        name = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to:
                to.setblocking(False)
                to.sendto("\n".join(lines).encode(), name)
        except OSError as error:
            log.warning("systemd could not be told", error=type(error).__name__)
            return False
        return True
