"""Make data/gazetteer/han.tsv, the Chinese names of foreign units: `python data/build/han.py PYCOUNTRY` (README.md).

PYCOUNTRY is the unpacked wheel of pycountry: the codes and names of ISO 3166-2, and iso-codes' Chinese for the names.
`han_names.csv` adds those that iso-codes lacks. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gettext
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "gazetteer" / "han.tsv"
_CHINESE = ("CN", "HK", "MO", "TW")
_UNIT = re.compile(  # what a unit is called, behind its name; a name keeps two characters
    r"(?<=..)(?:自治共和国|特别自治道|特别自治市|联邦直辖区|边疆区|自治专区|自治区|自治州|自治省|自治道|广域市|特别市|"
    r"首都大区|首都区|直辖市|行政区|共和国|大区|专区|地区|省|州|县|府|道|市|区|邦|郡|都)$"
)
_HAN = re.compile(r"[\u4e00-\u9fff·・-]{2,}")


def main(pycountry: Path) -> None:
    """Writes one line a unit: its id, its Chinese name, and that without what the unit is called."""
    folder = pycountry / "pycountry"
    units = json.loads((folder / "databases" / "iso3166-2.json").read_text(encoding="utf-8"))["3166-2"]
    with (folder / "locales" / "zh_CN" / "LC_MESSAGES" / "iso3166-2.mo").open("rb") as messages:
        chinese = gettext.GNUTranslations(messages)
    names = {
        unit["code"]: name
        for unit in units
        if unit["code"][:2] not in _CHINESE and (name := chinese.gettext(unit["name"])) != unit["name"]
    }
    with (HERE / "han_names.csv").open(encoding="utf-8", newline="") as added:
        names |= {row["id"]: row["name"] for row in csv.DictReader(added)}
    rows = [f"{id_}\t{name}\t{_UNIT.sub('', name)}" for id_, name in sorted(names.items()) if _HAN.fullmatch(name)]
    OUT.write_text("\n".join(["id\tname\tcore", *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} units")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
