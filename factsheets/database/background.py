"""How work is put off that nobody should wait for: the one way, for mail, files and whatever takes long or may fail."""

from importlib import import_module
from importlib.util import find_spec

# Django has tasks of its own from version 6 on; before, Wagtail brings the package that became them.
_tasks = import_module("django.tasks" if find_spec("django.tasks") else "django_tasks")

#: Makes a task of a function: `function.enqueue(…)` writes a row in the transaction of what causes it, and a worker calls
#: the function soon after the commit, with the same arguments, which have to be values of JSON. It may be called again
#: when it fails or is broken off, so it looks first whether its work is still to be done.
background_task = _tasks.task(backend="background")
