"""What is generated from the contract and kept in version control is not older than the contract. Needs no Node."""

import hashlib
import json
import re

from .compatibility import PRESENT, ROOT

CLIENTS = ROOT / "clients"


def test_the_types_are_made_from_the_present_contract():
    head = (CLIENTS / "typescript" / "src" / "contract.ts").read_text()[:500]
    recorded = re.search(r"^// sha256: (\w+)$", head, re.MULTILINE)
    assert recorded is not None
    assert recorded[1] == hashlib.sha256(PRESENT.read_bytes()).hexdigest(), "Run make client."


def test_node_packages_are_pinned_exactly():
    found = []
    for path in CLIENTS.rglob("package.json"):
        if "node_modules" in path.parts:
            continue
        described = json.loads(path.read_text())
        for kind in ("dependencies", "devDependencies"):
            for name, version in described.get(kind, {}).items():
                if not re.fullmatch(r"\d+\.\d+\.\d+", version):
                    found.append(f"{path.parent.name}: {name} {version}")
    assert found == []


def test_the_lock_names_no_registry():
    """Whoever installs has a registry of their own; the checksums say that it gave the same."""
    packages = json.loads((CLIENTS / "package-lock.json").read_text())["packages"]
    fetched = {name: one for name, one in packages.items() if name.startswith("node_modules/") and not one.get("link")}
    assert len(fetched) > 10
    assert [name for name, one in fetched.items() if "resolved" in one] == []
    assert [name for name, one in fetched.items() if "integrity" not in one and not one.get("inBundle")] == []
