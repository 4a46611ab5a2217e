"""The site as a WSGI application."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from backcare.charsets import forgetting_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings.base")

application = forgetting_charsets(get_wsgi_application())

# All the code is loaded now, so that the first reader does not wait for it, and what then lies in memory stays there:
# looking through it for rubbish again and again would hold up one answer in a hundred for a fifth of a second.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
