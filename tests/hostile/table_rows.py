"""Tables that are none, and reports that are none."""

import json

from tests.hostile.row import FILE, Row, holding

HEADER = "firm,y,a,b\n"
ROWS = "p,1,2,3\np,2,1,5\nq,0.5,4,1\nq,-1,3,2\n"
TABLE = HEADER + ROWS
TABLES = {
    "empty": ("", "0 lines: give a header"),
    "a header alone": (HEADER, "1 lines: give a header"),
    "blank lines alone": ("\n" * 1000, "0 lines"),
    "a number in Latin-1 in line 4": (TABLE.encode().replace(b"q,0.5", b"q,\xe9"), "in line 4"),
    "half of UTF-16": ((TABLE * 3).encode("utf-16")[:-1], ""),
    "an array": (b"\x93NUMPY" + bytes(100), "give a header"),
    "an archive": (b"PK\x03\x04" + bytes(100), ""),
    "a quote that does not end": (TABLE + 'q,"1,1,1\n' * 3, "(line 6: "),
    "text behind a quote": (TABLE + 'q,"1"1,1,1\n', "(line 6: "),
    "a field of 200,000 characters": (TABLE + "q," + "9" * 200_000 + ",1,1\n", "(line 6: "),
    "a short row": (TABLE + "q,1\n", "line 6 of"),
    "a short row after blank lines": (HEADER + "\n\n\n" + ROWS + "\n\nq,1\n", "line 11 of"),
    "a short row after a quoted line break": (HEADER + '"p\nx",1,2,3\n' + ROWS + "q,1\n", "line 8 of"),
    "a short row after carriage returns": (TABLE.replace("\n", "\r\n") + "\r\nq,1\r\n", "line 7 of"),
    "a long row": (TABLE + "q,1,2,3,4\n", "line 6 of"),
    "no number": (TABLE + "q,1,x7,3\n", "'x7' in line 6"),
    "no number after blank lines": (HEADER + "\n\n" + ROWS + "\nq,1,x7,3\n", "'x7' in line 9"),
    "no number after a quoted line break": (HEADER + '"p\n\n",1,2,3\n' + ROWS + "q,1,x7,3\n", "'x7' in line 9"),
    "a missing value after blank lines": (HEADER + "\n\n" + ROWS + "q,,2,3\n", "first in line 8"),
    "a missing value after a quoted line break": (HEADER + '"p\nx",1,2,3\n' + ROWS + "q,NA,2,3\n", "first in line 8"),
    "infinity": (TABLE + "q,1,inf,3\n", "'inf' in line 6"),
    "1e400": (TABLE + "q,1,1e400,3\n", "a number beyond 1.8e308"),
    "a decimal comma": (TABLE + 'q,"1,5",2,3\n', "'1,5' in line 6"),
    "a formula": (TABLE + "q,=1+1,2,3\n", "'=1+1' in line 6"),
    "a null character": (TABLE + "q,1\0,2,3\n", "in line 6"),
    "an escape in a number": (TABLE + "q,1\x1b[2J,2,3\n", "1\\x1b[2J"),
    "a long value": (TABLE + "q," + "x" * 100_000 + ",2,3\n", "xxx…"),
    "two columns of one name": ("firm,y,a,a\np,1,2,3\nq,1,2,3\n", "two columns called 'a': rename one"),
    "names that differ by what is not seen": ("firm,y,a,a\u202e\np,1,2,3\nq,2,2,3\n", "is 2 in every row"),
    "a column without a name": (
        TABLE.replace("firm", "firm,", 1).replace("p,", "p,1,").replace("q,", "q,2,"),
        "ignore",
    ),
    "a constant column": (HEADER + "p,1,2,3\nq,2,2,1\n", "'a' of"),
    "constant labels": (HEADER + "p,1,2,3\nq,1,3,1\n", "labels have to vary"),
    "one task": (HEADER + "p,1,2,3\np,2,3,1\n", "one value 'p'"),
    "one task that steers": (HEADER + "\u202ep,1,2,3\n\u202ep,2,3,1\n", "\\u202ep"),
    "no features": ("firm,y\np,1\nq,2\n", "give at least one feature"),
    "no such column": ("form,y,a\np,1,2\nq,2,1\n", "did you mean 'form'?"),
    "no such column of 10,000": (",".join(f"c{i}" for i in range(10_000)) + "\n" + ",".join("1" * 10_000), "c0, c1"),
    "columns with long names": (f"{'f' * 100_000},y\np,1\nq,2\n", "no column 'firm'"),
    "columns that steer": ("\x1b]0;x\x07,y\np,1\nq,2\n", "\\x1b]0;x\\x07"),
}

