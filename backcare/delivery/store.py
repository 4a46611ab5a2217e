"""The published files: one tree of folders that the application writes, and that this process or any web server reads.

    published/files/<address>          bodies of status 200; "/" at the end is followed by index.html or index.json
    published/files/<address>.br, .gz  the same packed, where that is smaller
    published/gone/<address>_.html     pages of status 410 (and .br, .gz)
    published/moved/<address>_.html    what stands at an address that leads elsewhere: 301, 302, 307, 308
    published/missing/404.html         the one page of status 404
    published/meta/<address>_.json     status, headers, strong ETags and sizes of any of these

This module knows neither Django nor the database. Nobody ever reads a half-written file: each is written beside, forced
to the disk and renamed. Nobody gets a body with another's ETag: a record names each body by its size and its moment of
change (which is never given twice), and where the two do not fit, there is no answer (`look_up` gives None).
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from .addresses import PAGE, RECORD, UnfitAddress, body_path, check_address, tagged_path
from .drafts import Draft, clear_old_drafts, draft_of, put_in_place
from .packing import BROTLI, GZIP, IDENTITY, packed_forms, with_ending
from .records import MOVED_STATUSES, Stored, read_record
from .removal import clear_folders, unlink, unlink_bodies
from .turns import Turn, begin_another, begin_others, lock_of, number_of

FILES, GONE, MOVED, MISSING, META = "files", "gone", "moved", "missing", "meta"
_DRAFTS = "drafts"
#: Stands for every address that is none. No slug of a page can have this sign.
NOT_FOUND = "/404~/"


class FinishedAnswer(NamedTuple):
    """What a reader gets at an address."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Overtaken(Exception):
    """The address was taken out of service while its answer was made: that answer may be an old one."""


