"""What the library's lists declare to the whole site."""

from factsheets.library.public_addresses import library_addresses
from factsheets.screens.hook_declaration import Hook

HOOKS = (Hook("backcare_public_addresses", library_addresses),)
