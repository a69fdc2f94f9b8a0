"""The application that the server calls."""

import os
import threading
import time

from django.core.wsgi import get_wsgi_application

from headlog.web.settling import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headlog.web.settings.base")
application = get_wsgi_application()
settle()


def end_with(parent: int) -> None:
    """End this process when `headlog serve` was killed: an orphan would keep the port."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if os.environ.get("SERVED_BY_HEADLOG"):
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
