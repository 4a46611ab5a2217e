"""Asks a served site as a browser does, over one connection that stays open, and takes the time of each answer."""

from __future__ import annotations

import http.client
import os
import re
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median

from tests.setting_up.site import Site

from .figures import Times

#: So many questions are asked before the clock runs, and so often each: the first answers fill what the process keeps in memory,
#: and each of its threads opens the database with its own.
BEFORE_THE_CLOCK, TIMES_BEFORE = 10, 5
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class WrongAnswer(Exception):
    """The site did not answer with a page; the message says to what."""


def times(site: Site, addresses: list[str], cookie: str = "") -> Times:
    """Milliseconds until each answer was read to its end, one after the other."""
    connection = http.client.HTTPConnection(site.address.removeprefix("http://"), timeout=120)
    try:
        for address in addresses[:BEFORE_THE_CLOCK] * TIMES_BEFORE:
            _ask(connection, address, cookie)
        before = processor_seconds(site.process)
        milliseconds = [_ask(connection, address, cookie) for address in addresses]
        spent = processor_seconds(site.process) - before
    finally:
        connection.close()
    return Times(milliseconds, processor=spent * 1000 / len(addresses))


def _ask(connection: http.client.HTTPConnection, address: str, cookie: str) -> float:
    headers = {"Cookie": cookie} if cookie else {}
    began = time.perf_counter()
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise WrongAnswer(f"{address[:200]} was answered with {answer.status}")
    return took


def signed_in(site: Site, username: str = "administrator") -> str:
    """The cookies of a member of staff, as a header."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = f"{site.address}/accounts/login/"
    found = _TOKEN.search(browser.open(page, timeout=60).read().decode())
    if not found:
        raise WrongAnswer("the page of signing in has no form")
    form = {"csrfmiddlewaretoken": found[1], "login": username, "password": site.passwords[username]}
    # Not to the first screen: nobody has signed the made-up factsheets, and it would name them all.
    browser.open(page, urllib.parse.urlencode(form | {"next": "/admin/account/"}).encode(), timeout=60)
    return "; ".join(f"{each.name}={each.value}" for each in jar)


def yardstick() -> float:
    """Milliseconds for a million additions in Python, the median of nine tries: processors are quicker at one time than at another."""
    tries = []
    for _ in range(9):
        began = time.perf_counter()
        total = 0
        for number in range(1_000_000):
            total += number
        tries.append((time.perf_counter() - began) * 1000)
    return median(tries)


def megabytes(process: int) -> float:
    """The most memory that a process and its children have held so far, together; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    own = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))
    return int(own[1] if own else 0) / 1024 + sum(megabytes(each) for each in _children(process))


def processor_seconds(process: int) -> float:
    """What a process and its children have used of the processors so far; 0 where the system does not tell."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor_seconds(each) for each in _children(process))


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    return [int(each) for each in told.split()]
