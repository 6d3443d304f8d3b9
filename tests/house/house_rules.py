"""The rules of the house, each a function from a file's name and text to the faults it finds."""
import re

FLOORS = {
    "base": 0,
    "time": 1,
    "model": 2,
    "calendar": 3,
    "availability": 4,
    "solver": 4,
    "planning": 5,
    "appointment": 5,
    "queue": 5,
    "coverage": 5,
    "config": 6,
    "journal": 6,
    "engine": 7,
    "capi": 8,
    "store": 8,
    "cli": 8,
}
ENGINE_FLOOR = FLOORS["engine"]

SOURCE_FOLDERS = ("include", "src", "tests", "examples", "benchmarks", "bindings", "cmake")
CPP_SUFFIXES = (".h", ".hpp", ".cc", ".c")
SUFFIXES = CPP_SUFFIXES + (".py",)

FILE_WALL_LINES = 700
FUNCTION_WALL_LINES = 70

# Too dear, or too much somebody else's, to reach everyone who includes a header of ours.
HEAVY = re.compile(
    r"^(date/|SQLiteCpp/|nlohmann/|libpq|postgresql/|sqlite3\.h|md5\.h|sha2?\.h|iostream|regex)")

# The only rooms that may know a library, by the head of its include path.
ONLY_IN = {
    "date/": {"time"},
    "SQLiteCpp/": {"store"},
    "sqlite3.h": {"store"},
    "libpq": {"store"},
    "sha2.h": {"base"},
}

# A room below the engine is a pure function of what it is given.
IMPURE = re.compile(
    r"\b(std::random_device|system_clock::now|steady_clock::now|high_resolution_clock"
    r"|clock_gettime|gettimeofday|getrandom|getentropy|std::time\(|std::rand\b|srand\b"
    r"|std::[io]?fstream|fopen|std::getenv|getenv"
    r"|std::uniform_int_distribution|std::uniform_real_distribution|std::normal_distribution"
    r"|std::shuffle|std::mt19937)")

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)
VAGUE_TYPE = re.compile(r"\b(?:class|struct)\s+\w*(?:Manager|Helper|Utils?|Data|Info)\b(?=[^;]*\{)")
# A mark says what removes it: TODO(until Debian has fmt 10): ...
OPEN_MARK = re.compile(r"\b(?:TODO(?!\((?:until|when) [^)]+\))|FIXME|XXX|HACK)\b")
NOT_A_FUNCTION = re.compile(
    r"^\s*(?:inline\s+)?(?:namespace|class|struct|union|enum|extern|template\s*<[^>]*>\s*struct)\b")


def source_files(root):
    """Every file of ours under the source folders, in a fixed order."""
    for folder in SOURCE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file() and "node_modules" not in path.parts:
                yield path


def room_of(name):
    """("include" | "src", room) of a file in a room, or None; vuoro.h and vuoro.hpp have none."""
    match = re.match(r"(include/vuoro|src)/(\w+)/", name)
    return (match.group(1).split("/")[0], match.group(2)) if match else None


def included_room(path):
    """The room that an include path of ours points into, or None for another's header."""
    match = re.match(r"(?:vuoro/)?(\w+)/[\w/]+\.h$", path)
    return match.group(1) if match and match.group(1) in FLOORS else None


def check_layers(name, text):
    """An include points down, or stays in its room."""
    place = room_of(name)
    if place is None:
        return
    tree, room = place
    if room not in FLOORS:
        yield f"{name}:1: room '{room}' stands on no floor; add it to house_rules.py"
        return
    for line, quote, path in includes(text):
        if path == "vuoro/vuoro.h" and room not in ("capi", "cli"):
            yield f"{name}:{line}: only capi and cli include vuoro.h"
        other = included_room(path) if quote == '"' else None
        if other is not None and other != room and FLOORS[other] >= FLOORS[room]:
            # The programs at the top choose their stores; nobody else sees a sibling.
            if not (room in ("capi", "cli") and other == "store"):
                yield (f"{name}:{line}: {room} (floor {FLOORS[room]}) includes "
                       f"{other} (floor {FLOORS[other]})")
        if tree == "include" and other is not None and not path.startswith("vuoro/"):
            yield f"{name}:{line}: a public header includes private {path}"


