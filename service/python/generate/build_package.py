"""Puts the Python package `ketenzicht` together: what is written by hand, the
stubs of the contract, and the results made from it.

    build_package.py --out DIR --protos DIR --google DIR

Run by CMake (target ketenzicht_python) under Debian's python3. `DIR` is then a
folder for PYTHONPATH. Nothing generated is kept in the repository.
"""
from __future__ import annotations

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent / "ketenzicht"
# Details of errors. They become part of the package ketenzicht.rpc: another
# google.rpc may be installed, and no two may hold the same names in a process.
GOOGLE_PROTOS = ("status", "error_details")


def copy_google_protos(google: pathlib.Path, to: pathlib.Path) -> None:
    """Writes ketenzicht/rpc/*.proto below `to`: google/rpc under another name,
    the same on the wire."""
    folder = to / "ketenzicht" / "rpc"
    folder.mkdir(parents=True)
    for name in GOOGLE_PROTOS:
        text = (google / "google" / "rpc" / f"{name}.proto").read_text("utf-8")
        renamed = text.replace("package google.rpc;", "package ketenzicht.rpc;")
        if renamed == text:
            sys.exit(f"build_package: {name}.proto is not of google.rpc")
        (folder / f"{name}.proto").write_text(renamed, "utf-8")


def run_protoc(protos: pathlib.Path, google: pathlib.Path,
               out: pathlib.Path, plugin: str) -> None:
    """Stubs with their types, and results.py by protoc_gen_results.py."""
    contract = sorted((protos / "ketenzicht" / "v1").glob("*.proto"))
    with tempfile.TemporaryDirectory() as folder:
        renamed = pathlib.Path(folder)
        copy_google_protos(google, renamed)
        result_plugin = renamed / "protoc-gen-results"
        script = HERE / "protoc_gen_results.py"
        result_plugin.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -B "{script}"\n')
        result_plugin.chmod(0o755)
        subprocess.run(
            ["protoc", f"-I{protos}", f"-I{renamed}", f"--python_out={out}",
             f"--pyi_out={out}", *map(str, contract),
             *map(str, sorted(renamed.glob("ketenzicht/rpc/*.proto")))],
            check=True)
        subprocess.run(
            ["protoc", f"-I{protos}", f"--grpc_out={out}",
             f"--plugin=protoc-gen-grpc={plugin}", f"--results_out={out}",
             f"--plugin=protoc-gen-results={result_plugin}",
             *map(str, contract)],
            check=True)


def main() -> None:
    """Builds beside `--out` and puts it in its place when it is whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("out", "protos", "google"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--grpc-plugin", default="/usr/bin/grpc_python_plugin")
    arguments = parser.parse_args()
    out: pathlib.Path = arguments.out
    new = out.with_name(out.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(SOURCES, new / "ketenzicht",
                    ignore=shutil.ignore_patterns("__pycache__"))
    run_protoc(arguments.protos, arguments.google, new, arguments.grpc_plugin)
    for part in ("v1", "rpc"):
        (new / "ketenzicht" / part / "__init__.py").write_text(
            '"""Generated from the contract."""\n')
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)


if __name__ == "__main__":
    main()
