"""That the schema of scenario files and their reader say the same.

Every shipped scenario passes the schema. What is broken is refused by both. At
each map of a file with every key, the keys that the schema knows are those that
the reader names when it meets one that it does not know.
"""
from __future__ import annotations

import copy
import json
import os
import pathlib
import re
import subprocess
import tempfile
import typing
import unittest
from collections.abc import Iterator
from typing import Any

import jsonschema
import yaml

ROOT = pathlib.Path(os.environ.get(
    "KETENZICHT_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("KETENZICHT_PROGRAM",
                         str(ROOT / "build/release/bin/ketenzicht"))
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "data/schemas/scenario.schema.json").read_text("utf-8"))
EVERY_KEY = ROOT / "tests/python/every_scenario_key.yaml"
STRANGE = "no-such-key"

Path = tuple[str | int, ...]


class Loader(yaml.SafeLoader):  # type: ignore[misc]
    """YAML 1.2 as editors read it: days are texts, yes and no are too."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers
            if tag.rsplit(":", 1)[-1] not in ("timestamp", "bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool",
                             re.compile("^(true|false)$"), list("tf"))


def load(text: str) -> Any:
    return yaml.load(text, Loader)


def errors(document: Any) -> list[str]:
    validator = jsonschema.Draft7Validator(SCHEMA)
    return [f"{list(error.absolute_path)}: {error.message}"
            for error in validator.iter_errors(document)]


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/definitions/")
        return resolved(SCHEMA["definitions"][name])
    return schema


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema and what it takes together or at choice, references
    followed; not conditions on what it has."""
    schema = resolved(schema)
    yield schema
    for word in ("allOf", "anyOf"):
        for one in schema.get(word, []):
            if "$ref" in one or "type" in one or "enum" in one \
                    or "allOf" in one or "anyOf" in one:
                yield from parts(one)


def below(schema: dict[str, Any], key: str | int) -> dict[str, Any] | None:
    """What the schema says of the value at a key, or of an item."""
    for one in parts(schema):
        if isinstance(key, int) and "items" in one:
            return typing.cast(dict[str, Any], one["items"])
        if isinstance(key, str) and key in one.get("properties", {}):
            return typing.cast(dict[str, Any], one["properties"][key])
    return None


def keys(schema: dict[str, Any]) -> set[str]:
    return {name for one in parts(schema) for name in one.get("properties", {})}


