# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the sources that no compiler checks: layers, banned calls, sizes, licence lines.

Prints "ok RULE" or "not ok RULE: N" with one clickable line for each breach. Run from the root of
the tree; tests/lint/source.sh does."""
import pathlib
import re
import sys

ROOT = pathlib.Path(".")
FILE_MAX, FUNC_MAX, FUNC_LONG, LINE_MAX, PUBLIC_MAX = 600, 80, 50, 120, 500

# C17 and POSIX; anything else in <> must be declared in src/LAYERS.
SYSTEM = set("""assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h limits.h locale.h math.h
setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h
string.h strings.h time.h wchar.h arpa/inet.h dirent.h fcntl.h ftw.h glob.h netdb.h netinet/in.h
netinet/tcp.h poll.h pthread.h spawn.h sys/file.h sys/random.h sys/resource.h sys/select.h
sys/socket.h sys/stat.h sys/statvfs.h sys/time.h sys/types.h sys/uio.h sys/wait.h termios.h unistd.h
sanitizer/asan_interface.h""".split())

UNSAFE = "strcpy strcat stpcpy sprintf vsprintf gets atoi atol atoll atof strtok rand srand random"
# The library never prints, ends the program or looks at clock, environment and locale.
OUTWARD = """printf vprintf fprintf vfprintf puts putchar fputs perror exit _exit _Exit quick_exit
abort time clock clock_gettime gettimeofday localtime localtime_r gmtime gmtime_r mktime getenv
setenv setlocale strerror strerror_r system popen"""
# Every allocation goes through base/mem.c, so that tests can fail the n-th.
MEMORY = "malloc calloc realloc aligned_alloc strdup strndup asprintf"
ALLOWED = {("src/base/mem.c", "calloc"), ("src/base/mem.c", "realloc")}
PROGRAM = ("src/cli/", "src/serve/", "src/store/")


def strip(text):
    """Comments and contents of literals blanked, line numbers kept."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)

    def blank(m):
        s = m.group()
        if s[0] in "\"'":
            return s[0] + s[0]
        return "\n" * s.count("\n") or " "

    return pattern.sub(blank, text)


class Report:
    def __init__(self):
        self.bad = 0

    def rule(self, name, breaches):
        print(f"ok {name}" if not breaches else f"not ok {name}: {len(breaches)} to mend")
        for b in breaches:
            print("  " + b)
        self.bad += bool(breaches)


def read_layers():
    may, owner = {}, {}
    for line in (ROOT / "src/LAYERS").read_text().splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        name, rest = line.split(":", 1)
        if name.startswith("!"):
            owner[name[1:]] = rest.strip()
        else:
            may[name] = set(rest.split()) | {name}
    return may, owner


def includes(text):
    # strip() would empty the quoted names, so comments only are dropped here
    code = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    for i, line in enumerate(code.splitlines(), 1):
        m = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if m:
            yield i, m.group(1) == "<", m.group(2)


def check_layers(files, report):
    may, owner = read_layers()
    layer_bad, third_bad, graph = [], [], {}
    for path, text in files.items():
        if not path.startswith("src/"):
            continue
        layer = path.split("/")[1]
        if layer not in may:
            layer_bad.append(f"{path}:1: folder {layer} is not in src/LAYERS")
            continue
        for line, system, name in includes(text):
            where = f"{path}:{line}"
            if system:
                module = owner.get(name)
                stem = path[4:].rsplit(".", 1)[0]
                if module and not (stem == module or stem.startswith(module + "_")):
                    third_bad.append(f"{where}: <{name}> belongs to src/{module}")
                elif not module and name not in SYSTEM:
                    third_bad.append(f"{where}: <{name}> is neither libc nor listed in src/LAYERS")
                continue
            target = "public" if name == "storkok.h" else name.split("/")[0]
            if "/" not in name and target != "public":
                layer_bad.append(f'{where}: "{name}" lacks its folder')
            elif target not in may[layer] and name not in may[layer]:
                layer_bad.append(f'{where}: {layer} may not include "{name}"')
            if path.endswith(".h"):
                graph.setdefault(path, []).append("src/" + name)
    report.rule("layers: includes obey src/LAYERS", layer_bad)
    report.rule("third-party headers stay in their module", third_bad)
    report.rule("headers form no cycle", cycles(graph))


def cycles(graph):
    found, done = [], set()

    def walk(node, trail):
        if node in trail:
            found.append(" -> ".join(trail[trail.index(node):] + [node]))
        elif node not in done:
            for to in graph.get(node, []):
                walk(to, trail + [node])
            done.add(node)

    for start in sorted(graph):
        walk(start, [])
    return found


