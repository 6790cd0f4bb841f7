import json
from dataclasses import replace

import pytest

from proofs_checks import Verdict
from proofs_checks.report.as_json import fingerprint, to_json
from proofs_checks.report.findings import Finding, findings_of, read_findings
from tests.proofs_checks.report.outcomes import outcome
from tests.proofs_checks.toys import TRUE


def test_what_was_written_is_read(tmp_path):
    done = outcome(finished=2)
    path = tmp_path / "report.json"
    path.write_text(to_json(done), encoding="utf-8")
    findings = read_findings(path)
    assert findings == findings_of(done)
    assert not findings.complete
    proved, refuted, unfinished = map(findings.about, done.wanted)
    assert isinstance(proved, Finding)
    assert proved.verdict is Verdict.PROVED
    assert isinstance(refuted, Finding)
    assert unfinished == "not checked"


def test_a_verdict_does_not_survive_a_change_of_the_claim():
    done = outcome()
    changed = replace(done.wanted[0], statement=TRUE["second_moment"])
    assert fingerprint(changed) != fingerprint(done.wanted[0])
    assert findings_of(done).about(changed) == "not checked since the statement changed"


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("{", "is not a report"),
        ("[]", "is not a report"),
        ("{}", "is not a report"),
        (json.dumps({"schema": 99}), "has schema 99"),
        (json.dumps({"schema": 1, "theorems": [{"slug": "x"}]}), "is not a report"),
        (json.dumps({"schema": 1, "theorems": [{"slug": "x", "checks": [], "verdict": "TRUE"}]}), "is not a"),
    ],
)
def test_another_file_is_refused(tmp_path, content, match):
    (tmp_path / "report.json").write_text(content)
    with pytest.raises(ValueError, match=match):
        read_findings(tmp_path / "report.json")
    with pytest.raises(ValueError, match="cannot be read"):
        read_findings(tmp_path / "missing.json")
