"""Counts of what an import makes, against counts made here, independently.

Each count knows its format and nothing of the program: it reads a file of the
corpora and says how many things and links of which kind must come of it. Skipped
where the corpora are not there.
"""

import collections
import csv
import json
import lzma
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from typing import (Any, Callable, Counter, Dict, Iterator, List, Optional,
                    Set, Tuple)

from corpora import CORPORA, need_corpora

SOURCE = pathlib.Path(os.environ["KETENZICHT_SOURCE_DIR"])
PROGRAM = os.environ["KETENZICHT_PROGRAM"]
Counts = Dict[str, int]


def load(path: pathlib.Path) -> Any:
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as packed:
            return json.load(packed)
    return json.loads(path.read_text(encoding="utf-8"))


def cyclonedx(path: pathlib.Path) -> Counts:
    """By the purl where there is one: the same one is the same thing."""
    bom = load(path)
    kinds = {"device": "device", "firmware": "firmware"}
    skipped = {"file", "data", "cryptographic-asset"}
    identity: Dict[str, Optional[str]] = {}
    kind_of: Dict[str, str] = {}
    links: Set[Tuple[str, str, str]] = set()

    def visit(part: Any, pointer: str) -> str:
        ref = part.get("bom-ref", pointer)
        name = part.get("purl") or ref
        if part["type"] in skipped:
            identity[ref] = None
        else:
            identity[ref] = name
            kind_of[name] = kinds.get(part["type"], "software")
        for at, inner in enumerate(part.get("components", [])):
            within = visit(inner, f"{pointer}/components/{at}")
            links.add(("contains", ref, within))
        return str(ref)

    subject = bom.get("metadata", {}).get("component")
    root = visit(subject, "/metadata/component") if subject else None
    for at, part in enumerate(bom.get("components", [])):
        ref = visit(part, f"/components/{at}")
        if root and part.get("scope") != "excluded":
            links.add(("contains", root, ref))
    for dependency in bom.get("dependencies", []):
        for other in dependency.get("dependsOn", []):
            links.add(("depends_on", dependency["ref"], other))
    counts: Counter[str] = collections.Counter(kind_of.values())
    made = set()
    for kind, source, target in links:
        one = identity.get(source, "?" + source)
        other = identity.get(target, "?" + target)
        if one is None or other is None:
            continue
        made.add((kind, one, other))
        for end in (one, other):
            if end[0] == "?" and end not in kind_of:
                kind_of[end] = "software"
                counts["software"] += 1
    counts.update(kind for kind, _, _ in made)
    for kind, of in none_of(bom):
        counts[kind] += len({identity[ref] for ref in of
                             if identity.get(ref) is not None})
    return dict(counts)


def none_of(bom: Any) -> List[Tuple[str, Set[str]]]:
    """Of which a bill says that there are none, or no others, by ref."""
    entries = bom.get("dependencies", [])
    depending = {entry["ref"] for entry in entries if entry.get("dependsOn")}
    lone = {entry["ref"] for entry in entries
            if not entry.get("dependsOn") and not entry.get("provides")}
    said: Dict[str, Set[str]] = {"depends_on": lone - depending,
                                 "contains": set()}
    left_open: Dict[str, Set[str]] = {"depends_on": set(), "contains": set()}
    for composition in bom.get("compositions", []):
        complete = composition["aggregate"] == "complete"
        into = said if complete else left_open
        into["depends_on"].update(composition.get("dependencies", []))
        into["contains"].update(composition.get("assemblies", []))
    return [(kind, said[kind] - left_open[kind]) for kind in said]


