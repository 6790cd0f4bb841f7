"""A self-contained HTML page without scripts: nothing is loaded from elsewhere, and every text is escaped."""

import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files

from proofs_checks.illustrations.series import Illustration
from proofs_checks.report.drawing import as_svg

__all__ = ["picture_html", "static_page"]

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def static_page(title: str, parts: Iterable[str]) -> str:
    """The page of these parts, which are HTML already."""
    return _PAGE.format(title=escape(title), body="\n".join(parts), style=_style())


def _style() -> str:
    package = files("proofs_checks.report")
    sheets = (package / "page" / "templates" / "style.css", package / "audit_style.css")
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def picture_html(picture: Illustration) -> str:
    """The picture with its caption."""
    # inside a page of HTML the namespaces of SVG go without saying
    svg = re.sub(r' xmlns(:xlink)?="[^"]*"', "", as_svg(picture))
    broad = ' class="broad"' if len(picture.panels) > 1 else ""
    caption = f"<b>{escape(picture.title)}</b> {escape(picture.caption)}"
    return f'<figure id="{escape(picture.name)}"{broad}>{svg}<figcaption>{caption}</figcaption></figure>'
