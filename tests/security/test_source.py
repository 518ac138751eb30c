"""Attacks 8, 9, 18, 24, 28 and 29: what the program does not contain cannot be misused.

Read from the syntax tree, so that nobody has to remember a rule.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import multisession

PACKAGE = Path(multisession.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
#: Modules that run what they read, or decode what strangers send.
DANGEROUS = {
    "pickle", "cPickle", "_pickle", "dill", "cloudpickle", "marshal", "shelve", "jsonpickle", "yaml", "ruamel",
    "joblib", "torch",
    "code", "codeop", "pdb", "xmlrpc", "plistlib", "xml", "PIL", "cv2", "numpy", "imageio", "wand", "av",
    "soundfile", "librosa", "pypdf", "fitz", "rarfile", "py7zr", "lzma", "bz2",
}  # fmt: skip
#: What of them a file may use, and for nothing else: headers of pictures, masks within limits, streams within limits.
BOUNDED = {
    "project/picture_size.py": {"PIL"},
    "project/exporters/masks.py": {"PIL", "numpy"},
    "project/importers/compressed_stream.py": {"bz2", "lzma"},
}
#: of a dangerous package, and harmless: it puts signs in the place of others
ESCAPING = "xml.sax.saxutils"
#: Modules that fetch from an address. Other hosts are asked by one guarded client alone; beside that the program only
#: ever asks itself, at 127.0.0.1, whether it is up.
GUARDED = {"web/guarded_transport.py", "web/outside_file.py"}
FETCHING = {
    "urllib.request", "httpx", "httpcore", "requests", "aiohttp", "urllib3", "ftplib", "smtplib", "telnetlib",
    "websockets",
}  # fmt: skip
ASKS_ITSELF = {"http.client", "socket", "asyncio.open_connection"}
#: Files that may unpack archives: those of the host, from the host.
UNPACKING = {"zipfile", "tarfile", "shutil.unpack_archive"}
#: writes archives, and reads none; what comes from strangers is read by project/importers/archive.py, which is ours
PACKING = {"project/exporters/zip_stream.py"}
CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "execfile"}


def imports(tree: ast.AST) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """(dotted name, call) of every call by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


@cache
def trees() -> list[tuple[str, ast.AST]]:
    """Every file of the program by its path in the package."""
    return [(path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_bytes(), str(path))) for path in FILES]


def test_the_whole_program_is_read() -> None:
    assert len(FILES) > 100
    assert PACKAGE / "project" / "media.py" in FILES


def test_nothing_is_deserialized_run_or_decoded() -> None:
    found = []
    for name, tree in trees():
        dangerous = DANGEROUS - BOUNDED.get(name, set())
        found += [
            f"{name} imports {module}"
            for module in imports(tree)
            if module.partition(".")[0] in dangerous and not module.startswith(ESCAPING)
        ]
        found += [f"{name} calls {called}" for called, _ in calls(tree) if called in CALLS]
    assert found == []


def test_no_shell_runs() -> None:
    found = []
    for name, tree in trees():
        for called, call in calls(tree):
            if called in ("os.system", "os.popen", "subprocess.getoutput", "pty.spawn"):
                found.append(f"{name} calls {called}")
            if any(one.arg == "shell" for one in call.keywords):
                found.append(f"{name}: {called} has shell=")
    assert found == []


def test_nothing_is_fetched_from_an_address() -> None:
    found = []
    for name, tree in trees():
        if name not in GUARDED:
            found += [f"{name} imports {module}" for module in imports(tree) if module in FETCHING]
        if "http.client" in set(imports(tree)):
            hosts = {ast.unparse(call.args[0]) for called, call in calls(tree) if called.endswith("HTTPConnection")}
            found += [f"{name} asks {host}" for host in hosts if host not in ("host", "'127.0.0.1'")]
    assert found == []


def test_whoever_asks_other_hosts_does_it_over_the_guarded_transport() -> None:
    clients = [
        (name, {one.arg: ast.unparse(one.value) for one in call.keywords})
        for name, tree in trees()
        for called, call in calls(tree)
        if called.rpartition(".")[2] in ("AsyncClient", "AsyncHTTPTransport", "AsyncConnectionPool", "Client")
    ]
    assert {name for name, _ in clients} == GUARDED
    for name, given in clients:
        assert given.get("transport") == "transport" or "network_backend" in given, name
        assert given.get("trust_env", "False") == "False", name


def test_only_what_is_the_hosts_own_is_unpacked() -> None:
    unpacking = {name for name, tree in trees() if UNPACKING & set(imports(tree))}
    request_side = {name for name in unpacking if name.startswith(("project/", "web/"))}
    assert request_side == PACKING
    for name, tree in trees():
        reads = [called for called, _ in calls(tree) if called.rpartition(".")[2] in ("extractall", "unpack_archive")]
        assert reads == [], (name, reads)


#: Methods that take SQL: sqlite3's and those of our store.
TAKE_STATEMENTS = {"execute", "executemany", "executescript", "run", "row", "rows", "_row"}
#: (file, expression) of what stands in statements that cannot take it as a parameter; all written by us.
OURS = {
    ("project/store/creation.py", "page_bytes"),
    ("project/store/creation.py", "journal"),
    ("sessions/records.py", "column"),
}


def test_no_statement_is_made_of_values() -> None:
    """Constants, and a choice between constants, may be put into SQL; what came in is a parameter."""
    found = set()
    for name, tree in trees():
        for called, call in calls(tree):
            if called.rpartition(".")[2] in TAKE_STATEMENTS and call.args and not isinstance(call.args[0], ast.List):
                found |= {
                    (name, ast.unparse(part.value)) for part in filled_in(call.args[0]) if not is_constant(part.value)
                }
                assert not isinstance(call.args[0], ast.BinOp) or is_constant(call.args[0]), (name, ast.unparse(call))
    assert found - OURS == set()


def filled_in(statement: ast.expr) -> list[ast.FormattedValue]:
    """The expressions in the braces of an f-string."""
    return [part for part in ast.walk(statement) if isinstance(part, ast.FormattedValue)]


def is_constant(value: ast.expr) -> bool:
    """True for literals, names in capitals, sums of them and a choice between them."""
    if isinstance(value, ast.BinOp):
        return is_constant(value.left) and is_constant(value.right)
    if isinstance(value, ast.IfExp):
        return is_constant(value.body) and is_constant(value.orelse)
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Name) and value.id.isupper())


def test_the_linter_looks_for_the_rest() -> None:
    settings = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert '"S"' in settings.partition("select = ")[2].partition("]")[0]
    command = [sys.executable, "-m", "ruff", "check", "--select", "S", "--ignore", "S101", "--no-cache", str(PACKAGE)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() == "All checks passed!"
