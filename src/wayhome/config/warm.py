"""What a web worker loads before its first page, so that nobody waits for it.

Reads code and data files only: no database is opened, for the workers are forked afterwards.
"""

import gc
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import reverse
from django.utils import translation

from wayhome import vocabulary
from wayhome.people import comparing, weights

# Scripts whose tables take long to read (Chinese half a second): the first search waited for them.
_WORDS = ("Nimal", "สมชาย", "王伟", "အောင်")
_OURS = Path(__file__).parents[1]


def warm_up() -> None:
    """Load pages, templates, words and names; then take all of it out of the collector's rounds.

    Python's collector walks everything that lives: a tenth of a second, in the middle of a page,
    for what stays until the process ends. Frozen, it also stays shared between forked workers
    (Python's documentation of gc.freeze).
    """
    reverse("picture:overview")  # loads the views of every room
    for folder in get_app_template_dirs("templates"):
        if folder.is_relative_to(_OURS):
            for path in sorted(folder.rglob("*.html")):
                get_template(str(path.relative_to(folder)))
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Today")
    for name in vocabulary.names():
        vocabulary.codes(name)
    weights.model()
    for word in _WORDS:
        comparing.searched_terms(word)
    gc.collect()
    gc.freeze()
