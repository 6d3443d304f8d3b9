"""Runs the program as people do: golden output, exit codes and usage errors of every command.

usage: cli.py VUORO [--update]      --update writes the golden files anew
"""
import difflib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
NETWORKS = HERE.parent.parent / "examples" / "networks"
GOLDEN = HERE / "golden"
NOW = ["--now", "2026-03-03T07:00:00Z", "--entropy", "7"]


class Cli:
    """The program in a folder of its own; texts that differ between runs are made alike."""

    def __init__(self, program, update):
        self.program = str(pathlib.Path(program).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vuoro-cli-"))
        self.update = update
        self.faults = []
        shutil.copy(NETWORKS / "minimal.json", self.folder)
        shutil.copy(NETWORKS / "jyvaskyla5.json", self.folder)

    def run(self, *words, code=0):
        done = subprocess.run([self.program, *map(str, words)], cwd=self.folder, text=True,
                              capture_output=True, timeout=600, check=False)
        if done.returncode != code:
            self.fault(f"{' '.join(map(str, words))}: exit code {done.returncode}, not {code}\n"
                       f"{done.stdout}{done.stderr}")
        return done

    def store(self, *words, code=0):
        return self.run(*words, "--db", "town.db", *NOW, code=code)

    def fault(self, text):
        self.faults.append(text)

    def expect(self, condition, text):
        if not condition:
            self.fault(text)

    def golden(self, name, text):
        path = GOLDEN / f"{name}.txt"
        if self.update:
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(text)
            return
        wanted = path.read_text() if path.exists() else ""
        if text != wanted:
            self.fault("".join(difflib.unified_diff(
                wanted.splitlines(True), text.splitlines(True), f"golden/{name}.txt", "now")))


def both(done):
    """What the program printed on either stream."""
    return done.stdout + done.stderr


def without_ids(text):
    """Ids, hashes and sizes are a matter of the journal, not of the program's words."""
    text = re.sub(r"\b[0-9a-f]{32,64}\b", "HASH", text)
    text = re.sub(r"\b\d{15,16}\b", "ID", text)
    return text


def test_holidays(cli):
    cli.golden("holidays_2026", cli.run("holidays", "2026").stdout)
    lines = cli.run("holidays", "2025-2027").stdout.splitlines()
    cli.expect(len(lines) == 39, f"three years have 39 public holidays, not {len(lines)}")
    cli.expect("2025-04-20 Easter Sunday" in lines, "Easter of 2025")
    for bad in ("26x", "2026-2025", "1700", "2026-"):
        cli.expect("[bad_argument]" in cli.run("holidays", bad, code=2).stderr, bad)


def test_check(cli):
    cli.golden("check_ok", both(cli.run("check", "minimal.json", "jyvaskyla5.json")))
    text = (cli.folder / "minimal.json").read_text()
    (cli.folder / "bad.json").write_text(text.replace('"counters"', '"countres"')
                                         .replace('"hall", "service"', '"hell", "service"'))
    done = cli.run("check", "minimal.json", "bad.json", code=1)
    cli.golden("check_faults", done.stderr + done.stdout)
    cli.expect("[bad_argument]" in cli.run("check", "none.json", code=2).stderr, "missing file")
    (cli.folder / "cut.json").write_text(text[:100])
    cli.expect("[bad_json]" in cli.run("check", "cut.json", code=1).stderr, "cut file")


def test_usage(cli):
    told = ""
    for words in (["chek"], ["ticket", "isue"], ["ticket"], ["plan"], ["plan", "a", "b"],
                  ["check", "--jsom"], ["check", "-x"], ["slots", "--db"], ["slots"],
                  ["slots", "--db", "town.db", "--db", "x"], ["status", "--db=a", "b"],
                  ["plan", "minimal.json", "--seconds", "1", "--steps", "5"],
                  ["plan", "minimal.json", "--monday", "2026-03-03"],
                  ["plan", "minimal.json", "--threads", "9"],
                  ["plan", "minimal.json", "--format", "xml"],
                  ["status", "--db", "town.db", "--json=1"]):
        told += f"$ vuoro {' '.join(words)}\n" + both(cli.run(*words, code=2))
    cli.golden("usage", told)
    cli.run(code=2)
    cli.golden("help", cli.run("--help").stdout)
    for command in ("plan", "book", "ticket issue", "demo"):
        done = cli.run(*command.split(), "--help")
        cli.golden("help_" + command.replace(" ", "_"), done.stdout)
        cli.expect("--entropy" not in done.stdout, "hidden options stay hidden")
    cli.expect(re.fullmatch(r"vuoro \d+\.\d+\.\d+\n", cli.run("--version").stdout), "--version")


def test_plan(cli):
    words = ["plan", "jyvaskyla5.json", "--monday", "2026-03-02", "--steps", "3000"]
    done = cli.run(*words, "--out", "plan.json", "--html", "plan.html")
    check_table(cli, done.stdout)
    cli.golden("plan_nothing", cli.run("plan", "minimal.json", "--monday", "2026-03-02", "--steps",
                                       "10").stdout)
    cli.expect("cost" in done.stderr and "bound" in done.stderr, "progress on standard error")
    again = cli.run(*words, "--format", "json").stdout
    cli.expect(again == (cli.folder / "plan.json").read_text(), "the same seed, another plan")
    plan = json.loads(again)
    cli.expect(0 <= plan["bound"] <= plan["cost"], "bound over cost")
    check_page(cli, (cli.folder / "plan.html").read_text(), "en", plan)
    for language in ("fi", "sv"):
        cli.run(*words, "--language", language, "--html", "page.html", "--format", "none")
        check_page(cli, (cli.folder / "page.html").read_text(), language, plan)
    check_replan(cli, words, plan)
    (cli.folder / "bad.json").write_text("{}")
    cli.run("plan", "bad.json", code=1)
    cli.expect("did you mean" in cli.run(*words, "--office", "korpilahtii", code=1).stderr,
               "office misspelt")


def test_plan_cycle(cli):
    """Thin demand: the longer the cycle, the less four weeks cost; every duty has its week."""
    villages = json.loads((NETWORKS / "villages.json").read_text())
    costs = {}
    for weeks in (1, 2, 4):
        villages["planning"]["cycle_weeks"] = weeks
        (cli.folder / "villages.json").write_text(json.dumps(villages))
        plan = json.loads(cli.run("plan", "villages.json", "--monday", "2026-03-02", "--steps", "8000",
                                  "--format", "json", "--out", f"cycle{weeks}.json").stdout)
        costs[weeks] = plan["cost"] * 4 // weeks
        cli.expect(plan.get("cycle_weeks", 1) == weeks, f"cycle_weeks of {weeks}: {plan}")
        cli.expect(all(0 <= duty.get("week", 0) < weeks for duty in plan["field"]), f"weeks: {plan}")
        border = [duty for duty in plan["field"] if duty["office"] == "border"]
        cli.expect(len(border) == (0 if weeks == 1 else 1), f"border in {weeks} weeks: {border}")
        cli.run("plan", "check", "villages.json", f"cycle{weeks}.json")
    cli.expect(costs[1] > costs[2] > costs[4], f"costs: {costs}")
    text = cli.run("plan", "villages.json", "--monday", "2026-03-02", "--steps", "8000", "--html",
                   "cycle.html").stdout
    cli.expect("cycle of 4 weeks from the week of 2026-03-02" in text and " in 4 weeks: " in text,
               f"words: {text}")
    cli.expect("week" in text.split("\n")[2].split(), f"heading: {text}")
    villages["agreements"][0].update(min_visits=2)
    villages["people"][0]["max_field_days"] = 1
    (cli.folder / "villages.json").write_text(json.dumps(villages))
    told = cli.run("plan", "villages.json", "--monday", "2026-03-02", "--steps", "100", "--explain",
                   code=1).stdout
    cli.expect("at least 8 times in 4 weeks" in told and "at most 1 a week" in told, told)
    text = cli.run("plan", "diff", "cycle1.json", "cycle4.json").stdout
    duties = json.loads((cli.folder / "cycle4.json").read_text())["field"]
    for week in {duty.get("week", 0) + 1 for duty in duties}:
        cli.expect(f"week {week} " in text, f"week {week}: {text}")
    same = cli.run("plan", "diff", "cycle4.json", "cycle4.json").stdout
    cli.expect("0 moved, 0 added, 0 removed" in same, f"the same cycle: {same}")


def test_plan_diff(cli):
    """Every duty of both plans is kept, moved, or on one side only."""
    before = json.loads((cli.folder / "plan.json").read_text())
    after = json.loads(json.dumps(before))
    moved = after["field"][0]
    moved["from_min"], moved["to_min"] = moved["from_min"] + 30, moved["to_min"] + 30
    gone = after["field"].pop()
    after["video"].append({**after["video"][0], "office": gone["office"], "weekday": 6})
    after["cost"] += 250
    (cli.folder / "after.json").write_text(json.dumps(after))
    found = json.loads(cli.run("plan", "diff", "plan.json", "after.json", "--json").stdout)
    cli.expect(found["cost"] == 250, f"cost {found['cost']}")
    for name, old, new in (("visits", before["field"], after["field"]),
                           ("video", before["video"], after["video"])):
        counts = found[name]
        cli.expect(counts["kept"] + counts["moved"] + counts["removed"] == len(old), str(counts))
        cli.expect(counts["kept"] + counts["moved"] + counts["added"] == len(new), str(counts))
    changes = {(c["change"], c["by"]) for c in found["changes"]}
    cli.expect({("moved", "visit"), ("removed", "visit")} <= changes, str(changes))
    text = cli.run("plan", "diff", "plan.json", "after.json").stdout
    cli.expect(f"{found['visits']['kept']} kept" in text and ": +250" in text, text)
    same = cli.run("plan", "diff", "plan.json", "plan.json").stdout
    cli.expect(f"{len(before['field'])} kept, 0 moved, 0 added, 0 removed" in same, same)
    cli.run("plan", "diff", "plan.json", code=2)
    cli.run("plan", "diff", "plan.json", "none.json", code=2)
    cli.run("plan", "diff", "plan.json", "minimal.json", code=2)
    cli.run("plan", "diff", "plan.json", "after.json", "plan.json", code=2)


def test_plan_check(cli):
    """A plan of the planner keeps every agreement; without its visits it does not."""
    network = json.loads((cli.folder / "jyvaskyla5.json").read_text())
    least = [a for a in network["agreements"] if a.get("min_visits", 0) > 0]
    rows = json.loads(cli.run("plan", "check", "jyvaskyla5.json", "plan.json", "--json").stdout)
    plan = json.loads((cli.folder / "plan.json").read_text())
    cli.expect(sum(r["visits"] for r in rows) == len(plan["field"]), f"visits: {rows}")
    cli.expect({r["verdict"] for r in rows} == {"kept"}, f"not kept: {rows}")
    (cli.folder / "empty.json").write_text(json.dumps({**plan, "field": []}))
    text = cli.run("plan", "check", "jyvaskyla5.json", "empty.json", code=1 if least else 0).stdout
    cli.expect(text.count("too few") >= len(least) > 0, f"{len(least)} agreements with a least: {text}")
    (cli.folder / "twice.json").write_text(json.dumps({**plan, "field": plan["field"] * 9}))
    cli.expect("too many" in cli.run("plan", "check", "jyvaskyla5.json", "twice.json",
                                     code=1).stdout, "nine times the visits")
    cli.run("plan", "check", "minimal.json", "plan.json", code=2)
    cli.run("plan", "check", "jyvaskyla5.json", "plan.json", "--monday", "2026-03-03", code=2)


def test_plan_euros(cli):
    """A document with rates: the same sums in the text, the page, the plan and the comparison."""
    network = json.loads((cli.folder / "jyvaskyla5.json").read_text())
    network["planning"] = {**network.get("planning", {}),
                           "rates": {"away_hour_cents": 4000, "drive_minute_cents": 31,
                                     "booth_hour_cents": 777, "interpreter_hour_cents": 9000}}
    (cli.folder / "rated.json").write_text(json.dumps(network))
    words = ["plan", "rated.json", "--monday", "2026-03-02", "--steps", "1500", "--threads", "1"]
    text = cli.run(*words, "--out", "rated-plan.json", "--html", "rated.html").stdout
    plan = json.loads((cli.folder / "rated-plan.json").read_text())
    rows = plan["expenses"]
    cents = sum(row[key] for row in rows for key in row if key.endswith("_cents"))
    minutes = sum(duty["to_min"] - duty["from_min"] for duty in plan["video"])
    cli.expect(sum(row["booth_min"] for row in rows) == minutes, f"{minutes} of video: {rows}")
    sat = sum(duty["to_min"] - duty["from_min"] for duty in plan["field"])
    cli.expect(sum(row["away_min"] for row in rows) >= sat > 0, f"{sat} of visits: {rows}")
    euros = f"{cents // 100:,}.{cents % 100:02}".replace(",", " ")
    cli.expect(re.search(rf"^all .* {re.escape(euros)}$", text, re.M), f"{euros} in {text}")
    cli.expect(euros in (cli.folder / "rated.html").read_text(), f"{euros} on the page")
    again = json.loads(json.dumps(plan))
    again["expenses"][0]["away_cents"] += 150
    (cli.folder / "dearer.json").write_text(json.dumps(again))
    found = json.loads(cli.run("plan", "diff", "rated-plan.json", "dearer.json", "--json").stdout)
    cli.expect(found["cents"] == 150 and len(found["expenses"]) == len(rows), f"{found}")
    text = cli.run("plan", "diff", "rated-plan.json", "dearer.json").stdout
    cli.expect(text.count("+1.50") == 2, text)
    cli.expect("euros" not in cli.run("plan", "diff", "plan.json", "plan.json").stdout, "no rates")


def check_replan(cli, words, plan):
    """Somebody falls ill: he stays at home, and little else changes."""
    ill = plan["field"][0]
    lost = {"absent": [{"person": ill["person"], "weekday": ill["weekday"]}], "closed": [],
            "lost_counters": []}
    (cli.folder / "ill.json").write_text(json.dumps(lost))
    keep = ["--baseline", "plan.json", "--format", "json"]
    after = json.loads(cli.run(*words, *keep, "--disruption", "ill.json").stdout)
    cli.expect(not any(duty["person"] == ill["person"] and duty["weekday"] == ill["weekday"]
                       for duty in after["field"] + after["video"]), "the absent work")
    gone = [duty for duty in plan["field"] if duty["person"] == ill["person"]
            and duty["weekday"] == ill["weekday"]]
    kept = [duty for duty in after["field"] if duty in plan["field"]]
    cli.expect(len(kept) >= len(plan["field"]) - 2 * len(gone), "a re-plan changes too much")
    same = cli.run(*words, "--baseline", "plan.json").stdout
    cli.expect(f"{len(plan['field'])} visits kept, 0 removed, 0 added" in same, "nothing fell away")
    lost["absent"][0]["person"] = "nobody"
    (cli.folder / "ill.json").write_text(json.dumps(lost))
    cli.expect("/absent/0/person" in cli.run(*words, *keep, "--disruption", "ill.json",
                                             code=1).stderr, "an unknown person")


def test_decisions(cli):
    """The page's first command, with its file; then decisions that cannot be."""
    page = (HERE.parent.parent / "docs" / "deciding.md").read_text()
    command, listed = (re.search(f"```{kind}\n(.*?)```", page, re.S).group(1) for kind in ("sh", "json"))
    cli.expect(listed == (NETWORKS.parent / "decisions.json").read_text(), "the page shows its file")
    (cli.folder / "decisions.json").write_text(listed)
    words = [word.split("/")[-1] for word in command.split()[1:]]
    text = cli.run(*words).stdout
    for told in ("What was decided", "kela.1, ", "10:00-12:00", "kept", "preferences -"):
        cli.expect(told in text, f"not told: {told}\n{text}")
    done = json.loads(cli.run(*words, "--format", "json", "--out", "decided.json").stdout)
    pin, forbid, free, prefer, against = done["decisions"]
    field, video = done["plan"]["field"], done["plan"]["video"]
    cli.expect(pin["kept"] and any(
        d["person"] == "kela.1" and d["office"] == "korpilahti" and d["weekday"] == 3
        and d["from_min"] <= 600 and d["to_min"] >= 720 for d in field), f"the pin: {field}")
    cli.expect(forbid["visits"] == 0 and not any(
        d["office"] == "huhtasuo" and d["weekday"] == 4 for d in field), f"the forbid: {field}")
    cli.expect(free["visits"] == 0 and not any(
        d["person"] == "kela.2" and d["weekday"] == 0 for d in field + video), f"the free day: {field}")
    cli.expect(prefer["visits"] > 0 and prefer["cost"] == -60 * prefer["visits"], str(prefer))
    cli.expect(against["visits"] == sum(d["weekday"] == 2 for d in field), str(against))
    cli.expect(done["preference"] == prefer["cost"] + against["cost"], str(done["preference"]))
    kept = json.loads((cli.folder / "decided.json").read_text())
    cli.expect(kept == done["plan"] and "decisions" not in kept, "a plan keeps nothing of decisions")

    network = json.loads((cli.folder / "jyvaskyla5.json").read_text())
    network.setdefault("planning", {})["decisions"] = json.loads(listed)
    (cli.folder / "decided_network.json").write_text(json.dumps(network))
    same = json.loads(cli.run("plan", "decided_network.json", *words[2:words.index("--decisions")],
                              "--format", "json").stdout)
    cli.expect(same["plan"] == done["plan"], "in the document they mean the same")
    cli.expect(same["decisions"][2]["path"] == "/planning/decisions/2", str(same["decisions"]))

    def refused(decisions, *more, code=1):
        (cli.folder / "decisions.json").write_text(json.dumps(decisions))
        return cli.run(*words, *more, code=code)
    never = {"decide": "pin", "person": "kela.1", "office": "korpilahti", "weekday": "tue"}
    error = refused([never]).stderr
    cli.expect("rule C2" in error and "[infeasible]" in error and "/0" in error, error)
    error = refused([{"decide": "pin", "person": "kela.9", "worth": 3}], code=2).stderr
    cli.expect('there is no person "kela.9"' in error and "bad_decision" in error, error)
    both = [{"decide": "pin", "person": "kela.1", "office": o, "weekday": "thu", "from": "10:00", "to": "13:00"}
            for o in ("korpilahti", "keskusta")]
    why = refused(both, "--explain").stdout
    cli.expect(why.count("pinned: kela.1") == 2 and "/1" in why, why)


def test_explain(cli):
    """What is unmet, what would help, and what excludes what: as text, JSON and page."""
    week = ["--monday", "2026-03-02", "--steps", "1000", "--threads", "1", "--explain", "--remedies", "2"]
    network = json.loads((cli.folder / "jyvaskyla5.json").read_text())
    for line in network["demand"]:
        line["half_hours"] *= 4
    (cli.folder / "busy.json").write_text(json.dumps(network))
    words = ["plan", "busy.json", *week]
    text = cli.run(*words, "--html", "why.html").stdout
    page = (cli.folder / "why.html").read_text()
    for told in ("Why half hours are unmet", "One change that would save most"):
        cli.expect(told in text and f"<h2>{told}</h2>" in page, f"not told: {told}")
    done = json.loads(cli.run(*words, "--format", "json").stdout)
    why = done["explanation"]
    cli.expect(why["cost"] <= done["plan"]["cost"], "the base of the remedies costs no more")
    cli.expect(why["unmet"] and all(line["lacks"] and line["unmet"] > 0 for line in why["unmet"]),
               "every unmet line lacks something")
    cli.expect(len(why["remedies"]) == 2 and
               all(0 <= one["certain"] <= one["gain"] and one["path"] for one in why["remedies"]),
               f"remedies: {why['remedies']}")
    for language, told in (("fi", "Miksi puolituntisia"), ("sv", "Varför halvtimmar")):
        cli.run(*words, "--language", language, "--html", "why.html", "--format", "none")
        cli.expect(told in (cli.folder / "why.html").read_text(), f"the page in {language}")

    agreed = next(i for i, one in enumerate(network["agreements"]) if one.get("max_visits"))
    network["agreements"][agreed].update(min_visits=100, max_visits=100)
    (cli.folder / "greedy.json").write_text(json.dumps(network))
    words[1] = "greedy.json"
    refused = cli.run(*words, code=1)
    cli.expect("[infeasible]" in refused.stderr, refused.stderr)
    cli.expect(f"/agreements/{agreed}/min_visits" in refused.stdout, refused.stdout)
    why = json.loads(cli.run(*words, "--format", "json", code=1).stdout)
    cli.expect(why["infeasible"] == "proven" and why["minimal"], f"proven: {why}")
    cli.expect(why["conflict"][0]["rule"] == "least_visits" and why["conflict"][0]["limit"] == 100,
               f"the greedy agreement: {why['conflict']}")


def listens(pid, number):
    """Whether the process has a handler for a signal, as Linux says."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"^SigCgt:\s*(\w+)", status, re.M).group(1), 16) >> (number - 1) & 1


def test_explain_written(cli):
    """A plan that was written down, and Ctrl-C while changes are tried."""
    cli.run("plan", "busy.json", "--monday", "2026-03-02", "--steps", "400", "--threads", "1",
            "--out", "week.json", "--format", "none")
    plan = json.loads((cli.folder / "week.json").read_text())
    words = ["plan", "explain", "busy.json", "week.json"]
    why = json.loads(cli.run(*words, "--remedies", "2", "--json").stdout)
    cli.expect(why["complete"] and why["cost"] <= plan["cost"], f"explained: {why['cost']}")
    cli.expect(why["unmet"] and all(one["gain"] > 0 for one in why["remedies"]), "unmet and remedies")
    text = cli.run(*words, "--remedies", "1", "--language", "fi").stdout
    cli.expect("Miksi puolituntisia" in text, text)

    wrong = json.loads(json.dumps(plan))
    wrong["field"][0]["person"] = "nobody"
    (cli.folder / "wrong.json").write_text(json.dumps(wrong))
    words[3] = "wrong.json"
    cli.expect("/field/0/person" in cli.run(*words, code=2).stderr, "an unknown person")
    wrong["field"][0] = dict(plan["field"][0], from_min=0, to_min=30)
    (cli.folder / "wrong.json").write_text(json.dumps(wrong))
    cli.expect("[bad_plan]" in cli.run(*words, code=2).stderr, "a time at which nobody works")

    for words in (["plan", "explain", "busy.json", "week.json", "--remedies", "100", "--json"],
                  ["plan", "busy.json", "--monday", "2026-03-02", "--steps", "400", "--explain",
                   "--remedies", "100", "--format", "json"]):
        child = subprocess.Popen([cli.program, *words], cwd=cli.folder, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        began = time.monotonic()
        while not listens(child.pid, signal.SIGINT) and time.monotonic() - began < 60:
            time.sleep(0.01)
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        out, told = child.communicate(timeout=60)
        cli.expect(child.returncode == 0 and "not every change was tried" in told, f"told: {told}")
        cli.expect(time.monotonic() - began < 20, "the interrupt was not heard")
        done = json.loads(out)
        cli.expect(not done.get("explanation", done)["complete"], "not all of it")


def check_table(cli, text):
    """Columns stand under their headings, whatever week the planner finds."""
    lines = text.splitlines()
    cli.expect(lines[0].endswith("week of 2026-03-02"), lines[0])
    starts = [m.start() for m in re.finditer(r"-+", lines[3])]
    body = lines[4:lines.index("", 4)]
    cli.expect(len(starts) == 6 and body, f"six columns: {lines[3]}")
    for line in body:
        cli.expect(all(line[start - 1] == " " and line[start] != " " for start in starts[1:]),
                   f"out of line: {line}")
    cli.expect(re.search(r"^cost [\d ]+: \d+ half hours unmet", text, re.M), "the cost line")


def check_page(cli, page, language, plan):
    """Self-contained, in its language, and everybody is on it; report_test.py reads the rest."""
    cli.expect(f'<html lang="{language}">' in page, f"lang of the {language} page")
    for outside in ("http://", "https://", "<script", "@import", "url(h"):
        cli.expect(outside not in page, f"the page reaches out: {outside}")
    for duty in plan["field"] + plan["video"]:
        for part in (f"office-{duty['office']}", f"official-{duty['person']}"):
            cli.expect(f'<section id="{part}"' in page, f"the page lacks {part}")


def test_import(cli):
    network = json.loads((cli.folder / "jyvaskyla5.json").read_text())
    line = network["demand"][0]
    (cli.folder / "demand.csv").write_text(
        f"agency;office;half_hours\n{line['agency']};{line['office']};7\n")
    words = ["import", "jyvaskyla5.json", "--out", "new.json"]
    done = cli.run(*words, "--demand", "demand.csv")
    cli.expect("imported demand" in done.stderr, done.stderr)
    made = json.loads((cli.folder / "new.json").read_text())
    cli.expect([d["half_hours"] for d in made["demand"]] == [7], str(made["demand"]))
    cli.expect({**made, "demand": 0} == {**network, "demand": 0}, "something else has changed")
    cli.run("check", "new.json")
    (cli.folder / "new.json").unlink()
    (cli.folder / "wrong.csv").write_text("agency,office,half_hours\nkela,nowhere,7\nkela,,x\n")
    done = cli.run(*words, "--demand", "wrong.csv", code=1)
    cli.expect(done.stderr.startswith("wrong.csv:3:7: error:"), done.stderr)
    cli.expect(not (cli.folder / "new.json").exists(), "a wrong table made a document")
    cli.run(*words, code=2)
    cli.run(*words, "--people", "none.csv", code=2)


def test_interrupt(cli):
    """Ctrl-C keeps the best plan so far."""
    child = subprocess.Popen(
        [cli.program, "plan", "jyvaskyla5.json", "--monday", "2026-03-02", "--seconds", "60",
         "--out", "kept.json", "--format", "none"], cwd=cli.folder, stderr=subprocess.PIPE, text=True)
    began = time.monotonic()
    child.stderr.readline()  # the first plan is there
    child.send_signal(signal.SIGINT)
    told = child.communicate(timeout=60)[1]
    cli.expect(child.returncode == 0 and "cancelled" in told, f"interrupted: {told}")
    cli.expect(time.monotonic() - began < 50, "the interrupt was not heard")
    cli.expect(json.loads((cli.folder / "kept.json").read_text())["cost"] > 0, "the plan is kept")


def test_store(cli):
    cli.expect("[store_away]" in cli.run("status", "--db", "town.db", code=3).stderr, "no file yet")
    cli.expect(not (cli.folder / "town.db").exists(), "status made a file")
    cli.store("load", "bad.json", code=1)
    cli.expect(not (cli.folder / "town.db").exists(), "a bad document made a file")
    cli.golden("load", without_ids(cli.store("load", "minimal.json").stdout))
    status = json.loads(cli.store("status", "--json").stdout)
    for name in ("wal_reset_fixed", "lock", "seq", "state_hash", "journal_hash", "offers"):
        cli.expect(name in status, f"status has {name}")
    cli.expect(status["offices"] == 1 and status["durable"], f"status: {status}")
    shown = cli.store("status").stdout
    cli.expect("WAL-reset fix" in shown and status["state_hash"] in shown, "status as text")
    (cli.folder / "notes.txt").write_text("not a store\n" * 100)
    cli.expect("[not_a_store]" in cli.run("status", "--db", "notes.txt", code=1).stderr, "foreign")
    cli.run("status", "--db", "postgres:x", code=2)


def test_appointments(cli):
    place = ["--office", "hall", "--service", "advice"]
    cli.golden("slots", cli.store("slots", *place, "--days", "2", "--limit", "5").stdout)
    slots = json.loads(cli.store("slots", *place, "--json", "--limit", "3").stdout)
    cli.expect(len(slots) == 3 and slots[0]["start"].endswith("Z"), f"slots: {slots}")
    cli.expect("did you mean \"hall\"" in
               cli.store("slots", "--office", "hal", "--service", "advice", code=1).stderr, "near")
    booked = cli.store("book", *place, "--at", "2026-03-03T10:00", "--customer", "c-1")
    cli.golden("book", without_ids(booked.stdout))
    again = json.loads(cli.store("book", *place, "--at", "2026-03-03T11:00", "--key", "k1",
                                 "--json").stdout)
    same = json.loads(cli.store("book", *place, "--at", "2026-03-03T11:00", "--key", "k1",
                                "--json").stdout)
    cli.expect(again["id"] == same["id"], "the key made two appointments")
    cli.expect("[key_reused]" in cli.store("book", *place, "--at", "2026-03-03T12:00", "--key", "k1",
                                           code=2).stderr, "key reused")
    cli.expect("[closed_then]" in cli.store("book", *place, "--at", "2026-03-03T22:00",
                                            code=1).stderr, "closed then")
    cli.store("book", *place, "--at", "noon", code=2)
    cli.store("book", *place, code=2)
    held = json.loads(cli.store("book", *place, "--at", "2026-03-03T10:00", "--hold-only",
                                "--json").stdout)
    cli.expect(held["state"] == "held" and "hold_until" in held, f"held: {held}")
    cli.expect("[slot_taken]" in cli.store("book", *place, "--at", "2026-03-03T10:00",
                                           code=1).stderr, "third of two counters")
    moved = json.loads(cli.store("book", "--confirm", held["id"], "--json").stdout)
    cli.expect(moved["state"] == "booked", f"confirmed: {moved}")
    moved = json.loads(cli.store("book", "--reschedule", held["id"], "--at", "2026-03-04T09:15",
                                 "--json").stdout)
    cli.expect(moved["local"] == "2026-03-04 09:15", f"moved: {moved}")
    gone = json.loads(cli.store("book", "--cancel", held["id"], "--json").stdout)
    cli.expect(gone["state"] == "cancelled", f"cancelled: {gone}")
    cli.expect("[wrong_state]" in cli.store("book", "--cancel", held["id"], code=1).stderr, "twice")
    cli.store("book", "--cancel", held["id"], "--show", held["id"], code=2)
    cli.store("book", "--show", "123", code=1)


def test_queue(cli):
    def ticket(*words, code=0):
        return cli.store("ticket", *words, "--json", code=code)

    place = ["--office", "hall", "--service", "advice"]
    cli.golden("ticket_issue", without_ids(cli.store("ticket", "issue", *place).stdout))
    ids = [json.loads(ticket("issue", *place).stdout)["id"] for _ in range(3)]
    opened = cli.store("session", "open", "--counter", "hall.counter-1", "--staff", "s-1",
                       "--queue", "hall/town+5")
    cli.golden("session_open", without_ids(opened.stdout))
    session = re.search(r"session (\d+)", opened.stdout).group(1)
    cli.expect("[counter_taken]" in cli.store("session", "open", "--counter", "hall.counter-1",
                                              code=1).stderr, "counter taken")
    first = json.loads(ticket("next", "--session", session).stdout)
    cli.expect(first["state"] == "called" and first["counter"] == "hall.counter-1", str(first))
    cli.golden("queue_calls", cli.store("queue", "calls", "--office", "hall").stdout)
    cli.expect("[session_busy]" in ticket("next", "--session", session, code=1).stderr, "busy")
    ticket("recall", first["id"])
    cli.expect(json.loads(ticket("serve", first["id"]).stdout)["state"] == "serving", "serving")
    done = json.loads(ticket("finish", first["id"], "--outcome", "referred").stdout)
    cli.expect(done["state"] == "finished", str(done))
    cli.expect("none of" in ticket("finish", ids[0], "--outcome", "well", code=2).stderr, "outcome")
    called = json.loads(ticket("call", ids[1], "--session", session).stdout)
    cli.expect(called["id"] == ids[1], "called out of order")
    ticket("no-show", ids[1])
    cli.expect(json.loads(ticket("put-back", ids[1], "--behind-all").stdout)["state"] == "waiting",
               "put back")
    ticket("park", ids[0])
    ticket("unpark", ids[0])
    ticket("leave", ids[2])
    ticket("dismiss", ids[0])
    shown = json.loads(ticket("show", ids[0]).stdout)
    cli.expect(shown["state"] == "dismissed", str(shown))
    ticket("show", "5", code=1)
    ticket("show", "five", code=2)
    for step, state in (("pause", "paused"), ("resume", "open"), ("close", "closed")):
        told = json.loads(cli.store("session", step, session, "--json").stdout)
        cli.expect(told["state"] == state, f"session {step}: {told}")
    cli.expect("[session_closed]" in ticket("next", "--session", session, code=1).stderr, "closed")
    cli.store("queue", "stop", "hall/town")
    cli.expect("[issuing_stopped]" in ticket("issue", *place, code=1).stderr, "stopped")
    cli.store("queue", "resume", "hall/town")
    cli.store("queue", "close-day", "--office", "hall", code=1)  # still open


def test_events(cli):
    lines = cli.store("events", "--json").stdout.splitlines()
    records = [json.loads(line) for line in lines]
    cli.expect([r["seq"] for r in records] == list(range(1, len(records) + 1)), "seq has gaps")
    cli.expect(records[0]["type"] == "journal.opened", "first event")
    tail = cli.store("events", "--after", len(records) - 2, "--limit", "1").stdout
    cli.expect(len(tail.splitlines()) == 1, "limit")
    verified = cli.store("verify").stdout
    cli.expect(f"{len(records)} events" in verified, verified)
    follower = subprocess.Popen([cli.program, "events", "--db", "town.db", "--follow", "--json",
                                 "--after", str(len(records))],
                                cwd=cli.folder, stdout=subprocess.PIPE, text=True)
    cli.store("ticket", "issue", "--office", "hall", "--service", "advice")
    seen = [json.loads(follower.stdout.readline())["type"] for _ in range(2)]
    follower.kill()
    follower.wait()
    cli.expect(seen[-1] == "ticket.issued", f"followed: {seen}")


def test_publish(cli):
    cli.run("load", "jyvaskyla5.json", "--db", "five.db", *NOW)
    cli.run("publish", "plan.json", "--db", "five.db", *NOW)
    status = json.loads(cli.run("status", "--db", "five.db", "--json").stdout)
    cli.expect(status["plans"] == 1, f"published: {status}")
    plan = json.loads((cli.folder / "plan.json").read_text())
    plan["from_ymd"] += 1
    (cli.folder / "tuesday.json").write_text(json.dumps(plan))
    cli.expect("[bad_plan]" in cli.run("publish", "tuesday.json", "--db", "five.db", *NOW,
                                       code=2).stderr, "a plan from a Tuesday")


def test_plan_states(cli):
    """A plan goes to its agencies, is refused, replaced, accepted and published from a later Monday."""
    def plan(*words, code=0):
        return cli.run("plan", *words, "--db", "five.db", *NOW, code=code)

    def told(*words):
        return json.loads(plan(*words, "--json").stdout)

    week = json.loads((cli.folder / "plan.json").read_text())
    first = told("save", "plan.json")
    cli.expect(first["state"] == "draft" and len(first["agencies"]) > 1, f"saved: {first}")
    agencies = [part["agency"] for part in first["agencies"]]
    ident = first["plan"]
    cli.expect("[plan_unanswered]" in plan("publish", ident, code=1).stderr, "unanswered")
    cli.expect(told("send", ident)["state"] == "sent", "sent")
    for agency in agencies[1:]:
        told("accept", ident, "--agency", agency)
    plan("refuse", ident, "--agency", agencies[0], code=2)  # no reason
    refused = told("refuse", ident, "--agency", agencies[0], "--reason", "ill")
    cli.expect(refused["state"] == "refused" and refused["agencies"][0]["reason"] == "ill",
               f"refused: {refused}")
    error = plan("publish", ident, code=1).stderr
    cli.expect("[plan_refused]" in error and f"agencies/{agencies[0]}" in error, error)
    second = told("save", "plan.json", "--replaces", ident)
    cli.expect(second["replaces"] == ident, f"replaces: {second}")
    told("send", second["plan"])
    for agency in agencies:
        told("accept", second["plan"], "--agency", agency)
    cli.expect("[bad_argument]" in plan("publish", second["plan"], "--from", "2026-03-17",
                                        code=2).stderr, "from a Tuesday")
    published = told("publish", second["plan"], "--from", "2026-03-16")
    cli.expect(published["state"] == "published" and published["from"] == "2026-03-16",
               f"published: {published}")
    third = told("save", "plan.json")["plan"]
    cli.expect(told("withdraw", third)["state"] == "withdrawn", "withdrawn")
    fourth = told("save", "plan.json")["plan"]
    forced = told("publish", fourth, "--force", "--reason", "flood")
    cli.expect(forced["overridden"] and forced["state"] == "published", f"forced: {forced}")
    listed = told("list")
    cli.expect([p["state"] for p in listed if p["saved"]]
               == ["replaced", "withdrawn", "published", "published"], f"listed: {listed}")
    cli.golden("plan_list", re.sub(r"^ +ID", "ID", without_ids(plan("list").stdout), flags=re.M))
    cli.golden("plan_show", without_ids(plan("show", ident).stdout))
    plan("show", second["plan"], "--out", "second.json")
    back = json.loads((cli.folder / "second.json").read_text())
    cli.expect(back == {**week, "from_ymd": 20260316}, "the plan as it was published")
    for words, code in ((["send", "5"], 1), (["send", "five"], 2), (["show", "5"], 1),
                        (["accept", ident, "--agency", "nobody"], 1), (["withdraw", ident], 1),
                        (["save", "none.json"], 2), (["publish", ident, "--from", "x"], 2)):
        plan(*words, code=code)


def test_damage(cli):
    """A damaged file is told apart from one that is away."""
    bytes_ = bytearray((cli.folder / "five.db").read_bytes())
    del bytes_[len(bytes_) // 2:]
    (cli.folder / "cut.db").write_bytes(bytes_)
    cli.run("verify", "--db", "cut.db", code=4)


TESTS = (test_holidays, test_check, test_usage, test_plan, test_plan_cycle, test_plan_diff, test_plan_check,
         test_plan_euros, test_decisions, test_explain, test_explain_written,
         test_import, test_interrupt, test_store,
         test_appointments, test_queue, test_events, test_publish, test_plan_states, test_damage)


def main():
    cli = Cli(sys.argv[1], "--update" in sys.argv)
    for test in TESTS:
        before = len(cli.faults)
        try:
            test(cli)
        except (ValueError, KeyError, AttributeError, OSError, subprocess.TimeoutExpired) as error:
            cli.fault(f"{test.__name__}: {error!r}")
        print(f"{test.__name__}: {'ok' if len(cli.faults) == before else 'FAULTS'}", flush=True)
    shutil.rmtree(cli.folder)
    for fault in cli.faults:
        print(fault)
    return 1 if cli.faults else 0


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    sys.exit(main())
