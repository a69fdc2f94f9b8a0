"""What a server is made of, put out of the way of its garbage collector."""

import gc

from django.urls import get_resolver

# Records of a diary come in thousands and stay until their page is done: looking for rings among them
# every 700 objects, as is usual, finds nothing and takes a tenth of the page's time.
YOUNG_OBJECTS = 100_000


def settle() -> None:
    """Load every page's code, then let the collector look only at what requests make.

    The code of the server stays until it ends; looking through it again and again took up to a fifth of
    the time of a page with years on it.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
