"""What stands in a neo4j.conf of the tests' servers."""

from __future__ import annotations

import socket


def free_port() -> int:
    """A loopback port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings_of(line: str, port: int, page_cache: str) -> dict[str, str]:
    """Bolt alone, on this machine alone; nothing is reported, and stopping does not wait for late connections."""
    if line == "4.4":
        return {
            "dbms.connector.bolt.listen_address": f"127.0.0.1:{port}",
            "dbms.connector.http.enabled": "false",
            "dbms.memory.pagecache.size": page_cache,
            "unsupported.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        }
    return {
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.memory.pagecache.size": page_cache,
        "dbms.usage_report.enabled": "false",
        "db.tx_log.preallocate": "false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