def spdx(path: pathlib.Path) -> Counts:
    document = load(path)
    along = {"DEPENDS_ON": "depends_on", "HAS_PREREQUISITE": "depends_on",
             "DYNAMIC_LINK": "depends_on", "STATIC_LINK": "contains",
             "CONTAINS": "contains"}
    against = {"DEPENDENCY_OF": "depends_on", "CONTAINED_BY": "contains",
               "RUNTIME_DEPENDENCY_OF": "depends_on",
               "PACKAGE_OF": "contains"}
    identity: Dict[str, Optional[str]] = {"SPDXRef-DOCUMENT": None}
    for package in document.get("packages", []):
        purls = [ref["referenceLocator"]
                 for ref in package.get("externalRefs", [])
                 if ref["referenceType"].endswith("purl")]
        identity[package["SPDXID"]] = (purls or [package["SPDXID"]])[0]
    for file in document.get("files", []):
        identity[file["SPDXID"]] = None
    made = set()
    missing = set()
    links = [(relation["relationshipType"], relation["spdxElementId"],
              relation["relatedSpdxElement"])
             for relation in document.get("relationships", [])]
    for package in document.get("packages", []):
        links += [("CONTAINS", package["SPDXID"], file)
                  for file in package.get("hasFiles", [])]
    for kind, source, target in links:
        if target in ("NONE", "NOASSERTION"):
            continue
        if identity.get(source, "") is None or identity.get(target,
                                                            "") is None:
            continue
        # A placeholder stands in where the link is one of ours.
        if kind not in along and kind not in against:
            continue
        missing.update({source, target} - set(identity))
        ends = (identity.get(source, source), identity.get(target, target))
        if kind in along:
            made.add((along[kind], *ends))
        elif kind in against:
            made.add((against[kind], *ends[::-1]))
    counts = collections.Counter(kind for kind, _, _ in made)
    counts["software"] = len(
        {name for name in identity.values() if name}) + len(missing)
    return dict(counts)


def stix(path: pathlib.Path) -> Counts:
    objects = load(path)["objects"]
    gone = {one["id"] for one in objects
            if one.get("revoked") or one.get("x_mitre_deprecated")}
    kind_of = {}
    for one in objects:
        if one["id"] in gone:
            continue
        if one["type"] in ("intrusion-set", "threat-actor", "campaign"):
            kind_of[one["id"]] = "programme"
        elif (one["type"] == "identity" and
              one.get("identity_class") == "organization"):
            kind_of[one["id"]] = "organization"
    counts = collections.Counter(kind_of.values())
    for one in objects:
        if one["type"] != "relationship" or one["id"] in gone:
            continue
        ends = [kind_of.get(one[end]) for end in ("source_ref", "target_ref")]
        if (one["relationship_type"] == "attributed-to" and
                ends == ["programme", "organization"]):
            counts["conducts"] += 1
        if (one["relationship_type"] == "targets" and
                ends == ["programme", "organization"]):
            counts["targets"] += 1
    return dict(counts)


def misp_drones(path: pathlib.Path) -> Counts:
    values = load(path)["values"]
    counts: Counter[str] = collections.Counter(device=len(values))
    makers = {value["meta"]["manufacturer"] for value in values
              if value["meta"].get("manufacturer")}
    counts["company"] = len(makers)
    counts["made_by"] = sum(1 for value in values
                            if value["meta"].get("manufacturer"))
    return dict(counts)


def misp_actors(path: pathlib.Path) -> Counts:
    values = load(path)["values"]
    sponsored = [value for value in values if value.get("meta", {}).get(
        "cfr-suspected-state-sponsor", "Unknown") != "Unknown"]
    unknown = [value for value in values if value.get("meta", {}).get(
        "cfr-suspected-state-sponsor") == "Unknown"]
    countries = [value for value in values
                 if value.get("meta", {}).get("country")]
    return {"programme": len(values), "conducts": len(sponsored),
            "statement": len(unknown), "originates_from": len(countries)}


def ftm(path: pathlib.Path) -> Counts:
    entities = [json.loads(line) for line in path.read_text(
        encoding="utf-8").splitlines() if line.strip()]
    kinds = {"Company": "company", "Organization": "organization",
             "PublicBody": "organization", "LegalEntity": "company"}
    kind_of = {one["id"]: kinds[one["schema"]] for one in entities
               if one["schema"] in kinds}
    counts = collections.Counter(kind_of.values())
    persons = {one["id"] for one in entities if one["schema"] == "Person"}
    placeholders = set()
    for one in entities:
        if one["schema"] != "Ownership":
            continue
        shares = [float(share) for share in one["properties"].get(
            "percentage", [])]
        kind = ("majority_owned_by" if shares and max(shares) > 50
                else "owned_by")
        for owner in one["properties"]["owner"]:
            for asset in one["properties"]["asset"]:
                if owner in persons:
                    continue
                for end in (owner, asset):
                    if end not in kind_of:
                        placeholders.add(end)
                counts[kind] += 1
    del placeholders  # links of other kinds have some too
    counts.pop("company", None)
    return dict(counts)


