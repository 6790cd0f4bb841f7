"""Write proofs_checks/auditing/audit.schema.json, the JSON Schema of what an audit prints, from its types.

Run with msgspec installed (``pip install 'theorycheck[test]'``): python examples/audit_schema.py
"""

import json
from pathlib import Path

import msgspec

from proofs_checks.auditing import audit_document
from proofs_checks.settings.process_numbers import AUDIT_SCHEMA

PATH = Path(audit_document.__file__).with_name("audit.schema.json")


def schema() -> str:
    """The schema as text."""
    (found,), components = msgspec.json.schema_components([audit_document.AuditDocument], ref_template="#/$defs/{name}")
    components["AuditDocument"]["properties"]["schema"] = {"const": AUDIT_SCHEMA}
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"An audit, version {AUDIT_SCHEMA}",
        **found,
        "$defs": components,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema(), encoding="utf-8")
