"""Everything that is noticed about the structure of a table."""

from numerics.data.column_structure import column_structure
from numerics.data.fitting import Fit
from numerics.data.row_order import row_order
from numerics.data.table import Table
from numerics.data.table_finding import Finding
from numerics.data.task_rows import TaskRows
from numerics.data.task_structure import task_structure

__all__ = ["findings_about"]


def findings_about(table: Table, rows: TaskRows, fitted: Fit) -> tuple[Finding, ...]:
    """Findings about columns, tasks and rows, each with its remedy."""
    columns = tuple(column_structure(table, rows))
    counting = [name for finding in columns if finding.kind == "index" for name in finding.where]
    return (*columns, *row_order(table, rows, counting), *task_structure(table, fitted))
