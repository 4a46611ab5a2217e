"""Staff at work: what an author, an editor and a clinical reviewer do on the admin's screens, step by step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, Response, expect

#: Milliseconds that any one screen may take on a busy machine.
PATIENCE = 90_000


REGISTER_DETAILS = {
    "Registered name": "Dr Jo Bloggs",
    "Role": "General practitioner",
    "Professional body": "A council",
    "Registration number": "1234567",
    "Interests declared": "None",
}


class Desk:
    """One member of staff in a browser of their own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("response", self._note_server_error)

    def sign_in(self, username: str, password: str) -> Desk:
        self.page.goto(f"{self.address}/admin/")
        self.page.get_by_label("Username or e-mail address").fill(username)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(self.page.get_by_role("button", name="Library records")).to_be_visible()
        return self

    def open_factsheet(self, title: str) -> None:
        """From the first screen, by the menu entry "Factsheets" and the list."""
        self.page.goto(f"{self.address}/admin/")
        self.page.get_by_role("link", name="Factsheets", exact=True).click()
        self.page.get_by_role("table").get_by_role("link", name=title, exact=True).click()
        self.wait_for_autosave()

    def open_governed_text(self, name: str) -> None:
        """By the menu group "Library records", from the list of one."""
        self.page.get_by_role("button", name="Library records").click()
        self.page.get_by_role("list", name="Library records").get_by_role(
            "link", name=name, exact=True
        ).click()
        self.page.get_by_role("table").get_by_role("link", name=name, exact=True).click()
        self.wait_for_autosave()

    def open_task(self, title: str) -> None:
        """From the list "To check" on the first screen."""
        self.page.goto(f"{self.address}/admin/")
        waiting = self.page.locator("#to-check-content")
        waiting.get_by_role("link", name=title, exact=True).click()
        expect(self.page.get_by_role("button", name="More actions")).to_be_visible()

    def open_sign_off(self, title: str) -> None:
        """From the list "To sign off" on the first screen."""
        self.page.goto(f"{self.address}/admin/")
        self.page.locator("#to-sign-off-content").get_by_role("link", name=title, exact=True).click()
        expect(self.page.get_by_role("heading", name="Clinical sign-off")).to_be_visible()

    def sign_off(self, title: str, *, evidence_checked_to: str = "") -> None:
        """From the first screen to the form of sign-off; register details are filled in the first time only."""
        self.open_sign_off(title)
        self.fill_in_the_sign_off(evidence_checked_to=evidence_checked_to)
        self.record_the_decision()

    def fill_in_the_sign_off(self, *, evidence_checked_to: str = "") -> None:
        self.page.get_by_role("radio", name="Sign off these words").check()
        if evidence_checked_to:
            self.write_day("Evidence checked to", evidence_checked_to)
        for label, words in REGISTER_DETAILS.items():
            field = self.page.get_by_label(label)
            if not field.input_value():
                field.fill(words)

    def record_the_decision(self) -> None:
        """The form first, then the question that is asked once more."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Record the decision").click()
        self.answer_once_more()

    def answer_once_more(self) -> None:
        question = self.page.get_by_role("button", name="Record it", exact=True)
        if question.is_visible():
            with self.page.expect_navigation():
                question.click()

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name, exact=True).click()

    def write(self, label: str, words: str) -> None:
        """In a plain field: what stood there is replaced."""
        self.page.get_by_role("textbox", name=label, exact=True).fill(words)

    def write_day(self, label: str, day: str) -> None:
        """In a field with a calendar, which opens a moment later and would lie on what comes next."""
        self.page.get_by_role("textbox", name=label).fill(day)
        calendar = self.page.locator(".xdsoft_datetimepicker:visible")
        expect(calendar).to_be_visible()
        self.page.get_by_role("heading", level=2).first.click()
        expect(calendar).to_be_hidden()

    def write_rich(self, field: str, words: str) -> None:
        """In a rich text field, named as the model names it."""
        self.page.locator(f"[data-contentpath='{field}'] [contenteditable='true']").fill(words)

    def add_rich(self, field: str, words: str) -> None:
        """At the end of what stands in a rich text field."""
        self.page.locator(f"[data-contentpath='{field}'] [contenteditable='true']").click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        (within or self.page.get_by_role("main")).get_by_role("combobox", name=label).select_option(
            label=option
        )

    def make_on_the_spot(self, button: str, tab: str, name: str, within: Locator | None = None) -> None:
        """Open a chooser, and instead of picking a record make one that is not there yet."""
        (within or self.page.get_by_role("main")).get_by_role("button", name=button).click()
        dialog = self.page.locator(".modal-dialog")
        dialog.get_by_role("tab", name=tab).click()
        dialog.get_by_role("textbox", name=re.compile("^Name")).fill(name)
        dialog.get_by_role("button", name="Add and choose it").click()
        expect(dialog).to_be_hidden()

    def add_row(self, relation: str) -> Locator:
        """A new row of one of the lists, named as the model names it."""
        rows = self.page.locator(f"#id_{relation}-FORMS > [data-inline-panel-child]")
        before = rows.count()
        self.page.locator(f"#id_{relation}-ADD").click()
        expect(rows).to_have_count(before + 1)
        return rows.last

    def settle_import_notes(self) -> int:
        """Tick every note and save the draft; how many there were."""
        notes = self.page.get_by_role("checkbox", name="Settled")
        for note in notes.all():
            note.check()
        count = notes.count()
        self.act("Save draft")
        return count

    def wait_for_autosave(self) -> None:
        """The editing screen takes a while before it notices what somebody types; then its form says so."""
        expect(self.page.locator("form[data-w-unsaved-has-edits-value]")).to_be_attached(timeout=PATIENCE)

    def wait_until_saved(self) -> None:
        """After a refusal the words are saved as a draft by themselves."""
        expect(self.page.locator("#w-autosave-indicator")).to_have_attribute(
            "data-w-autosave-state-value", "saved", timeout=PATIENCE
        )

    @contextmanager
    def autosaved(self, words: str) -> Iterator[None]:
        """Waits until a draft with these words in it has been saved by itself."""

        def carries_the_words(response: Response) -> bool:
            return response.request.method == "POST" and words in (response.request.post_data or "")

        with self.page.expect_response(carries_the_words) as saving:
            yield
        assert saving.value.ok, f"autosave answered {saving.value.status}"

    def preview_answered(self, ending: str) -> AbstractContextManager[Any]:
        """Waits for a preview in any tab of this browser; `ending` is how its address ends."""

        def is_it(response: Response) -> bool:
            return response.url.endswith(f"/preview/{ending}") and response.request.method == "GET"

        return self.page.context.expect_event("response", is_it)

    def action(self, name: str) -> Locator:
        return self.page.locator("footer").get_by_role("button", name=name, exact=True)

    def reach(self, name: str) -> Locator:
        """One of the buttons in the bar at the foot, with its menu open if it hides there."""
        button = self.action(name)
        if not button.is_visible():
            self.page.locator("footer").get_by_role("button", name="More actions").click()
        return button

    def act(self, name: str) -> None:
        """Press one of the buttons in the bar at the foot."""
        button = self.reach(name)
        with self.page.expect_navigation():
            button.click()

    def was_told(self, words: str) -> None:
        expect(self.page.locator(".messages")).to_contain_text(re.compile(re.escape(words)))

    def was_refused(self) -> list[str]:
        """What the refusal of a submission names, sentence by sentence."""
        return self.page.locator(".messages li li").all_inner_texts()

    def still_missing(self) -> list[str]:
        """What the screen of a saved draft asks for, sentence by sentence."""
        return self.page.locator(".help-warning li").all_inner_texts()

    def _note_server_error(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.url} answered {response.status}")