def check_heavy(name, text):
    """Public headers stay light, and a library is known to the one room that wraps it."""
    place = room_of(name)
    for line, _, path in includes(text):
        if name.startswith("include/") and HEAVY.match(path):
            yield f"{name}:{line}: {path} may not be in a public header"
        for head, rooms in ONLY_IN.items():
            if place and path.startswith(head) and place[1] not in rooms:
                yield f"{name}:{line}: only {', '.join(sorted(rooms))} may include {path}"


def check_purity(name, text):
    """No room below the engine reads a clock, a file, the environment or a random device."""
    place = room_of(name)
    if place is None or FLOORS.get(place[1], 99) >= ENGINE_FLOOR or place[1] == "time":
        return  # time owns the system clock that the engine injects
    for number, line in enumerate(text.splitlines(), 1):
        match = IMPURE.search(line.split("//")[0])
        if match:
            yield f"{name}:{number}: {match.group(1)} below the engine; take it as an argument"


def check_opening(name, text):
    """A file opens with a sentence that says what it owns."""
    lines = [line for line in text.splitlines() if not line.startswith("#!")]
    opening = lines[0].strip() if lines else ""
    start = '"""' if name.endswith(".py") else ("//", "/*")
    words = opening.strip('/*" ').split()
    if not opening.startswith(start) or len(words) < 3:
        yield f"{name}:1: open the file with one sentence: what it owns"


def check_guard(name, text):
    """VUORO_ROOM_X_H_ for include/vuoro/room/x.h, VUORO_SRC_ROOM_X_H_ for src/room/x.h."""
    if not name.endswith((".h", ".hpp")):
        return
    path = name.removeprefix("include/")
    guard = re.sub(r"[^A-Z0-9]", "_", path.upper()) + "_"
    if not guard.startswith("VUORO_"):
        guard = "VUORO_" + guard
    if not re.search(rf"^#ifndef {guard}\n#define {guard}$", text, re.M):
        yield f"{name}:1: the header guard should be {guard}"
    elif not re.search(rf"^#endif\s+(?://|/\*) {guard}( \*/)?\n*\Z", text, re.M):
        yield f"{name}: the last line should be '#endif  // {guard}'"


def check_lengths(name, text, exceptions):
    """A file stays under 700 lines and a function under 70; a test may hold a longer table."""
    if name in exceptions:
        return
    lines = text.splitlines()
    if len(lines) > FILE_WALL_LINES:
        yield f"{name}: {len(lines)} lines, the wall is {FILE_WALL_LINES}"
    if name.endswith(CPP_SUFFIXES) and not name.startswith("tests/"):
        for first, length in functions(lines):
            if length > FUNCTION_WALL_LINES:
                yield f"{name}:{first}: a function of {length} lines, the wall is {FUNCTION_WALL_LINES}"


def check_words(name, text):
    """No vague type name, and no open mark without the condition that removes it."""
    if "house_rules" in name or "layering_rules" in name:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if OPEN_MARK.search(line):
            yield f"{name}:{number}: an open mark without its condition: TODO(until ...): ..."
        if name.endswith(CPP_SUFFIXES) and VAGUE_TYPE.search(line):
            yield f"{name}:{number}: a vague type name; say what it is"


def includes(text):
    """(line, quote, path) of every include."""
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start(2)) + 1, match.group(1), match.group(2)


def functions(lines):
    """(first line, length) of each function body at namespace or class depth.

    Leans on clang-format: a body opened by a line of some indent ends at the first line of the
    same indent that begins with '}'. Namespaces do not indent, so functions stand at column 0 and
    methods at column 2; blocks inside a function match too and are always shorter than it.
    """
    start = 0
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if indent > 2 or not line.strip() or line.lstrip().startswith(("//", "#", "*", "/*")):
            continue
        head = lines[index - 1].strip() if index else ""
        if indent == 0 and (not head or head.endswith((";", "}", ":"))):
            start = index
        if not line.rstrip().endswith("{") or NOT_A_FUNCTION.match(line) or "= {" in line:
            continue
        closing = " " * indent + "}"
        for end in range(index + 1, len(lines)):
            if lines[end].startswith(closing):
                first = start if indent == 0 else index
                yield first + 1, end - first + 1
                break


def check(name, text, length_exceptions=()):
    """All faults of one file."""
    faults = list(check_opening(name, text)) + list(check_lengths(name, text, length_exceptions))
    faults += list(check_words(name, text))
    if name.endswith(CPP_SUFFIXES):
        for rule in (check_layers, check_heavy, check_purity, check_guard):
            faults += list(rule(name, text))
    return faults
