#!/usr/bin/env python3
"""Makes finland50.json, jyvaskyla5.json and iso_omena.json from the files in data/.

  python3 examples/networks/generate.py            # writes beside this file
  python3 examples/networks/generate.py DIR        # writes into DIR

Plain Python 3.8 or newer, no packages. The same data give the same bytes everywhere.
"""
import os
import sys

sys.dont_write_bytecode = True  # no caches beside the sources
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from generator import finland50, iso_omena, jyvaskyla5, netdoc  # noqa: E402


def main():
    out = sys.argv[1] if len(sys.argv) > 1 else HERE
    os.makedirs(out, exist_ok=True)
    for name, build in (("finland50", lambda: finland50.build()[0]),
                        ("jyvaskyla5", jyvaskyla5.build),
                        ("iso_omena", iso_omena.build)):
        text = netdoc.render(build())
        with open(os.path.join(out, name + ".json"), "w", encoding="utf-8", newline="\n") as f:
            f.write(text)
        print("%s.json: %d bytes" % (name, len(text.encode("utf-8"))))


if __name__ == "__main__":
    main()