PRODUCTS = ("software", "service", "device", "component")


def archimate_kinds() -> Dict[str, str]:
    kinds = dict.fromkeys(
        ["BusinessProcess", "BusinessFunction", "BusinessInteraction",
         "BusinessService"], "process")
    kinds.update(dict.fromkeys(
        ["BusinessActor", "BusinessRole", "BusinessCollaboration"],
        "organization"))
    kinds.update(dict.fromkeys(
        ["BusinessObject", "DataObject", "Representation"], "information"))
    kinds.update(dict.fromkeys(["ApplicationService", "TechnologyService"],
                               "service"))
    kinds.update(dict.fromkeys(
        ["ApplicationComponent", "ApplicationCollaboration",
         "ApplicationFunction", "ApplicationProcess", "ApplicationInteraction",
         "ApplicationInterface", "SystemSoftware", "TechnologyFunction",
         "TechnologyProcess", "TechnologyInterface", "TechnologyCollaboration",
         "Artifact"], "software"))
    kinds.update(dict.fromkeys(["Node", "Device", "Equipment"], "device"))
    return kinds


def archimate_link(kind: str, source: str,
                   target: str) -> Optional[Tuple[str, bool]]:
    products = source in PRODUCTS and target in PRODUCTS
    if kind in ("Serving", "Realization") and source in PRODUCTS:
        if target == "process" or (kind == "Serving" and
                                   target == "organization"):
            return "uses", True
        if products:
            return "depends_on", True
    if kind == "Assignment":
        if (source, target) == ("organization", "process"):
            return "operates", False
        if products:
            return "runs", False
    if kind in ("Composition", "Aggregation"):
        if products:
            return "contains", False
        if source == target and source in ("process", "organization"):
            return "part_of", True
    if kind == "Access" and source in ("process", "organization"):
        if target == "information":
            return "handles", False
    if kind == "Specialization" and (products or
                                     source == target == "process"):
        return "instance_of", False
    return None


def count_model(elements: Dict[str, str], names: Dict[str, Any],
                links: Iterator[Tuple[str, str, str, str]]) -> Counts:
    kinds = archimate_kinds()
    kind_of = {key: kinds[kind] for key, kind in elements.items()
               if kind in kinds}
    counts = collections.Counter(kind_of.values())
    made = set()
    for kind, source, target, more in links:
        if source not in kind_of or target not in kind_of:
            continue
        link = archimate_link(kind, kind_of[source], kind_of[target])
        if link:
            ends = (target, source) if link[1] else (source, target)
            made.add((link[0], *ends, more))
    del names
    counts.update(kind for kind, _, _, _ in made)
    return dict(counts)


def archimate_xml(path: pathlib.Path) -> Counts:
    space = "{http://www.opengroup.org/xsd/archimate/3.0/}"
    kind = "{http://www.w3.org/2001/XMLSchema-instance}type"
    root = ElementTree.parse(path).getroot()
    elements = {element.get("identifier", ""): element.get(kind, "")
                for element in root.iter(f"{space}element")}

    def links() -> Iterator[Tuple[str, str, str, str]]:
        for link in root.iter(f"{space}relationship"):
            # What tells two links between the same ends apart.
            yield (link.get(kind, ""), link.get("source", ""),
                   link.get("target", ""), link.get("identifier", ""))

    return count_model(elements, {}, links())


