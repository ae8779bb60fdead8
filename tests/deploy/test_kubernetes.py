"""The Kubernetes manifest: what the API server would say to it, and what it promises."""

from __future__ import annotations

import copy
from typing import Any

import kubernetes_validate
import pytest
from deployment import container, manifests, pod

VERSIONS = [
    version for version in kubernetes_validate.utils.all_versions() if int(version.split(".")[1]) >= 29
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", ["Service", "Deployment"])
def test_it_fits_the_schema_of_kubernetes(kind: str, version: str) -> None:
    kubernetes_validate.validate(manifests()[kind], version, strict=True)


def test_the_schema_would_notice_a_slip() -> None:
    slipped = copy.deepcopy(manifests()["Deployment"])
    slipped["spec"]["template"]["spec"]["containers"][0]["readOnlyRootFilesystem"] = True
    with pytest.raises(kubernetes_validate.ValidationError, match="readOnlyRootFilesystem"):
        kubernetes_validate.validate(slipped, VERSIONS[-1], strict=True)


def test_the_service_finds_the_pods() -> None:
    service, deployment = manifests()["Service"], manifests()["Deployment"]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["selector"].items() <= labels.items()
    assert deployment["spec"]["selector"]["matchLabels"].items() <= labels.items()
    (port,) = service["spec"]["ports"]
    assert port["targetPort"] in {each["name"] for each in container()["ports"]}


def test_a_pod_has_no_rights() -> None:
    assert pod()["automountServiceAccountToken"] is False
    user = pod()["securityContext"]
    assert user["runAsNonRoot"] is True
    assert user["runAsUser"] > 0
    assert user["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container()["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert not {"hostNetwork", "hostPID", "hostIPC"} & pod().keys()


def test_what_a_pod_may_write_and_take_is_bounded() -> None:
    (volume,) = pod()["volumes"]
    (mount,) = container()["volumeMounts"]
    assert (mount["name"], mount["mountPath"]) == (volume["name"], "/tmp")
    assert "sizeLimit" in volume["emptyDir"]
    for amount in ("requests", "limits"):
        assert container()["resources"][amount].keys() == {"cpu", "memory", "ephemeral-storage"}


@pytest.mark.parametrize("name", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_probes_ask_what_needs_no_token(name: str) -> None:
    assert container()[name]["httpGet"] == {"path": "/health", "port": "http"}


def test_the_server_ends_by_itself_before_it_is_killed() -> None:
    before = int(container()["lifecycle"]["preStop"]["exec"]["command"][1])
    grace = float(_values()["TRACEFIX_GRACE_S"])
    assert before + grace < pod()["terminationGracePeriodSeconds"]


def test_ports_agree() -> None:
    (port,) = container()["ports"]
    notes = manifests()["Deployment"]["spec"]["template"]["metadata"]["annotations"]
    assert _values()["PORT"] == str(port["containerPort"]) == notes["prometheus.io/port"]


def _values() -> dict[str, Any]:
    return {each["name"]: each.get("value") for each in container()["env"]}