def maps(value: Any, schema: dict[str, Any],
         at: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each map of a document of which the schema knows the keys."""
    if isinstance(value, dict):
        if keys(schema):
            yield at, schema
        items: Any = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        return
    for key, one in items:
        inner = below(schema, key)
        if inner is not None:
            yield from maps(one, inner, (*at, key))


def leaves(value: Any, schema: dict[str, Any],
           at: Path = ()) -> Iterator[tuple[Path, list[str]]]:
    """Each value that must be one of a list of words."""
    if isinstance(value, (dict, list)):
        items: Any = (value.items() if isinstance(value, dict)
                      else enumerate(value))
        for key, one in items:
            inner = below(schema, key)
            if inner is not None:
                yield from leaves(one, inner, (*at, key))
        return
    for one in parts(schema):
        if "enum" in one:
            yield at, one["enum"]


def with_value(document: Any, at: Path, value: Any) -> Any:
    changed = copy.deepcopy(document)
    holder = changed
    for key in at[:-1]:
        holder = holder[key]
    holder[at[-1]] = value
    return changed


def read(documents: list[Any]) -> list[list[str]]:
    """What the reader says of each: a problem a line."""
    texts = [one if isinstance(one, str) else
             yaml.safe_dump(one, allow_unicode=True, sort_keys=False)
             for one in documents]
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("KETENZICHT_SERVER", "KETENZICHT_STORE")}
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, text in enumerate(texts):
            names.append(str(pathlib.Path(folder, f"{i}.yaml")))
            pathlib.Path(names[-1]).write_text(text, "utf-8")
        run = subprocess.run(
            [PROGRAM, "-o", "ndjson", "scenario", "validate", *names],
            env=environment, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(documents), run.stderr
    return [[problem["text"] for problem in answer.get("problems", [])]
            for answer in answers]


HEAD = """
apiVersion: ketenzicht.nl/v1
kind: Scenario
id: scenarios/x
title: {nl: x, en: x}
"""
BASE = HEAD + "baseline: {date: 2021-11-18}\n"
QUERY = BASE + "queries: [{id: q, why: {from: [a], to: [b]}}]\n"

# What neither may take, whatever the facts.
BROKEN = {
    "no id": BASE.replace("id: scenarios/x", "owner: x"),
    "no title": BASE.replace("title: {nl: x, en: x}", "owner: x"),
    "one language": BASE.replace("{nl: x, en: x}", "{nl: x}"),
    "no baseline": HEAD,
    "no date": HEAD + "baseline: {revision: latest}\n",
    "date of another form": HEAD + "baseline: {date: 18 november 2021}\n",
    "revision zero": HEAD + "baseline: {date: 2021-11-18, revision: 0}\n",
    "revision no number": HEAD + "baseline: {date: 2021-11-18, revision: x}\n",
    "revision a parameter": BASE.replace(
        "2021-11-18}", "2021-11-18, revision: '${r}'}")
    + "matrix: {r: [1, 2]}\n",
    "no boolean": HEAD + "baseline: {date: 2021-11-18, stated_only: maybe}\n",
    "another version": BASE.replace("nl/v1", "nl/v2"),
    "another kind": BASE.replace("kind: Scenario", "kind: Facts"),
    "id of another collection": BASE.replace("scenarios/x", "cases/x"),
    "id without a name": BASE.replace("scenarios/x", "scenarios/"),
    "unknown key": BASE + "surprise: 1\n",
    "changes no list": BASE + "changes: {remove: a}\n",
    "change no map": BASE + "changes: [remove]\n",
    "unknown change": BASE + "changes: [{explode: a}]\n",
    "two changes in one": BASE + "changes: [{remove: a, deny: b}]\n",
    "no change": BASE + "changes: [{}]\n",
    "no id to remove": BASE + "changes: [{remove: [a]}]\n",
    "empty id to deny": BASE + "changes: [{deny: ''}]\n",
    "two facts in one": BASE + "changes: [{add: {entity: {}, relation: {}}}]\n",
    "unknown addition": BASE + "changes: [{add: {thing: {}}}]\n",
    "relation without ends": BASE + "changes: [{add: {relation: "
                                    "{kind: uses, modality: affirmed}}}]\n",
    "relation without modality": BASE + "changes: [{add: {relation: "
                                        "{kind: a, source: b, target: c}}}]\n",
    "unknown modality": BASE + "changes: [{set: {fact: a, modality: maybe}}]\n",
    "nothing set": BASE + "changes: [{set: {fact: a}}]\n",
    "confidence no number": BASE + "changes: [{set: {fact: a, "
                                   "confidence: high}}]\n",
    "cost no number": BASE + "changes: [{set: {fact: a, cost: much}}]\n",
    "interval without high": BASE + "changes: [{set: {fact: a, likelihood: "
                                    "{low: 0.1}}}]\n",
    "unknown state": BASE + "changes: [{set: {fact: m, state: taken}}]\n",
    "despite another": BASE + "changes: [{affirm: {fact: a, despite: b}}]\n",
    "law to end": BASE + "changes: [{end: {law: a}}]\n",
    "fact to repeal": BASE + "changes: [{repeal: {fact: a}}]\n",
    "replaced for nobody": BASE + "changes: [{replace: {product: a, by: b}}]\n",
    "share of too much": BASE + "changes: [{own: {company: a, by: b, "
                                "share: 120}}]\n",
    "law without a name": BASE + "changes: [{enact: {law: {id: a}, in: b, "
                                 "empowers: []}}]\n",
    "law for nobody": BASE + "changes: [{enact: {law: a, in: b}}]\n",
    "listed nowhere": BASE + "changes: [{list: {company: a}}]\n",
    "programme of nobody": BASE + "changes: [{start: {programme: a}}]\n",
    "change of no day": BASE + "changes: [{date: tomorrow}]\n",
    "empty guard": BASE + "changes: [{add: {relation: {kind: a, source: b, "
                          "target: c, modality: affirmed, while: {}}}}]\n",
    "empty class": BASE + "changes: [{add: {relation: {kind: a, source: b, "
                          "target: {class: {}}, modality: affirmed}}}]\n",
    "evidence without source": BASE + "changes: [{add: {entity: {id: a, "
                               "kind: b, name: {nl: x, en: x}, "
                               "evidence: [{asserted: 2021-11-18}]}}}]\n",
    "query without id": BASE + "queries: [{why: {from: [a], to: [b]}}]\n",
    "query of nothing": BASE + "queries: [{id: q}]\n",
    "two queries in one": BASE + "queries: [{id: q, why: {from: a, to: b}, "
                                 "paths: {from: a, to: b}}]\n",
    "query of no kind": BASE + "queries: [{id: q, guess: {}}]\n",
    "query from nobody": BASE + "queries: [{id: q, why: {to: [b]}}]\n",
    "key of another query": BASE + "queries: [{id: q, why: {from: [a], "
                                   "to: [b], subject: c}}]\n",
    "vector and expression": BASE + "queries: [{id: q, why: {from: a, to: b, "
                                    "vector: c, expression: d}}]\n",
    "two vectors": BASE + "queries: [{id: q, why: {from: a, to: b, "
                          "vector: [c, d]}}]\n",
    "unknown detail": BASE + "queries: [{id: q, matrix: {detail: all}}]\n",
    "unknown weakest": BASE + "queries: [{id: q, list: {weakest: closed}}]\n",
    "max_paths no number": BASE + "queries: [{id: q, list: {max_paths: x}}]\n",
    "compared with nothing": BASE + "queries: [{id: q, compare: {a: x, "
                                    "to: y}}]\n",
    "measures without a goal": BASE + "queries: [{id: q, measures: {from: x, "
                                      "to: y}}]\n",
    "two goals": BASE + "queries: [{id: q, measures: {from: x, to: y, "
                        "goal: {status: blocked, tier: T0}}}]\n",
    "goal that is none": BASE + "queries: [{id: q, measures: {from: x, to: y, "
                                "goal: {status: open}}}]\n",
    "cost below zero": BASE + "queries: [{id: q, measures: {from: x, to: y, "
                              "goal: {tier: T0}, assumed_cost: -1}}]\n",
    "weights of one": BASE + "queries: [{id: q, measures: {from: x, to: y, "
                             "goal: {tier: T0}, weights: {cost: 1}}}]\n",
    "points from nowhere": BASE + "queries: [{id: q, single_points: "
                                  "{to: y}}]\n",
    "results of one variant": QUERY + "expected: \"${x}.json\"\n"
                                      "matrix: {x: [a, b]}\n",
    "organizations that are processes": BASE +
    "queries: [{id: q, matrix: {from: [processes/-], "
    "by_organization: true}}]\n",
    "half a path": QUERY + "assertions: [{query: q, paths: 1.5}]\n",
    "a pair of the whole answer": QUERY + "assertions: [{query: q, from: a, "
                                          "at: /x, equals: y}]\n",
    "cut from nowhere": BASE + "queries: [{id: q, choke_points: {to: y}}]\n",
    "settled to nobody": BASE + "queries: [{id: q, settle: {from: x}}]\n",
    "vector of the record": BASE + "queries: [{id: q, unknowns: "
                                   "{vector: espionage}}]\n",
    "pairs of the record": BASE + "queries: [{id: q, contradictions: "
                                  "{from: x, to: y}}]\n",
    "across no boolean": BASE + "queries: [{id: q, contradictions: "
                                "{across_sources: maybe}}]\n",
    "question no number": BASE + "queries: [{id: q, case: {id: c, "
                                 "questions: [first]}}]\n",
    "assertion of no query": QUERY + "assertions: [{status: open}]\n",
    "assertion of nothing": QUERY + "assertions: [{query: q}]\n",
    "unknown status": QUERY + "assertions: [{query: q, status: closed}]\n",
    "unknown side": QUERY + "assertions: [{query: q, on: both, "
                            "status: open}]\n",
    "change before the changes": QUERY + "assertions: [{query: q, "
                                         "changed: true}]\n",
    "status of the difference": QUERY + "assertions: [{query: q, "
                                "on: difference, status: open}]\n",
    "status and change": QUERY + "assertions: [{query: q, on: difference, "
                                 "changed: true, status: open}]\n",
    "nothing at a place": QUERY + "assertions: [{query: q, at: /a}]\n",
    "a value nowhere": QUERY + "assertions: [{query: q, equals: 1}]\n",
    "no pointer": QUERY + "assertions: [{query: q, at: a, equals: 1}]\n",
    "empty range": QUERY + "assertions: [{query: q, paths: {}}]\n",
    "the same twice": QUERY + "assertions: [{query: q, status: open}, "
                              "{status: open, query: q}]\n",
    "matrix no map": BASE + "matrix: [a]\n",
    "parameter without values": BASE + "matrix: {a: []}\n",
    "value twice": BASE + "matrix: {a: [b, c, b]}\n",
    "parameter of another name": BASE + "matrix: {'a b': [c]}\n",
    "values no texts": BASE + "matrix: {a: [[b]]}\n",
}


class ScenarioSchemaTest(unittest.TestCase):
    def test_is_a_schema(self) -> None:
        jsonschema.Draft7Validator.check_schema(SCHEMA)
        printed = subprocess.run([PROGRAM, "scenario", "schema"],
                                 capture_output=True, check=True).stdout
        self.assertEqual(json.loads(printed), SCHEMA)

    def test_takes_what_is_shipped(self) -> None:
        shipped = sorted((ROOT / "data/scenarios").glob("*.yaml"))
        self.assertGreater(len(shipped), 10)
        for file in shipped:
            self.assertEqual(errors(load(file.read_text("utf-8"))), [], file)

    def test_names_what_it_describes(self) -> None:
        for name, one in SCHEMA["properties"].items():
            described = any("description" in part for part in parts(one))
            self.assertTrue(described, name)

    def test_both_refuse_what_is_broken(self) -> None:
        self.assertEqual(errors(load(QUERY)), [])
        said = read([BASE, QUERY, *BROKEN.values()])
        self.assertEqual(said[:2], [[], []])
        for (name, text), problems in zip(BROKEN.items(), said[2:]):
            self.assertNotEqual(problems, [], f"the reader takes: {name}")
            self.assertNotEqual(errors(load(text)), [],
                                f"the schema takes: {name}")

    def test_both_take_every_key(self) -> None:
        text = EVERY_KEY.read_text("utf-8")
        self.assertEqual(read([text]), [[]])
        self.assertEqual(errors(load(text)), [])

    def test_every_key_of_the_schema_is_there(self) -> None:
        document = load(EVERY_KEY.read_text("utf-8"))
        missing: dict[str, set[str]] = {}
        for at, schema in maps(document, SCHEMA):
            value = document
            for key in at:
                value = value[key]
            # The same part of the schema, wherever it is used.
            for one in parts(schema):
                if "properties" in one:
                    missing.setdefault(json.dumps(one), set(
                        one["properties"])).difference_update(value)
        described = {json.dumps(one) for one in objects(SCHEMA)}
        self.assertEqual(described - set(missing), set())
        # Only one of each can stand in one place.
        alternatives = [{"expression"}, {"vector"}]
        left = [keys for keys in missing.values()
                if keys and keys not in alternatives]
        self.assertEqual(left, [])

    def test_reader_and_schema_know_the_same_keys(self) -> None:
        document = load(EVERY_KEY.read_text("utf-8"))
        places = list(maps(document, SCHEMA))
        self.assertGreater(len(places), 60)
        strange = []
        for at, schema in places:
            if alone(schema):
                strange.append(with_value(document, at, {STRANGE: 1}))
            else:
                strange.append(with_value(document, (*at, STRANGE), 1))
        for (at, schema), problems in zip(places, read(strange)):
            named = [one for one in problems if STRANGE in one]
            if at[-1:] == ("add",):
                known = {"entity", "relation", "measure"}
                self.assertIn("add needs one of entity, relation, measure",
                              problems)
            else:
                self.assertEqual(len(named), 1, f"{at}: {problems}")
                known = set(re.split(", ", re.sub(
                    ".*(it can have|there are) ", "", named[0])))
            self.assertEqual(known, keys(schema), at)
        for one in strange:
            self.assertNotEqual(errors(one), [])

    def test_reader_and_schema_know_the_same_words(self) -> None:
        document = load(EVERY_KEY.read_text("utf-8"))
        places = list(leaves(document, SCHEMA))
        self.assertGreater(len(places), 15)
        cases = [(at, word) for at, words in places
                 for word in (*words, STRANGE)]
        said = read([with_value(document, at, word) for at, word in cases])
        for (at, word), problems in zip(cases, said):
            told = [one for one in problems
                    if re.search("is no |must be|can only be|: on is|detail is",
                                 one)]
            self.assertEqual(bool(told), word == STRANGE,
                             f"{at}: {word}: {problems}")
            listed = [one for one in told if "allowed: " in one]
            for one in listed:
                self.assertEqual(
                    set(one.split("allowed: ")[1].split(", ")),
                    set(dict(places)[at]), at)


def alone(schema: dict[str, Any]) -> bool:
    """Whether such a map has one key only: it says what it is."""
    return any(one.get("maxProperties") == 1 for one in parts(schema))


def objects(schema: Any) -> Iterator[Any]:
    """Every part of the schema that has keys of a scenario."""
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False \
                and "properties" in schema:
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


if __name__ == "__main__":
    unittest.main()
