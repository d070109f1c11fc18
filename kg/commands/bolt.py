"""`citykg bolt`: a knowledge base for any client that speaks Bolt."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from kg.commands.options import facts_option, format_option, progress
from schema.errors import QuestionError, StoreError

if TYPE_CHECKING:
    from kg.stores.child import Child

_GLANCE = 0.2


@click.command()
@facts_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7687,
    show_default=True,
    help="The port on this machine; 0 for any that is free.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.001),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="How long a query may run.",
)
@format_option("text", "json")
def bolt(kb: tuple[str, ...], port: int, timeout: float, format_: str) -> None:
    """Serve a private copy of a knowledge base to any Bolt client on this machine, until Ctrl-C.

    Prints the address, the user and a password made for this run. Files and addresses cannot be loaded, and
    CITYKG_MEMORY limits the memory in megabytes.
    """
    from kg.knowledge_base import open_embedded

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _check_free(port)
    with suppress(KeyboardInterrupt), progress() as tell, open_embedded(*kb, tell=tell) as store:
        with store.published(port, timeout) as child:
            tell("")
            _print(child, format_)
            while child.alive:
                time.sleep(_GLANCE)
        raise StoreError("The engine was ended from outside.", "Serve again.")


def _check_free(port: int) -> None:
    """QuestionError where the port cannot be had."""
    with socket.socket() as probe:
        if os.name == "posix":  # a port that was just left is free, as for the engine
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            reason = os.strerror(error.errno or 0).lower()
            raise QuestionError(
                f"Port {port} cannot be served: {reason}.", "Name another by --port; 0 takes any that is free."
            ) from error


def _print(child: Child, format_: str) -> None:
    access = {"uri": child.uri, "user": child.user, "password": child.password}
    if format_ == "json":
        click.echo(json.dumps(access))
    else:
        click.echo("".join(f"{name:<10}{value}\n" for name, value in access.items()), nl=False)
    click.echo(
        "A private copy is served until Ctrl-C. What a client writes dies with it; the facts stay as they are.",
        err=True,
    )
