"""Runs the code of a notebook, cell by cell, without Jupyter.

    ./dev python service/python/examples/drones.ipynb

Prints what Jupyter would show: what cells print, and the value of a last line
that is an expression. Ends with 1 at the first cell that fails.
"""
from __future__ import annotations

import ast
import json
import os
import pathlib
import sys
import traceback
from typing import Any


def run_cell(source: str, name: str, names: dict[str, Any]) -> None:
    """Executes a cell; the value of a last expression is printed."""
    tree = ast.parse(source, name)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
        exec(compile(tree, name, "exec"), names)
        value = eval(compile(ast.Expression(last.value), name, "eval"), names)
        if value is not None:
            print(value)
    else:
        exec(compile(tree, name, "exec"), names)


def main(path: str) -> int:
    """Runs in the folder of the notebook, as Jupyter does."""
    notebook = json.loads(pathlib.Path(path).read_text("utf-8"))
    os.chdir(pathlib.Path(path).resolve().parent)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] != "code":
            continue
        try:
            run_cell("".join(cell["source"]), f"cell {number}", names)
        except Exception:
            traceback.print_exc()
            return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: run_notebook.py NOTEBOOK")
    sys.exit(main(sys.argv[1]))
