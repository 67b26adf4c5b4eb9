"""How one desk is set up: where its tables and corrections are, who may call it and by which names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from scr_extract.errors import DeskError

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """One desk. `names` are host names besides this machine's own by which browsers may call it; `users` maps names to
    their scrypt hashes and, where it is not empty, signing in is asked for."""

    processed: Path
    store: str | None = None
    reviewer: str | None = None
    address: str = "127.0.0.1"
    port: int = 8400
    names: tuple[str, ...] = ()
    users: Mapping[str, str] = field(default_factory=dict)
    secure: bool = False
    """Whether browsers reach it by https."""

    @property
    def hosts(self) -> frozenset[str]:
        """Every `Host` header that is answered. A name may be called without the port: a proxy in front has its own."""
        own = LOOPBACK if is_loopback(self.address) else (*LOOPBACK, bracketed(self.address))
        usual = 443 if self.secure else 80
        bare = {*self.names, *(own if self.port == usual else ())}
        return frozenset(name.lower() for name in bare | {f"{name}:{self.port}" for name in (*own, *self.names)})

    @property
    def origins(self) -> frozenset[str]:
        """Every `Origin` from which something may be saved: this desk's own pages."""
        return frozenset(f"{'https' if self.secure else 'http'}://{host}" for host in self.hosts)


def is_loopback(address: str) -> bool:
    """Whether only this machine can call the address."""
    if address == "localhost":
        return True
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def bracketed(address: str) -> str:
    """An address as it stands in a URL."""
    return f"[{address}]" if ":" in address and not address.startswith("[") else address


def checked(settings: Settings) -> Settings:
    """The settings. Raises DeskError where the desk would be open to other machines without a sign-in."""
    if not is_loopback(settings.address) and not settings.users:
        raise DeskError(
            f"{settings.address} can be reached from other machines, and the desk shows texts about children who died: "
            "give it named users (`--users FILE`, made by `scr-extract desk-user NAME --users FILE`), or leave --host out"
        )
    return settings