def archimate_csv(folder: pathlib.Path) -> Counts:
    def rows(name: str) -> Any:
        with open(folder / name, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    elements = {row["ID"]: row["Type"] for row in rows("elements.csv")}

    def links() -> Iterator[Tuple[str, str, str, str]]:
        for row in rows("relations.csv"):
            yield (re.sub("Relationship$", "", row["Type"]), row["Source"],
                   row["Target"], row["ID"])

    return count_model(elements, {}, links())


def neo4j(folder: pathlib.Path) -> Counts:
    def rows(name: str) -> Any:
        with open(folder / name, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    elements = {row["id:ID"]: row[":LABEL"] for row in rows("nodes.csv")}

    def links() -> Iterator[Tuple[str, str, str, str]]:
        for row in rows("relationships.csv"):
            yield (re.sub("Relationship$", "", row[":TYPE"]),
                   row[":START_ID"], row[":END_ID"], row["id"])

    return count_model(elements, {}, links())


class ImportCounts(unittest.TestCase):
    store: tempfile.TemporaryDirectory[str]

    @classmethod
    def setUpClass(cls) -> None:
        need_corpora()
        cls.store = tempfile.TemporaryDirectory()
        cls.run_program("import", "data")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.store.cleanup()

    @classmethod
    def run_program(cls, *arguments: str) -> str:
        done = subprocess.run(
            [PROGRAM, "--store", cls.store.name, "--timeout", "600",
             *arguments], cwd=SOURCE, capture_output=True, text=True,
            check=False)
        if done.returncode != 0:
            raise AssertionError(f"{arguments}: {done.stderr}")
        return done.stdout

    def counted(self, *arguments: str) -> Tuple[Counts, Any]:
        report = json.loads(self.run_program("-o", "json", "import",
                                             *arguments))
        counts: Counter[str] = collections.Counter()
        for line in self.run_program("export", "--format",
                                     "jsonl").splitlines():
            fact = json.loads(line)
            for body in ("entity", "relation"):
                if body not in fact:
                    continue
                sources = [evidence.get("source") for evidence in
                           fact[body].get("evidence", [])]
                if report["source"] in sources:
                    counts[fact[body]["kind"]] += 1
        return dict(counts), report

    def check(self, count: Callable[[pathlib.Path], Counts], path: str,
              *arguments: str) -> None:
        where = CORPORA / path
        with self.subTest(path):
            expected = count(where)
            files = ([str(where)] if where.is_file() else
                     [str(file) for file in sorted(where.iterdir())])
            found, report = self.counted(*files, *arguments)
            self.assertEqual({kind: found.get(kind, 0) for kind in expected},
                             expected, report)

    def test_cyclonedx(self) -> None:
        examples = "cyclonedx/bom-examples/"
        for name in ("SBOM__dropwizard-1.3.15__bom.json",
                     "SBOM__keycloak-10.0.2__bom.json.xz",
                     "SBOM__laravel-7.12.0__bom.1.4.json",
                     "SBOM__juice-shop__via_npm__bare__bom.1.4.json.xz",
                     "HBOM__PCIe-SATA-adapter-board__bom.json"):
            self.check(cyclonedx, examples + name)

    def test_spdx(self) -> None:
        self.check(spdx, "spdx/trustify/OCP-TOOLS-4.11-RHEL-8.json")
        self.check(spdx, "spdx/trustify/openssl-3.0.7-18.el9_2.spdx.json")

    def test_stix(self) -> None:
        self.check(stix, "stix/ics-attack-18.1.json")
        self.check(stix, "stix/oasis/apt1.json")

    def test_misp(self) -> None:
        self.check(misp_drones, "misp/uavs.json")
        self.check(misp_actors, "misp/threat-actor.2023.json")

    def test_follow_the_money(self) -> None:
        self.check(ftm, "ftm/zala.entities.ftm.json")

    def test_archimate(self) -> None:
        self.check(archimate_xml, "archimate/gemma-application.ameff.xml")
        self.check(archimate_csv, "archimate/gemma-business")

    def test_neo4j(self) -> None:
        # The same model, whose links are called otherwise: a mapping of one's own.
        text = (SOURCE / "data/mappings/archimate.yaml").read_text()
        before, links = text.split("relations:\n")
        links = re.sub(r"(?m)^  (\w+):", r"  \1Relationship:", links)
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as mapping:
            mapping.write(before + "relations:\n" + links)
            mapping.flush()
            self.check(neo4j, "csv-graph/gemma-app-neo4j", "--mapping",
                       mapping.name, "--format", "neo4j-csv",
                       "--source", "sources/gemma-neo4j")


if __name__ == "__main__":
    unittest.main()
