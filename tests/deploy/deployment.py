"""The files of a deployment, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose.yaml"
KUBERNETES = DEPLOY / "kubernetes.yaml"
PROMETHEUS = DEPLOY / "prometheus.yml"
GUIDE = ROOT / "docs" / "deploy.md"


def compose() -> dict[str, Any]:
    """The compose file."""
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return loaded


def manifests() -> dict[str, dict[str, Any]]:
    """The Kubernetes manifests by kind."""
    return {each["kind"]: each for each in yaml.safe_load_all(KUBERNETES.read_text(encoding="utf-8"))}


def pod() -> dict[str, Any]:
    """What the Deployment's pods are."""
    spec: dict[str, Any] = manifests()["Deployment"]["spec"]["template"]["spec"]
    return spec


def container() -> dict[str, Any]:
    """The pods' only container."""
    (only,) = pod()["containers"]
    found: dict[str, Any] = only
    return found
