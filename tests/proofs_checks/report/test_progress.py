import io

from rich.console import Console

from proofs_checks.report.progress import STORED, RunProgress
from tests.proofs_checks.toys import TRUE, toy

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


def test_a_log_says_how_much_time_is_left_once_a_few_theorems_were_begun():
    console = Console(file=io.StringIO(), width=100, color_system=None)
    minutes = iter(range(0, 60 * 60, 60))
    with RunProgress(7, CHECKS, console, clock=lambda: next(minutes)) as progress:
        first, *others = TRUE
        progress.tell(toy(first), STORED)
        for name in others[:6]:
            progress.tell(toy(name), CHECKS[0])
    shown = console.file.getvalue().splitlines()
    assert shown[0] == f"[2/7] {others[0]}"  # what is stored takes no time, and has no line
    assert shown[3] == f"[5/7] {others[3]}"
    # the clock moves by a minute each time that it is read: one minute for four theorems, two are to come
    assert shown[4] == f"[6/7] {others[4]}  (less than a minute left)"
    assert len(shown) == 5
