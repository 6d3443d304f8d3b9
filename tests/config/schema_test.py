"""The published JSON Schema says the same as the loader about the shape of a network document.

Every example is valid for both. Then hundreds of small mutations of two examples are judged by
both: what the schema refuses, the loader must refuse, and what the loader refuses by a structural
rule (include/vuoro/config/fault_rules.h), the schema must refuse. Loader faults of other kinds
(references, dates, arithmetic) are none of the schema's business.

usage: schema_test.py SOURCE_DIR DOCUMENT_PROBE
"""
import copy
import glob
import json
import os
import random
import re
import subprocess
import sys
import unittest

import jsonschema

SOURCE, PROBE = sys.argv[1:3]
SEED = 20260302
MUTATIONS = 250  # of each example


def rule_kinds():
    with open(f"{SOURCE}/include/vuoro/config/fault_rules.h", encoding="utf-8") as file:
        text = file.read()
    return {token: kind for token, kind in re.findall(r'X\(\w+, "(\w+)", (\w+)\)', text)}


def paths(value, path=()):
    """Every place of a document, the top excluded."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in list(items):
        yield path + (key,)
        if isinstance(child, (dict, list)):
            yield from paths(child, path + (key,))


STRANGE = [None, True, False, 0, 1, -1, 7, 45, 1.5, 2.0, 10**6, 2**70, "", "*", "mon", "fri-mon", "9:00",
           "24:00", "07:15", "2026-03-02", "2026-3-2", "on_site", "ngo", "Big Id", "å", "x" * 5000, [], {},
           [[]], ["fi", "fi"], ["mon", "tue"], {"fi": "a"}, {"FI": "a"}, {"agency": "kela"}]


def mutated(document, draw):
    """One change at a random place: removed, replaced, added, copied from elsewhere, or renamed."""
    document = copy.deepcopy(document)
    everywhere = list(paths(document))
    path = draw.choice(everywhere)
    parent = document
    for key in path[:-1]:
        parent = parent[key]
    key = path[-1]
    kind = draw.randrange(6)
    if kind == 0:
        del parent[key]
    elif kind in (1, 2):
        parent[key] = draw.choice(STRANGE)
    elif kind == 3:
        other = document
        for step in draw.choice(everywhere):
            other = other[step]
        parent[key] = copy.deepcopy(other)
    elif isinstance(parent, dict):
        words = sorted({p[-1] for p in everywhere if isinstance(p[-1], str)}) + ["unknown"]
        parent[draw.choice(words)] = draw.choice(STRANGE) if kind == 4 else parent[key]
    else:
        parent.insert(key, copy.deepcopy(parent[key]) if kind == 4 else draw.choice(STRANGE))
    return document


def loader_verdicts(documents):
    """The error rules of each document, by the loader."""
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    run = subprocess.run([PROBE, "--lines"], input=lines, capture_output=True, text=True, check=True)
    verdicts = [set() if line == "ok" else set(line.split()) for line in run.stdout.splitlines()]
    assert len(verdicts) == len(documents)
    return verdicts


class SchemaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(f"{SOURCE}/docs/network.schema.json", encoding="utf-8") as file:
            cls.schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(cls.schema)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)
        cls.kinds = rule_kinds()
        cls.examples = {}
        for name in sorted(glob.glob(f"{SOURCE}/examples/networks/*.json")):
            with open(name, encoding="utf-8") as file:
                cls.examples[os.path.basename(name)] = json.load(file)

    def test_every_example_is_valid(self):
        self.assertIn("minimal.json", self.examples)
        for name, document in self.examples.items():
            error = jsonschema.exceptions.best_match(self.validator.iter_errors(document))
            self.assertIsNone(error, f"{name}: {error}")

    def test_every_example_loads_without_warnings(self):
        # Only the one that uses every key is meant to have some.
        for name in self.examples:
            run = subprocess.run([PROBE, f"{SOURCE}/examples/networks/{name}"], capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stdout)
            if name != "every_key.json":
                self.assertEqual(len(run.stdout.splitlines()), 1, run.stdout)

    def test_the_docs_begin_with_the_minimal_example(self):
        with open(f"{SOURCE}/docs/network.md", encoding="utf-8") as docs:
            block = docs.read().split("```json\n", 1)[1].split("```", 1)[0]
        with open(f"{SOURCE}/examples/networks/minimal.json", encoding="utf-8") as file:
            self.assertEqual(block, file.read())

    def test_every_key_uses_every_key(self):
        used = {step for path in paths(self.examples["every_key.json"]) for step in path if isinstance(step, str)}
        named = set()
        for part in [self.schema] + list(self.schema["$defs"].values()):
            stack = [part]
            while stack:
                value = stack.pop()
                if isinstance(value, dict):
                    if isinstance(value.get("properties"), dict) and "additionalProperties" in value:
                        named |= set(value["properties"])
                    stack += [child for key, child in value.items() if key not in ("if", "$defs")]
                elif isinstance(value, list):
                    stack += value
        self.assertEqual(named - used, set())

    def test_bad_documents_are_not(self):
        minimal = self.examples["minimal.json"]
        changes = [
            lambda d: d.pop("vuoro"), lambda d: d.update(vuoro=2), lambda d: d.update(extra=1),
            lambda d: d["agencies"][0].update(kind="club"), lambda d: d["agencies"][0].pop("name"),
            lambda d: d["services"][0].update(duration_min=0), lambda d: d["services"][0].update(id="A b"),
            lambda d: d["services"][0].update(duration_min={"on_site": 5}, modes=["phone"]),
            lambda d: d["offices"][0].update(counters=-1), lambda d: d["offices"][0].update(kind="mobile"),
            lambda d: d["offices"][0]["hours"][0].update(days="mon-fry"),
            lambda d: d["offices"][0]["hours"][0].update(**{"from": "24:00"}),
            lambda d: d["offices"][0]["hours"][0].update(every_weeks=2),
            lambda d: d["offices"][0].update(exceptions=[{"date": "2026-01-01"}]),
            lambda d: d["offers"][0].pop("office"), lambda d: d["offers"][0].update(mode="video"),
            lambda d: d.update(people=[{"id": "x", "role": "official"}]),
            lambda d: d.update(queues=[{"id": "q", "agency": "town", "office": "*", "private": True, "first": 5}]),
            lambda d: d.update(languages=[]), lambda d: d.update(quantum_min=7),
        ]
        for number, change in enumerate(changes):
            document = copy.deepcopy(minimal)
            change(document)
            self.assertFalse(self.validator.is_valid(document), f"change {number}: {document}")

    def test_loader_and_schema_agree_on_mutations(self):
        draw = random.Random(SEED)
        documents = [mutated(self.examples[name], draw)
                     for name in ("minimal.json", "every_key.json") for _ in range(MUTATIONS)]
        refused = 0
        for document, rules in zip(documents, loader_verdicts(documents)):
            valid = self.validator.is_valid(document)
            structural = {rule for rule in rules if self.kinds[rule] == "Structural"}
            refused += not valid
            if valid == bool(structural):
                errors = [f"{error.json_path}: {error.message[:200]}"
                          for error in self.validator.iter_errors(document)]
                text = json.dumps(document, ensure_ascii=False)
                self.fail(f"loader says {sorted(rules)}, schema says {errors}\n{text}")
        # Both kinds must be there, or the comparison says nothing.
        self.assertGreater(refused, MUTATIONS // 4)
        self.assertLess(refused, 2 * MUTATIONS - MUTATIONS // 8)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
