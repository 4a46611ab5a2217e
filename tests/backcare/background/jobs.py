"""Tasks that tests can look at."""

from typing import Any

from factsheets.database.background import background_task, patient_task

done: list[str] = []
trouble: list[str] = []


@background_task
def note(word: str) -> None:
    """Goes wrong as long as there is trouble."""
    if trouble:
        raise OSError(trouble[0])
    done.append(word)


@patient_task
def wait_for_a_server(word: str) -> None:
    """As a mail."""
    note.func(word)


@background_task
def stop_the_worker(word: str) -> None:
    """Tells the worker to stop while it works, as a signal would."""
    working[0].stop()
    done.append(word)


working: list[Any] = []