CHECK = {"check": "derivation", "verdict": "PROVED"}
THEOREM = {"slug": "x", "verdict": "PROVED", "checks": [CHECK], "fingerprint": "", "note": ""}
REPORT = {"schema": 1, "seed": 0, "samples": 1, "complete": True, "theorems": [THEOREM]}
NO_REPORT = "give the report.json of theorycheck verify --report"


def report(**changes):
    return json.dumps({**REPORT, **changes})


def of_theorem(**changes):
    return report(theorems=[{**THEOREM, **changes}])


REPORTS = {
    "empty": ("", NO_REPORT),
    "null": ("null", NO_REPORT),
    "a number": ("1", NO_REPORT),
    "a text": ('"schema"', NO_REPORT),
    "a list": ("[]", NO_REPORT),
    "an object of nothing": ("{}", "lacks 'schema'"),
    "half": (report()[:40], NO_REPORT),
    "two of them": (report() + report(), NO_REPORT),
    "a null character": (report() + "\0", NO_REPORT),
    "a renamed array": (b"\x93NUMPY\x01\x00" + bytes(10**6), NO_REPORT),
    "UTF-16 with half a letter": (report().encode("utf-16")[:-1], NO_REPORT),
    "lists 3,000 deep": ("[" * 3000 + "]" * 3000, "nested too deeply"),
    "lists 1,000,000 deep": ("[" * 10**6, "nested too deeply"),
    "objects 3,000 deep": ('{"a":' * 3000 + "1" + "}" * 3000, "nested too deeply"),
    "another schema": (report(schema=99), "run theorycheck verify again"),
    "a schema that is infinite": ('{"schema": Infinity}', "schema inf"),
    "a schema of 1e400": ('{"schema": 1e400}', "schema inf"),
    "a schema of 5,000 digits": ('{"schema": ' + "9" * 5000 + "}", NO_REPORT),
    "a schema of 4,000 digits": ('{"schema": ' + "9" * 4000 + "}", "a whole number of"),
    "a schema that steers": (report(schema="\u202e"), "\\u202e"),
    "an infinite seed": (report(seed=float("inf")), "no int: inf"),
    "a seed that is nan": (report(seed=float("nan")), "no int: nan"),
    "a seed that is text": (report(seed="0"), "no int: '0'"),
    "infinite samples": (report(samples=float("-inf")), "no int: -inf"),
    "samples that are true": (report(samples=True), "no int: True"),
    "complete by half": (report(complete=0.5), "no bool: 0.5"),
    "no theorems": (report(theorems=[]), "holds no verdict"),
    "theorems by name": (report(theorems={"x": THEOREM}), "no list: "),
    "theorems that are numbers": (report(theorems=[1, 2]), NO_REPORT),
    "a slug that is a list": (of_theorem(slug=["x"]), "no str: "),
    "a verdict that is none": (of_theorem(verdict="TRUE"), "'TRUE'"),
    "a verdict that is infinite": (of_theorem(verdict=float("inf")), "inf"),
    "checks that are a text": (of_theorem(checks="abc"), "no list: "),
    "a check without a verdict": (of_theorem(checks=[{"check": "x"}]), "lacks 'verdict'"),
    "a note that is a number": (of_theorem(note=1), "no str: 1"),
    "a fingerprint that is null": (of_theorem(fingerprint=None), "no str: None"),
}
AUDIT = ("audit", "--task", "firm", "--target", "y", "--data", FILE)
APPENDIX = ("latex", "block_prediction", "--kind", "appendix", "--verdicts", FILE)


def rows():
    for name, (content, says) in TABLES.items():
        yield Row(f"csv: {name}", AUDIT, (says, ": "), file="t.csv", make=holding(content))
    for name, (content, says) in REPORTS.items():
        yield Row(f"json: {name}", APPENDIX, (says,), file="r.json", make=holding(content))
