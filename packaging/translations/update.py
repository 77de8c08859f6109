"""`make translations`: bring every catalogue up to date with the sentences of the program and its data.

    update.py [LANGUAGE …]     the languages there are, and new ones: `update.py fr` begins French

Translations are kept where their English sentence is word for word the same; everything else is empty and
waits for somebody. Says what is left to do in each language.
"""

from __future__ import annotations

import sys

import catalogues
import extracting


def main(wanted: list[str]) -> int:
    """Write template, catalogues and their compiled form; 2 for a language nobody knows."""
    template = extracting.template()
    changed = catalogues.write(catalogues.TEMPLATE, catalogues.text_of(template))
    print(f"{len(template)} sentences{', some new or gone' if changed else ', as before'}")
    for language in sorted({*catalogues.languages(), *wanted}):
        try:
            known = language in catalogues.languages()
            catalogue = catalogues.read(language) if known else catalogues.new(language)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        renewed = catalogues.renewed(catalogue, template)
        catalogues.write(catalogues.po_of(language), catalogues.text_of(renewed))
        catalogues.write(catalogues.mo_of(language), catalogues.compiled(catalogues.read(language)))
        done = sum(1 for message in renewed if message.id and catalogues.whole(message))
        print(f"{language}: {done} of {len(renewed)} translated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
