"""A server that does nothing but have a worker beside it; to be run in a process of its own, and killed."""

import signal

import django

from backcare.starting.worker_process import WorkerProcess

if __name__ == "__main__":
    django.setup()
    WorkerProcess()
    signal.pause()
