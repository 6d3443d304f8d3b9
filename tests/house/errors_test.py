#!/usr/bin/env python3
"""Holds docs/errors.md and the reason tokens of vuoro/base/reason.h together.

With --update, rewrites the table of docs/errors.md from reason.h.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADER = ROOT / "include/vuoro/base/reason.h"
PAGE = ROOT / "docs/errors.md"

SECTION = re.compile(r"/\*\s*([^*]+?)\s*\*/\s*\\$")
ROW = re.compile(r'X\((\w+),\s*"(\w+)",\s*k(\w+),\s*"((?:[^"\\]|\\.)*)"\)')


def logical_lines(text):
    """The lines of the X-macro; a row that clang-format broke in two is made whole again."""
    pending = ""
    for line in text.splitlines():
        body = line.rstrip("\\").strip()
        if pending:
            body = pending + " " + body
        pending = body if body.startswith("X(") and not body.endswith(")") else ""
        if not pending:
            yield body, line


def screaming(camel):
    """InvalidArgument -> INVALID_ARGUMENT, the name of the code in C."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", camel).upper()


def expected_table(text):
    """The tables of docs/errors.md as reason.h has them, and the number of rows."""
    start = text.index("#define VUORO_REASONS(X)")
    macro = text[start:text.index("\nnamespace vuoro {", start)]
    out, rows = [], 0
    for body, line in list(logical_lines(macro))[1:]:
        section = SECTION.search(line)
        if section:
            out += ["", f"### {section.group(1).rstrip('.')}", "",
                    "| token | code | what to do |", "|---|---|---|"]
        for _, token, code, advice in ROW.findall(body):
            out.append(f"| `{token}` | `{screaming(code)}` | {advice} |")
            rows += 1
    calls = len(re.findall(r"\bX\(\w+, *", macro))
    if rows == 0 or rows != calls:
        raise SystemExit(f"reason.h has {calls} rows and {rows} could be read")
    return out, rows


def main():
    table, rows = expected_table(HEADER.read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    head, mark, _ = page.partition("<!-- the list -->\n")
    if not mark:
        raise SystemExit("docs/errors.md has no '<!-- the list -->' line")
    wanted = head + mark + "\n".join(table) + "\n"
    if "--update" in sys.argv:
        PAGE.write_text(wanted, encoding="utf-8")
        print(f"{rows} tokens written")
        return 0
    if page == wanted:
        print(f"{rows} tokens agree")
        return 0
    have = set(page.splitlines())
    for line in table:
        if line and line not in have:
            print(f"docs/errors.md lacks: {line}")
    for line in page[len(head) + len(mark):].splitlines():
        if line and line not in table:
            print(f"reason.h lacks: {line}")
    print("run: python3 tests/house/errors_test.py --update")
    return 1


if __name__ == "__main__":
    sys.exit(main())
