"""The menu “Library records”: lists, what uses a record, and how two states of one differ."""
