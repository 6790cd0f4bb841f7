"""A page in a headless browser, where there is one: what it logs, and what a script finds in it."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

PROBE = """<script>
const errors = [];
window.addEventListener("error", (event) => errors.push(event.message));
window.addEventListener("securitypolicyviolation", (event) => errors.push(event.violatedDirective));
window.addEventListener("load", () => setTimeout(async () => {
  const found = await (async () => { %s })();
  const output = document.createElement("pre");
  output.id = "probe";
  output.textContent = JSON.stringify({ errors, found });
  document.body.append(output);
}, 0));
</script>"""


def probed(page: Path, script: str, *options: str) -> Any:
    """What the body of a function returns in the page; no error is raised there and nothing logged."""
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    probe = page.with_name(f"probe-{page.name}")
    html = page.read_text(encoding="utf-8").replace("<head>", "<head>" + PROBE % script, 1)
    probe.write_text(html, encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    command += [
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--enable-logging=stderr",
        f"--user-data-dir={page.parent}/user",
    ]
    command += ["--virtual-time-budget=5000", "--dump-dom", *(options or ["--window-size=1200,900"]), probe.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120)
    assert "CONSOLE" not in done.stderr, done.stderr
    result = re.search(r'<pre id="probe">(.*?)</pre>', done.stdout, re.DOTALL)
    assert result is not None, done.stderr[-2000:]
    answer = json.loads(unescape(result[1]))
    assert answer["errors"] == []
    return answer["found"]
