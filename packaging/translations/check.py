"""Check one catalogue, write it in its usual form, and compile it so that the program shows it at once.

    check.py de            every complaint, and how much is translated
    check.py de --left     the sentences without a translation, with what translators were told of them

Ends with 0 when nothing is left to do, 1 when something is, 2 for a language there is no catalogue of.
"""

from __future__ import annotations

import sys

import catalogues
import checking
import extracting


def main(arguments: list[str]) -> int:
    """Read, complain, compile."""
    left_only = "--left" in arguments
    languages = [one for one in arguments if not one.startswith("-")]
    if len(languages) != 1 or languages[0] not in catalogues.languages():
        print(f"check.py LANGUAGE [--left]; there are {', '.join(catalogues.languages())}", file=sys.stderr)
        return 2
    (language,) = languages
    try:
        catalogue = catalogues.read(language)
    except ValueError as error:
        print(f"{catalogues.po_of(language)}: {error}", file=sys.stderr)
        return 1
    found = list(checking.complaints(catalogue, extracting.template(), extracting.commands()))
    for told in _left(catalogue) if left_only else found:
        print(told)
    catalogues.write(catalogues.po_of(language), catalogues.text_of(catalogue))
    catalogues.write(catalogues.mo_of(language), catalogues.compiled(catalogue))
    done = sum(1 for message in catalogue if message.id and catalogues.whole(message))
    print(f"{language}: {done} of {len(catalogue)} translated, {len(found)} complaints")
    return 1 if found else 0


def _left(catalogue: catalogues.Catalog) -> list[str]:
    """What is still to be translated."""
    told = []
    for message in catalogue:
        if message.id and not catalogues.whole(message):
            notes = [*(f"context: {message.context}" for _ in [0] if message.context), *message.auto_comments]
            told.append(f"{message.id!r}" + (f"   [{' '.join(notes)}]" if notes else ""))
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
