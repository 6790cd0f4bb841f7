import io

from rich.console import Console

from proofs_checks.report.progress import RunProgress
from tests.proofs_checks.toys import toy

CHECKS = ("derivation", "exact_points")


def _told(terminal):
    console = Console(file=io.StringIO(), force_terminal=terminal, width=100, color_system=None)
    with RunProgress(2, CHECKS, console) as progress:
        for name in ("jensen", "second_moment"):
            for check in CHECKS:
                progress.tell(toy(name), check)
            with progress.paused():
                console.print(f"{name} is finished")
    return console.file.getvalue()


def test_a_log_has_a_line_for_each_theorem():
    assert _told(terminal=False).splitlines() == [
        "[1/2] jensen",
        "jensen is finished",
        "[2/2] second_moment",
        "second_moment is finished",
    ]


def test_a_terminal_has_a_bar_with_the_time_left():
    shown = _told(terminal=True)
    assert "0/2" in shown
    assert "jensen: exact_points" in shown
    assert "-:--:--" in shown
    assert "jensen is finished" in shown
