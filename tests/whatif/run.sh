#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A sweep by many processes: GNU parallel runs each scenario alone, and the results are those of one call.
set -eu
dir=$ROOT/tests/data/mini
for s in nothing dearer_food ljung_receives vik_closes; do
    echo "$ROOT/tests/data/scenarios/$s.json"
done >"$TMP/list"

if "$STORKOK" whatif "$dir" --sweep "$TMP/list" --out "$TMP/one" --weeks 1 -q --json >"$TMP/one.out" 2>"$TMP/one.err" &&
    [ "$(ls "$TMP/one" | wc -l)" -eq 4 ]; then
    echo "ok a list of scenarios gives a result each"
else
    echo "not ok a list of scenarios gives a result each: $(cat "$TMP/one.err")"
fi

if python3 -c 'import jsonschema' 2>/dev/null; then
    if python3 - "$ROOT/data/schema" "$ROOT/data/linkoping/scenarios" "$TMP/one" <<'PY'; then
import glob, json, sys
import jsonschema
for schema, folder in (("scenario", sys.argv[2]), ("sweep", sys.argv[3])):
    check = jsonschema.Draft202012Validator(json.load(open(f"{sys.argv[1]}/{schema}.schema.json")))
    files = glob.glob(folder + "/**/*.json", recursive=True)
    assert files
    for f in files:
        check.validate(json.load(open(f)))
PY
        echo "ok scenarios and results keep their schemas"
    else
        echo "not ok scenarios and results keep their schemas: see above"
    fi
else
    echo "ok scenarios and results keep their schemas # SKIP python3-jsonschema is not installed"
fi

# Many that start on a folder that is not there yet: none takes another's mark for a stranger's file.
for round in 1 2 3 4 5 6; do
    for s in 1 2 3 4; do
        "$STORKOK" whatif "$dir" --sweep "$ROOT/tests/data/scenarios/nothing.json" --out "$TMP/new$round" --weeks 1 -q \
            >/dev/null 2>"$TMP/new$round.$s.err" || echo "$round $s" >>"$TMP/bad" &
    done
    wait
done
if [ ! -e "$TMP/bad" ]; then echo "ok processes may start on one new folder together"
else echo "not ok processes may start on one new folder together: $(cat "$TMP/bad" "$TMP"/new*.err | head -5)"; fi

# Slurm starts the script once a task; here a loop does.
mkdir "$TMP/four"
while read -r f; do cp "$f" "$TMP/four"; done <"$TMP/list"
for task in 4 2 1 3; do
    SLURM_ARRAY_TASK_ID=$task sh "$ROOT/data/sweep.sbatch" "$dir" "$TMP/four" "$TMP/array" >/dev/null 2>>"$TMP/array.err" ||
        echo "task $task" >>"$TMP/array.bad"
done
SLURM_ARRAY_TASK_ID=5 sh "$ROOT/data/sweep.sbatch" "$dir" "$TMP/four" "$TMP/array" >/dev/null 2>"$TMP/none.err" && code=0 || code=$?
# The one call names the folder in another way: that changes no byte.
if (cd "$TMP" && "$STORKOK" whatif "$dir" --sweep four --out call -q) >/dev/null 2>"$TMP/call.err" &&
    [ ! -e "$TMP/array.bad" ] && [ "$code" -eq 2 ] && diff -r "$TMP/call" "$TMP/array" >"$TMP/diff"; then
    echo "ok the same by tasks of a Slurm array"
else
    echo "not ok the same by tasks of a Slurm array: $(cat "$TMP/array.err" "$TMP/call.err" "$TMP/diff" 2>&1 | head -5)"
fi

# Killed in the middle and called again: the bytes of a sweep that nobody disturbed.
mkdir "$TMP/forty"
for i in $(seq 1 40); do
    printf '{"format": "storkok-scenario/1", "name": "%s", "operations": [{"op": "guests", "percent": %s}]}\n' \
        "$i" "$i" >"$TMP/forty/g$i.json"
done
sweep() { exec "$STORKOK" whatif "$dir" --sweep "$TMP/forty" --out "$1" --weeks 1 -q >/dev/null 2>"$1.err"; }
(sweep "$TMP/whole") || echo "not whole" >>"$TMP/whole.bad"
for try in 1 2 3 4 5; do # a busy machine may finish before it is killed
    sweep "$TMP/cut$try" &
    pid=$!
    while kill -0 "$pid" 2>/dev/null && [ "$(ls "$TMP/cut$try" 2>/dev/null | grep -c '^g.*json$')" -lt 3 ]; do sleep 0.02; done
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    done=$(ls "$TMP/cut$try" | grep -c '^g.*json$' || true)
    [ "$done" -ge 40 ] || break
done
if [ "$done" -lt 40 ] && [ "$done" -ge 1 ] && (sweep "$TMP/cut$try") && [ ! -e "$TMP/whole.bad" ] &&
    diff -r -x '*.new-*' "$TMP/whole" "$TMP/cut$try" >"$TMP/diff"; then
    echo "ok a sweep that was killed goes on to the same bytes"
else
    echo "not ok a sweep that was killed goes on to the same bytes: $done of 40 were done: $(head -5 "$TMP/diff")"
fi

if ! command -v parallel >/dev/null 2>&1; then
    echo "ok the same by GNU parallel # SKIP GNU parallel is not installed"
    exit 0
fi
# Of moreutils' parallel nothing is expected.
if ! parallel --version 2>/dev/null | grep -q "GNU parallel"; then
    echo "ok the same by GNU parallel # SKIP another parallel is installed"
    exit 0
fi
PARALLEL_HOME=$TMP/home
export PARALLEL_HOME
mkdir -p "$PARALLEL_HOME"
touch "$PARALLEL_HOME/will-cite"
if parallel -j 2 "$STORKOK" whatif "$dir" --sweep {} --out "$TMP/many" --weeks 1 -q :::: "$TMP/list" \
    >/dev/null 2>"$TMP/many.err" && diff -r "$TMP/one" "$TMP/many" >"$TMP/diff"; then
    echo "ok the same by GNU parallel"
else
    echo "not ok the same by GNU parallel: $(head -5 "$TMP/many.err" "$TMP/diff")"
fi
