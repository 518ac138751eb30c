"""docs/threat-model.md names every attack of the list, and only tests and modules that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
ATTACKS = range(1, 30)
#: number -> (attack, defence, tests)
ROWS = {
    int(found[1]): tuple(cell.strip() for cell in found[2].split(" | "))
    for found in re.finditer(r"^\| (\d+)★? \| (.*) \|$", TEXT, re.MULTILINE)
}


def node_ids(number: int) -> list[str]:
    """The node ids in a row."""
    return re.findall(r"`(tests/[^`]+)`", ROWS[number][2])


def defined_in(path: Path) -> set[str]:
    """The tests of a file, those of a class as Class::test."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{name}" for name in functions(node)}
    return found | functions(ast.parse(path.read_text(encoding="utf-8")))


def functions(node: ast.ClassDef | ast.Module) -> set[str]:
    return {one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_attack_has_one_row() -> None:
    assert list(ROWS) == list(ATTACKS)
    assert all(len(row) == 3 for row in ROWS.values())
    starred = re.findall(r"^\| (\d+)★ \|", TEXT, re.MULTILINE)
    assert [int(number) for number in starred] == list(range(1, 11))


@pytest.mark.parametrize("number", ATTACKS)
def test_its_tests_exist(number: int) -> None:
    named = node_ids(number)
    assert named, "a defence without a test is a hope"
    for node in named:
        file, _, name = node.partition("::")
        assert (ROOT / file).is_file(), node
        assert name in defined_in(ROOT / file), node


@pytest.mark.parametrize("number", ATTACKS)
def test_its_modules_exist(number: int) -> None:
    modules = re.findall(r"`([\w/]+\.(?:py|tsx?))`", ROWS[number][1])
    places = {
        module: ROOT / ("multisession" if module.endswith(".py") else "static/src") / module for module in modules
    }
    assert [module for module, place in places.items() if not place.is_file()] == []
    assert modules or "no such surface yet" in ROWS[number][1] or number == 24, "the defence stands somewhere"
