"""The command ``theorycheck``. What a command needs is imported inside it, so that ``list`` stays quick."""

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proofs_checks.command_arguments import (
    PROCESSORS,
    TEXT,
    Kind,
    Names,
    Required,
    Scheduler,
    Workers,
    format_option,
    path,
    whole,
)
from proofs_checks.exit_codes import exit_code_of, stopped_in_order
from proofs_checks.experiment_arguments import add_experiment
from proofs_checks.formats import format_named, standard_output
from proofs_checks.information_commands import add_information
from proofs_checks.leaving import EXIT_CODES, leave_with
from proofs_checks.settings.process_numbers import INTERRUPTED
from proofs_checks.sweep_arguments import add_sweep

if TYPE_CHECKING:
    from proofs_checks.challenges.mutation.mutant_outcome import Attacked
    from proofs_checks.challenges.mutation.running import Run
    from proofs_checks.context import Context
    from proofs_checks.engines.engine_interface import Engine
    from theory import Theorem

__all__ = ["Kind", "Required", "app", "main"]

COMPLETION = "_THEORYCHECK_COMPLETE"
"""What a shell sets when it asks for completions."""

app = typer.Typer(
    name="theorycheck",
    no_args_is_help=True,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"theorycheck {version('theorycheck')}")
        raise typer.Exit


@app.callback()
def common(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """State a theorem once; have it derived, checked exactly, attacked, sampled and printed."""


add_information(app)


@app.command("prove")
def prove_theorems(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Theorem files without a derivation, as for verify.")
    ],
) -> None:
    """Look for derivations of bounds and minima that come without one, and print them as Python.

    The exit code is 3 if none is found for one of them, else 0.
    """
    from proofs_checks.prove_command import prove_and_print

    raise typer.Exit(prove_and_print(_without_mistakes(names)))


@app.command("verify")
def verify_theorems(
    names: Names = None,
    problem: Annotated[
        Path | None, typer.Option(metavar="FILE", parser=path, help="Check at the numbers in this file too.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", parser=whole, help="Seed of everything random.")] = 0,
    samples: Annotated[
        int | None, typer.Option(metavar="N", parser=whole, help="Cap on the draws of one comparison.")
    ] = None,
    workers: Workers = PROCESSORS,
    scheduler: Scheduler = None,
    output: Annotated[str, format_option("run")] = TEXT,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", parser=path, help="Write a page, figures, an article and JSON there.")
    ] = None,
    require: Annotated[
        Required, typer.Option("--require", help="What less than exits with 3: confirmed, or proved.")
    ] = Required.confirmed,
    fresh: Annotated[bool, typer.Option("--fresh", help="Compute all anew, whatever earlier runs have found.")] = False,
    kernel: Annotated[
        bool, typer.Option("--kernel", help="Have Coq check derivations again; takes minutes the first time.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from what an interrupted run left in the folder of --report.")
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Say what every check did even where none fails, as --problem does."),
    ] = False,
) -> None:
    """Check theorems by every kind of evidence, and print the verdicts.

    The exit code is 1 if anything is refuted, else 3 if a theorem is neither proved nor confirmed (with --require
    proved: not proved), else 0.
    """
    from numerics import Problem
    from proofs_checks.context import Context
    from proofs_checks.settings.sampling_trials import COMPARISON_SAMPLES
    from proofs_checks.verdict import Verdict
    from proofs_checks.verify_command import Wanted, verify_and_print

    if resume and report is None:
        message = "--resume goes on from the folder of --report DIR: name it"
        raise ValueError(message)
    numbers = None if problem is None else Problem.from_file(problem)
    context = Context(
        seed=seed,
        samples=COMPARISON_SAMPLES if samples is None else samples,
        values=None if numbers is None else numbers.values(),
    )
    required = Verdict[require.upper()]
    wanted = Wanted(
        context,
        workers,
        scheduler,
        output,
        required,
        report,
        resume,
        fresh,
        numbers,
        verbose or problem is not None,
        kernel,
    )
    theorems = _without_mistakes(names)
    with stopped_in_order():
        code = verify_and_print(theorems, wanted)
    raise typer.Exit(code)


@app.command("new")
def new_paper(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A paper, my_paper, or a theorem, my_paper/gain.")],
) -> None:
    """Write a small paper that works, or a theorem file into one; nothing is overwritten."""
    from proofs_checks.new_paper.writing import new_paper_or_theorem

    for written in new_paper_or_theorem(name):
        print(written)


@app.command("cache")
def show_cache(
    clear: Annotated[bool, typer.Option("--clear", help="Remove all of it.")] = False,
) -> None:
    """Show where finished evidence is kept and how much of it there is, or clear it."""
    from proofs_checks.store.evidence_store import LOCATION, EvidenceStore, default_folder

    folder = default_folder()
    if folder is None:
        print(f"nothing is kept: {LOCATION} is empty")
        return
    store = EvidenceStore(folder)
    if clear:
        print(f"{store.clear()} pieces of evidence removed from {folder}")
        return
    sizes = [entry.stat().st_size for entry in store.entries()]
    print(f"{len(sizes)} pieces of evidence, {sum(sizes) / 2**20:.1f} MiB, in {folder}")


