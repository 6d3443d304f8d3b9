#!/usr/bin/env python3
"""Holds the table of docs/events.md and the event structs of the headers together.

With --update, rewrites the table from the headers.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/events.md"
HEADERS = ("include/vuoro/journal/event.h", "include/vuoro/appointment/events.h",
           "include/vuoro/queue/events.h")
MARK = "<!-- the table -->\n"

STRUCT = re.compile(r"^struct (\w+)(?: : (\w+))? \{(.*?)^\};", re.S | re.M)


def events():
    """(type, version, fields) of every event struct, in the order of the headers."""
    fields_of, rows = {}, []
    for header in HEADERS:
        for name, base, body in STRUCT.findall((ROOT / header).read_text(encoding="utf-8")):
            fields = fields_of.get(base, []) + re.findall(r'visit\("(\w+)"', body)
            fields_of[name] = fields
            kind = re.search(r'kType = "([\w.]+)"', body)
            version = re.search(r"kVersion = (\d+)", body)
            if kind:
                rows.append((kind.group(1), version.group(1) if version else "1", fields))
    return rows


def variant_size():
    text = (ROOT / HEADERS[0]).read_text(encoding="utf-8")
    body = re.search(r"using Event = std::variant<(.*?)>;", text, re.S).group(1)
    return len(re.sub(r"//[^\n]*", "", body).split(","))


def table(rows):
    lines = ["| type | version | payload |", "|---|---|---|"]
    for kind, version, fields in rows:
        lines.append(f"| `{kind}` | {version} | {', '.join(f'`{field}`' for field in fields)} |")
    return "\n".join(lines) + "\n"


def main():
    rows = events()
    text = PAGE.read_text(encoding="utf-8")
    head, _, old = text.partition(MARK)
    if sys.argv[1:] == ["--update"]:
        PAGE.write_text(head + MARK + "\n" + table(rows), encoding="utf-8")
        old = "\n" + table(rows)
    faults = []
    if old.strip() != table(rows).strip():
        faults.append("docs/events.md is stale: run python3 tests/house/events_test.py --update")
    if len(rows) != variant_size():
        faults.append(f"{len(rows)} event structs, {variant_size()} in the variant")
    print(f"{len(rows)} events")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
