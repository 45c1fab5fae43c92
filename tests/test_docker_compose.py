"""docker-compose.yml: its syntax by whatever Compose is there, and what it promises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docker-compose.yml"
PASSWORD = "only-for-this-test"


def compose() -> list[str]:
    """The command of Compose; skips where there is none."""
    if shutil.which("docker"):
        asked = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["docker", "compose"]
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    pytest.skip("neither `docker compose` nor `docker-compose` is here")


def config(password: str | None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "SUBTIES_GRAPH_PASSWORD"}
    if password is not None:
        environment["SUBTIES_GRAPH_PASSWORD"] = password
    command = [*compose(), "-f", str(FILE), "config"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_compose_takes_the_file() -> None:
    done = config(PASSWORD)
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load(done.stdout)["services"]["neo4j"]["environment"]["NEO4J_AUTH"] == f"neo4j/{PASSWORD}"


@pytest.mark.parametrize("password", [None, ""])
def test_without_a_password_it_says_what_to_do(password: str | None) -> None:
    done = config(password)
    assert done.returncode != 0
    assert "set SUBTIES_GRAPH_PASSWORD" in done.stderr + done.stdout


def service() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]["neo4j"]
    return found


def test_only_this_machine_reaches_it() -> None:
    assert len(service()["ports"]) == 2
    assert all(re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port) for port in service()["ports"])


def test_it_is_the_community_server_of_the_tests() -> None:
    pom = (ROOT / "tests" / "neo4j" / "pom.xml").read_text(encoding="utf-8")
    version = re.search(r"<neo4j.version>(\d+\.\d+)\.", pom)
    assert version
    assert service()["image"] == f"neo4j:{version[1]}-community"


def test_it_has_volumes_memory_and_a_healthcheck_without_the_password_in_it() -> None:
    assert {volume.split(":")[1] for volume in service()["volumes"]} >= {"/data", "/logs"}
    assert {name for name in service()["environment"] if "memory" in name}
    check = " ".join(service()["healthcheck"]["test"])
    assert "RETURN 1" in check
    assert "-p " not in check  # an argument of a process is for everybody to see
    assert "whitelist" in " ".join(service()["environment"])