@app.command("attack")
def attack_theorems(
    names: Names = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Only this kind of evidence; may be repeated.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", parser=whole, help="Seed of everything random.")] = 0,
    samples: Annotated[
        int | None, typer.Option(metavar="N", parser=whole, help="Cap on the draws of one comparison.")
    ] = None,
    workers: Workers = PROCESSORS,
    scheduler: Scheduler = None,
    output: Annotated[str, format_option("attack")] = TEXT,
) -> None:
    """Attack theorems by plausible wrong versions of what they claim, and count which evidence tells them apart.

    The exit code is 1 if a wrong equality or minimum passes everything, else 0.
    """
    from numerics.tolerances.sample_sizes import MAXIMUM_SAMPLES
    from proofs_checks.challenges.mutation.mutant_outcome import evidence_named
    from proofs_checks.context import Context
    from proofs_checks.engines.choosing import engine_for
    from proofs_checks.store.source_digests import whole_version

    context = Context(seed=seed, samples=MAXIMUM_SAMPLES if samples is None else samples)
    theorems, kinds = _without_mistakes(names), evidence_named(evidence)
    chosen = format_named(output, "attack")
    assert chosen.attack is not None, "it is a format of attacks"
    with stopped_in_order(), engine_for(workers, scheduler, whole_version) as engine:
        found = _attack(theorems, context, kinds, engine)
        chosen.attack(found, standard_output(chosen))
    raise typer.Exit(found.exit_code)


def _attack(theorems: "tuple[Theorem, ...]", context: "Context", evidence: tuple[str, ...], engine: "Engine") -> "Run":
    """Attack them, and keep what was finished if interrupted."""
    from proofs_checks.challenges.mutation.running import STEP, Run, attack_all
    from proofs_checks.report.progress import RunProgress

    attacked: list[Attacked] = []
    interrupted = INTERRUPTED
    with RunProgress(len(theorems), (STEP,)) as progress:
        try:
            attacked.extend(attack_all(theorems, context, evidence, engine, progress.tell))
        except KeyboardInterrupt as stop:
            interrupted = exit_code_of(stop)
            progress.say(f"interrupted: {len(attacked)} of {len(theorems)} theorems were finished")
    return Run(theorems, evidence, context, tuple(attacked), interrupted)


@app.command("audit")
def audit_numbers(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", parser=path, help="A problem in TOML or NPZ.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="TABLE", parser=path, help="Estimate the problem from this table; alone, list its columns."
        ),
    ] = None,
    task: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column that tells tasks apart.")] = None,
    target: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column that is predicted.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="COLUMN", help="No feature; may be repeated.")] = None,
    no_center: Annotated[bool, typer.Option("--no-center", help="Keep raw second moments.")] = False,
    intercept: Annotated[bool, typer.Option("--intercept", help="Add a column of ones.")] = False,
    context: Annotated[
        int | None, typer.Option(metavar="M", parser=whole, help="Examples in a prompt; else a task's median rows.")
    ] = None,
    draws: Annotated[
        int | None, typer.Option(metavar="N", parser=whole, help="Samples of tasks for intervals, 1000 unless given.")
    ] = None,
    separator: Annotated[str | None, typer.Option(metavar="CHARACTER", help="What stands between values.")] = None,
    decimal: Annotated[str | None, typer.Option(metavar=",|.", help="The decimal mark.")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="How letters are coded.")] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of an Excel file.")] = None,
    missing: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Stands for no value, instead of NA; may be repeated.")
    ] = None,
    encode: Annotated[
        list[str] | None, typer.Option(metavar="COLUMN", help="Make its categories or dates numbers; may be repeated.")
    ] = None,
    drop_missing: Annotated[bool, typer.Option("--drop-missing", help="Leave out rows that lack a value.")] = False,
    violations: Annotated[
        bool, typer.Option("--violations", help="Break each hypothesis of each theorem in turn; takes minutes.")
    ] = False,
    seed: Annotated[int, typer.Option(metavar="N", parser=whole, help="Seed of everything random.")] = 0,
    output: Annotated[str, format_option("audit")] = TEXT,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of --format json and exit.")] = False,
) -> None:
    """Audit a problem, or a table of data: hypotheses, what they cost, and which of them matter."""
    from proofs_checks.audit_command import (
        CommonOptions,
        TableOptions,
        progress,
        report_for,
        write_columns,
        write_schema,
    )

    if schema:
        write_schema(standard_output(format_named("json", "audit")))
        return
    options: TableOptions = {
        "ignore": ignore,
        "no-center": no_center,
        "intercept": intercept,
        "context": context,
        "draws": draws,
        "separator": separator,
        "decimal": decimal,
        "encoding": encoding,
        "sheet": sheet,
        "missing": missing,
        "encode": encode,
        "drop-missing": drop_missing,
    }
    chosen = format_named(output, "audit")
    if data is not None and file is None and task is None and target is None:
        write_columns(data, options, chosen.name, standard_output(chosen))
        return
    common: CommonOptions = {"seed": seed, "with_violations": violations, "on_progress": progress()}
    report = report_for(file, data, task, target, options, common)
    assert chosen.audit is not None, "it is a format of audits"
    chosen.audit(report, standard_output(chosen))


add_sweep(app)
add_experiment(app)


def main() -> None:
    """Run the command; wrong usage is one line on stderr and exit code 2."""
    leave_with(lambda: _run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    """The command as it is, without what Typer makes of errors and signals."""
    command = typer.main.get_command(app)
    if COMPLETION in os.environ:  # the shell asks what may follow
        command.main(arguments, prog_name="theorycheck")
    try:
        with command.make_context("theorycheck", arguments) as context:
            command.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    return 0


def _selected(names: list[str] | None) -> "tuple[Theorem, ...]":
    import theory

    return theory.theorems(*names or ())


def _without_mistakes(names: list[str] | None) -> "tuple[Theorem, ...]":
    from proofs_checks.mistakes import refuse_mistakes

    theorems = _selected(names)
    for theorem in theorems:
        refuse_mistakes(theorem)
    return theorems
