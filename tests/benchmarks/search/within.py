"""`python -m tests.benchmarks.search.within <module> …`: one step inside the site's Django, in a process of its own."""

import importlib
import json
import sys

import django

if __name__ == "__main__":
    django.setup()
    step = importlib.import_module(f"tests.benchmarks.search.{sys.argv[1]}")
    print(json.dumps(step.measure(*(int(each) for each in sys.argv[2:]))))