def check_calls(files, report):
    unsafe, outward = set(UNSAFE.split()), set(OUTWARD.split()) | set(MEMORY.split())
    call = re.compile(r"(?<![\w.>])(" + "|".join(sorted(unsafe | outward)) + r")\s*\(")
    bad = []
    for path, text in files.items():
        if not path.startswith(("src/", "include/")):
            continue
        banned = unsafe if path.startswith(PROGRAM) else unsafe | outward
        if path.startswith(("src/serve/", "src/store/")):
            banned = banned | {"getenv"}
        for i, line in enumerate(strip(text).splitlines(), 1):
            for m in call.finditer(line):
                name = m.group(1)
                if name in banned and (path, name) not in ALLOWED:
                    bad.append(f"{path}:{i}: {name} is banned here")
    report.rule("no banned calls", bad)


def check_functions(files, report):
    bad, sizes = [], []
    for path, text in files.items():
        if not path.endswith(".c"):
            continue
        lines = strip(text).splitlines()
        start = None
        for i, line in enumerate(lines, 1):
            if line == "{":
                start = i
            elif line == "}" and start:
                n, start_line, start = i - start - 1, start, None
                if path.startswith("src/"):
                    sizes.append(n)
                name = function_name(lines, start_line)
                if n >= FUNC_MAX:
                    bad.append(f"{path}:{start_line}: {name} has {n} lines, under {FUNC_MAX} expected")
                elif n > FUNC_LONG:
                    print(f"# {path}:{start_line}: {name} has {n} lines")
    if sizes:
        sizes.sort()
        print(f"# {len(sizes)} functions, median {sizes[len(sizes) // 2]} lines, "
              f"90 % under {sizes[len(sizes) * 9 // 10] + 1}")
    report.rule(f"functions are under {FUNC_MAX} lines", bad)


def function_name(lines, brace):
    for i in range(brace - 2, max(-1, brace - 8), -1):
        m = re.match(r"[A-Za-z_].*?(\w+)\s*\(", lines[i])
        if m:
            return m.group(1)
    return "?"


def check_files(files, report):
    long_files, spdx, tabs = [], [], []
    for path, text in files.items():
        lines = text.splitlines()
        limit = PUBLIC_MAX if path == "include/storkok.h" else FILE_MAX
        if path.startswith(("src/", "include/")) and len(lines) > limit:
            long_files.append(f"{path}: {len(lines)} lines, at most {limit} expected")
        if not any("SPDX-License-Identifier: GPL-3.0-or-later" in l for l in lines[:2]):
            spdx.append(f"{path}:1: no SPDX line")
        for i, line in enumerate(lines, 1):
            if path.endswith((".c", ".h")) and "\t" in line:
                tabs.append(f"{path}:{i}: tab")
            if line != line.rstrip():
                tabs.append(f"{path}:{i}: space at the end of the line")
            if path.endswith((".c", ".h")) and len(line) > LINE_MAX:
                tabs.append(f"{path}:{i}: {len(line)} columns, at most {LINE_MAX} expected")
        if text and not text.endswith("\n"):
            tabs.append(f"{path}: no newline at the end")
    report.rule("files have a bounded length", long_files)
    report.rule("files carry the licence line", spdx)
    report.rule("lines have no tabs, trailing spaces or excess length", tabs)


def check_words(files, report):
    left = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME)\b")
    local = re.compile(r"(?<![\w.$}])/(?:wo" + "rk|ro" + r"ot|ho" + r"me)/\w")
    unfinished, machine = [], []
    for path, text in files.items():
        for i, line in enumerate(text.splitlines(), 1):
            if left.search(line):
                unfinished.append(f"{path}:{i}: {line.strip()[:80]}")
            if local.search(line):
                machine.append(f"{path}:{i}: {line.strip()[:80]}")
    report.rule("no unfinished business", unfinished)
    report.rule("no paths of one machine", machine)


def main():
    files = {}
    for pattern in ("src/**/*.[ch]", "include/*.h", "tests/**/*.[ch]", "tests/**/*.py",
                    "tests/**/*.sh", ".ci/*", "models/*.mod", "Makefile"):
        for p in sorted(ROOT.glob(pattern)):
            if p.is_file():
                files[p.as_posix()] = p.read_text(encoding="utf-8")
    report = Report()
    check_layers(files, report)
    check_calls(files, report)
    check_functions(files, report)
    check_files(files, report)
    check_words(files, report)
    return 1 if report.bad else 0


sys.exit(main())
