"""Which addresses may be printed: never one that only this machine or this building knows."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_local(address: str) -> bool:
    """Tell whether an address leads nowhere for who scans it from paper elsewhere."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return True
    try:
        known = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".internal"))
    return known.is_private or known.is_loopback or known.is_unspecified or known.is_link_local
