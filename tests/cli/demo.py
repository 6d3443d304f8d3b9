"""Runs `vuoro demo` twice with one seed: nothing is lost, and both runs tell the same story."""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def run(program, folder):
    done = subprocess.run(
        [program, "demo", "--out", "out", "--steps", "3000", "--network",
         str(ROOT / "examples" / "networks" / "finland50.json")],
        cwd=folder, text=True, capture_output=True, timeout=900, check=False)
    if done.returncode != 0:
        sys.exit(f"exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout, (pathlib.Path(folder) / "out" / "report.html").read_text()


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    runs = []
    for _ in range(2):
        with tempfile.TemporaryDirectory(prefix="vuoro-demo-") as folder:
            runs.append(run(program, folder))
    told, page = runs[0]
    for words in ("SIGKILL", "0 of ", "the same before and after", "again, and no second one",
                  "interpreter", "verified"):
        if words not in told:
            sys.exit(f"the story lacks \"{words}\"\n{told}")
    if runs[0] != runs[1]:
        sys.exit(f"the same seed told two stories:\n{runs[0][0]}\n{runs[1][0]}")
    for section in ("steps", "waits", "crash", "office-kerava", "booths"):
        if not re.search(f'<section id="{section}">', page):
            sys.exit(f"the report lacks #{section}")
    if re.search(r"https?://|<script", page):
        sys.exit("the report reaches out")


if __name__ == "__main__":
    main()
