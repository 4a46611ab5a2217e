"""How English is written here: formats of dates, and sentences of Django's and Wagtail's that say too little."""
