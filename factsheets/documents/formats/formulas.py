"""Formulas of tables: those that ask another program, another file or an address, whatever they are called."""

from __future__ import annotations

import re

from openpyxl.utils import FORMULAE

from factsheets.documents.formats.click_targets import leads_astray

#: Of those that openpyxl knows; functions of a cube ask a database.
_ASKING = frozenset(("RTD", "HYPERLINK", "INFO")) | {name for name in FORMULAE if name.startswith("CUBE")}
#: Newer than its list.
_NEWER = frozenset(
    [
        "ACOT",
        "ACOTH",
        "AGGREGATE",
        "ARABIC",
        "ARRAYTOTEXT",
        "AVERAGE",
        "BASE",
        "BETA.DIST",
        "BETA.INV",
        "BINOM.DIST",
        "BINOM.DIST.RANGE",
        "BINOM.INV",
        "BITAND",
        "BITLSHIFT",
        "BITOR",
        "BITRSHIFT",
        "BITXOR",
        "BYCOL",
        "BYROW",
        "CEILING.MATH",
        "CEILING.PRECISE",
        "CHISQ.DIST",
        "CHISQ.DIST.RT",
        "CHISQ.INV",
        "CHISQ.INV.RT",
        "CHISQ.TEST",
        "CHOOSECOLS",
        "CHOOSEROWS",
        "COMBINA",
        "CONCAT",
        "CONFIDENCE.NORM",
        "CONFIDENCE.T",
        "COT",
        "COTH",
        "COVARIANCE.P",
        "COVARIANCE.S",
        "CSC",
        "CSCH",
        "DAYS",
        "DBCS",
        "DECIMAL",
        "DROP",
        "ERF.PRECISE",
        "ERFC.PRECISE",
        "EXPAND",
        "EXPON.DIST",
        "F.DIST",
        "F.DIST.RT",
        "F.INV",
        "F.INV.RT",
        "F.TEST",
        "FILTER",
        "FLOOR.MATH",
        "FLOOR.PRECISE",
        "FORECAST.ETS",
        "FORECAST.LINEAR",
        "FORMULATEXT",
        "GAMMA",
        "GAMMA.DIST",
        "GAMMA.INV",
        "GAMMALN.PRECISE",
        "GAUSS",
        "HSTACK",
        "HYPGEOM.DIST",
        "IFNA",
        "IFS",
        "ISFORMULA",
        "ISOMITTED",
        "ISOWEEKNUM",
        "LAMBDA",
        "LET",
        "LOGNORM.DIST",
        "LOGNORM.INV",
        "MAKEARRAY",
        "MAP",
        "MAXIFS",
        "MINIFS",
        "MODE.MULT",
        "MODE.SNGL",
        "MUNIT",
        "NEGBINOM.DIST",
        "NORM.DIST",
        "NORM.INV",
        "NORM.S.DIST",
        "NORM.S.INV",
        "NUMBERVALUE",
        "PDURATION",
        "PERCENTILE.EXC",
        "PERCENTILE.INC",
        "PERCENTRANK.EXC",
        "PERCENTRANK.INC",
        "PERMUTATIONA",
        "PHI",
        "POISSON.DIST",
        "QUARTILE.EXC",
        "QUARTILE.INC",
        "RANDARRAY",
        "RANK.AVG",
        "RANK.EQ",
        "REDUCE",
        "RRI",
        "SCAN",
        "SEC",
        "SECH",
        "SEQUENCE",
        "SHEET",
        "SHEETS",
        "SINGLE",
        "SKEW.P",
        "SORT",
        "SORTBY",
        "STDEV.P",
        "STDEV.S",
        "SWITCH",
        "T.DIST",
        "T.DIST.2T",
        "T.DIST.RT",
        "T.INV",
        "T.INV.2T",
        "T.TEST",
        "TAKE",
        "TEXTAFTER",
        "TEXTBEFORE",
        "TEXTJOIN",
        "TEXTSPLIT",
        "TOCOL",
        "TOROW",
        "UNICHAR",
        "UNICODE",
        "UNIQUE",
        "VALUETOTEXT",
        "VAR.P",
        "VAR.S",
        "VSTACK",
        "WEIBULL.DIST",
        "WRAPCOLS",
        "WRAPROWS",
        "XLOOKUP",
        "XMATCH",
        "XOR",
        "Z.TEST",
    ]
)
FUNCTIONS = (frozenset(FORMULAE) - _ASKING) | _NEWER
_WORDS = re.compile(r'"(?:[^"]|"")*"')
_FUNCTION = re.compile(r"([A-Za-z_\\][\w.\\]*)\s*\(")
_PREFIXES = re.compile(r"^(?:_XLFN\.|_XLWS\.|_XLL\.|_XLUDF\.|ORG\.LIBREOFFICE\.|ORG\.OPENOFFICE\.)+")
_LINK = re.compile(r'HYPERLINK\s*\(\s*"([^"]*)"', re.IGNORECASE)
#: `[1]Sheet!A1`, `'C:\[a.xlsx]Sheet'!A1`, `'file:///a.ods'#$Sheet.A1`; `[0]!` is the workbook itself.
_OTHER_BOOK = re.compile(r"(?<!\[0)\][\w. ]*!|'[^']*\[[^']*'!|'[^']*(?:://|\\\\)[^']*'")


def asks_elsewhere(formula: str) -> bool:
    """Whether a formula asks anything but its own workbook. `formula` is the text of a cell, with or without its `=`."""
    plain = _WORDS.sub('""', formula)
    if "|" in plain or _OTHER_BOOK.search(plain):
        return True
    links = _LINK.findall(formula)
    for found in _FUNCTION.finditer(plain):
        name = _PREFIXES.sub("", found[1].upper())
        if name == "HYPERLINK" and links:
            if leads_astray(links.pop(0)):
                return True
        elif name not in FUNCTIONS:
            return True
    return False
