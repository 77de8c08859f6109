"""Whether a window can open here, and with which letters: a program of its own, for Qt aborts where not.

`python -m backbreak.windows.probe [HOME]` prints one JSON object for `doctor`; no window is shown.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from backbreak.storage.places import places_for
from backbreak.storage.settings import load
from backbreak.windows import look
from backbreak.words import language, use

_SCRIPTS = {
    QLocale.Script.ArabicScript: QFontDatabase.WritingSystem.Arabic,
    QLocale.Script.CyrillicScript: QFontDatabase.WritingSystem.Cyrillic,
    QLocale.Script.DevanagariScript: QFontDatabase.WritingSystem.Devanagari,
    QLocale.Script.GreekScript: QFontDatabase.WritingSystem.Greek,
    QLocale.Script.HebrewScript: QFontDatabase.WritingSystem.Hebrew,
    QLocale.Script.JapaneseScript: QFontDatabase.WritingSystem.Japanese,
    QLocale.Script.KoreanScript: QFontDatabase.WritingSystem.Korean,
    QLocale.Script.LatinScript: QFontDatabase.WritingSystem.Latin,
    QLocale.Script.SimplifiedHanScript: QFontDatabase.WritingSystem.SimplifiedChinese,
    QLocale.Script.ThaiScript: QFontDatabase.WritingSystem.Thai,
    QLocale.Script.TraditionalHanScript: QFontDatabase.WritingSystem.TraditionalChinese,
}


def main() -> None:
    """Make an application, look, and print."""
    home = Path(sys.argv[1]) if sys.argv[1:] else None
    use(load(places_for(home))[0].look.language)
    application = QApplication([])
    family = look.load_fonts()
    system = _SCRIPTS.get(QLocale(language()).script())
    screens = [
        f"{screen.geometry().width()}x{screen.geometry().height()}@{screen.devicePixelRatio():g}"
        for screen in application.screens()
    ]
    found = {
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "screens": screens,
        "font": family,
        "own": family == look.FONT_FAMILY,
        "language": language(),
        "covered": system is None or bool(QFontDatabase.families(system)),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