@dataclass(frozen=True)
class FileStore:
    """The published files below one folder."""

    root: Path

    def write(self, answer: FinishedAnswer, *, since: int | None = None) -> bool:
        """Put the answer in the place of what stands there; False when it stands there already.

        `since` is the `generation` that the address had before the answer was made. Raises Overtaken, and writes nothing,
        where it was taken out of service after that.
        """
        (found,) = self.write_all([(answer, since)])
        if found is None:
            raise Overtaken(answer.address)
        return found

    def write_all(self, answers: Sequence[tuple[FinishedAnswer, int | None]]) -> list[bool | None]:
        """As `write` for each, None for what was overtaken. All of them are forced to the disk together."""
        with ExitStack() as drafts:
            drafted = [
                (answer, since, self._draft(answer, drafts, forced=len(answers) == 1))
                for answer, since in answers
            ]
            if len(answers) > 1 and any(draft.forms for _, _, draft in drafted):
                os.sync()
            return [self._put(*each) for each in drafted]

    def _draft(self, answer: FinishedAnswer, drafts: ExitStack, *, forced: bool) -> Draft:
        place, digest = self._place(answer), digest_of_answer(answer)
        old = self._record(answer.address)
        if old and old.digest == digest and all(body.is_there() for body in old.bodies.values()):
            return Draft(place, digest, {})
        forms = {}
        for encoding, body in packed_forms(answer.body, answer.headers.get("Content-Type", "")).items():
            forms[encoding] = drafts.enter_context(draft_of(self.root / _DRAFTS, body, forced=forced))
        return Draft(place, digest, forms)

    def _put(self, answer: FinishedAnswer, since: int | None, draft: Draft) -> bool | None:
        with self._writing(answer.address) as turn:
            if since is not None and turn.generation != since:
                return None
            if not draft.forms:
                return False
            since = turn.generation
            self._exchange(answer, draft)
            if turn.generation != since:
                # Taken out meanwhile, by somebody who waited for nobody.
                unlink(draft.place, self.root)
                self._record_path(answer.address).unlink(missing_ok=True)
                return None
        return True

    def _exchange(self, answer: FinishedAnswer, draft: Draft) -> None:
        old = self._record(answer.address)
        if old and old.bodies[IDENTITY].path != draft.place:
            unlink(old.bodies[IDENTITY].path, self.root)
        changed_ns = _next_moment(draft.place)
        # Packed ones first: a web server that finds none of the kind answers from the plain one, which is never older.
        for encoding in (GZIP, BROTLI, IDENTITY):
            path = with_ending(draft.place, encoding)
            if encoding in draft.forms:
                put_in_place(draft.forms[encoding].path, path, changed_ns)
            else:
                path.unlink(missing_ok=True)
        record = draft.record(self.root, changed_ns) | {
            "address": answer.address,
            "status": answer.status,
            "headers": dict(answer.headers),
        }
        # Not forced to the disk: a record that was lost is one of an address that is made anew.
        words = json.dumps(record, sort_keys=True).encode()
        with draft_of(self.root / _DRAFTS, words, forced=False) as written:
            put_in_place(written.path, self._record_path(answer.address), None)

    def remove(self, address: str) -> bool:
        """Take what stands at an address out of service; whether there was anything. Who makes it just now begins again.

        Waits for nobody: whoever writes the address at this moment takes out by himself what he has written.
        """
        return self.remove_all([address]) == 1

    def remove_all(self, addresses: Collection[str]) -> int:
        """As `remove` for each; how many had anything."""
        with suppress(OSError):  # no room to tell who writes just now: who has none either writes nothing
            begin_others(self.root, "writing", addresses)
        emptied, removed = set(), 0
        for address in addresses:
            record = self._record_path(address)
            if (old := self._record(address)) is not None:
                place = old.bodies[IDENTITY].path
                unlink_bodies(place)
                emptied.add(place.parent)
            with suppress(FileNotFoundError):
                record.unlink()
                removed += 1
        for folder in emptied:
            clear_folders(folder, self.root)
        return removed

    def generation(self, address: str) -> int:
        """Another one after each time that the address was taken out of service."""
        return number_of(self.root, "writing", address)

    def look_up(self, address: str) -> Stored | None:
        """What stands there now, in one piece; None where nothing does, and while it is being replaced."""
        try:
            found = self._record(address)
        except UnfitAddress:
            return None
        return found if found and all(body.is_there() for body in found.bodies.values()) else None

    def addresses(self) -> Iterator[str]:
        """Every address that has a record, in no order; `NOT_FOUND` among them."""
        top = str(self.root / META)
        for folder, _, names in os.walk(top):
            within = folder[len(top) :].replace(os.sep, "/")
            for name in names:
                if name.endswith(RECORD):
                    yield f"{within}/{name.removesuffix(RECORD)}"

    @contextmanager
    def making(self, address: str) -> Iterator[None]:
        """Nobody else makes this address until the end, so the last to write was the last to read. May be held for long."""
        descriptor = lock_of(self.root, "making", address)
        try:
            yield
        finally:
            os.close(descriptor)

    def begin_sweep(self) -> None:
        """From now on files are compared with the database: what was read before has to be compared by its writer."""
        begin_another(self.root, "sweeping", "")

    def sweep(self) -> int:
        """Another number after each time that a sweep began."""
        return number_of(self.root, "sweeping", "")

    @contextmanager
    def _writing(self, address: str) -> Iterator[Turn]:
        """Held for a moment."""
        descriptor = lock_of(self.root, "writing", address)
        try:
            yield Turn(descriptor)
        finally:
            os.close(descriptor)

    def clear_drafts(self) -> None:
        """Delete what writers that were killed have left beside."""
        clear_old_drafts(self.root / _DRAFTS)

    def _record_path(self, address: str) -> Path:
        return self.root / META / tagged_path(address, RECORD)

    def _record(self, address: str) -> Stored | None:
        try:
            raw = self._record_path(address).read_bytes()
        except OSError:
            return None
        return read_record(self.root, raw)

    def _place(self, answer: FinishedAnswer) -> Path:
        if answer.address == NOT_FOUND:
            return self.root / MISSING / "404.html"
        check_address(answer.address)
        if answer.status == 200:
            kind = answer.headers.get("Content-Type", "")
            return self.root / FILES / body_path(answer.address, kind)
        if answer.status == 410:
            return self.root / GONE / tagged_path(answer.address, PAGE)
        if answer.status in MOVED_STATUSES:
            return self.root / MOVED / tagged_path(answer.address, PAGE)
        raise ValueError(f"{answer.address} answers {answer.status}, which is never stored.")


def digest_of_answer(answer: FinishedAnswer) -> str:
    """What an answer is known by: equal for equal status, headers and body."""
    head = json.dumps([answer.status, sorted(answer.headers.items())])
    return hashlib.sha256(head.encode() + b"\0" + answer.body).hexdigest()


def _next_moment(place: Path) -> int:
    """Now in whole seconds, and later than whatever stood there: web servers make an ETag of second and size."""
    moment = int(time.time())
    with suppress(OSError):
        moment = max(moment, int(place.stat().st_mtime) + 1)
    return moment * 1_000_000_000
