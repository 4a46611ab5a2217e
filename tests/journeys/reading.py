"""A reader's browser that notices what no reader should meet: faults, cookies, other people's servers."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, Response

#: Counts what a page leaves behind in the browser.
LEFT_BEHIND = "() => [localStorage.length, sessionStorage.length, document.cookie.length]"


@dataclass
class Watch:
    """Everything that went over the wire and onto the console while a reader looked around."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._complain(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", lambda response: self.responses.append(response))

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    @property
    def strangers(self) -> set[str]:
        """Addresses beyond this site that a page asked for."""
        return {
            response.url for response in self.responses if not response.url.startswith(f"{self.address}/")
        }

    def _complain(self, kind: str, text: str) -> None:
        # The browser itself reports an answer of 404, and a page that is not found is what some tests ask for.
        if kind in ("error", "warning") and "404 (Not Found)" not in text:
            self.complaints.append(f"{self.page.url}: {text}")
