# SPDX-License-Identifier: GPL-3.0-or-later
"""clock.py FOLDER PAPERS: every day sheet, as a cook reads it, against the rules of the municipality's folder:
equipment, working hours, packing, driving, holding and staff. Shares nothing with the program: it reads
the pages' own tables and the folder's CSV."""
import csv
import datetime
import html
import json
import pathlib
import re
import sys

folder, papers = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
DAYS = "MTOTFLS"
faults, seen = [], dict.fromkeys(("batches", "departures", "arrivals", "held", "hours"), 0)


def read(name):
    path = folder / name
    return list(csv.DictReader(path.open(encoding="utf-8-sig", newline=""), delimiter=";"))


def minute(clock):
    return int(clock[:2]) * 60 + int(clock[3:5]) if clock else None


def number(cell):
    return float(re.sub(r"[\s\u00a0]", "", cell).replace(",", ".") or 0)


def setting(name, default):
    value = json.load(open(folder / "policy.json", encoding="utf-8-sig"))["settings"].get(name, default)
    return value["value"] if isinstance(value, dict) else value


pack, receive = setting("pack_min", 10), setting("receive_min", 5)
kitchens = {k["id"]: k for k in read("kitchens.csv")}
name_of = {k["id"]: k["namn"] for k in kitchens.values()}
classes = {c["namn"]: c["id"] for c in read("equipment_classes.csv")}
equipment = {(e["kök"], e["klass"]): e for e in read("equipment.csv")}
components = {c["namn"]: c for c in read("components.csv")}
sites = {s["id"]: s for s in read("sites.csv")}
openings, sittings, vehicles = read("openings.csv"), read("sittings.csv"), {v["id"]: v for v in read("vehicles.csv")}
stops, tours = {}, read("tours.csv")
for s in sorted(read("tour_stops.csv"), key=lambda s: int(s["ordning"])):
    stops.setdefault(s["tur"], []).append(s)


def sections(path):
    """Each section of a page: its heading, and its tables as (heading of the group, column titles, rows)."""
    page = path.read_text(encoding="utf-8")
    out = {}
    for part in re.findall(r"<section.*?</section>", page, re.S):
        title = text(re.search(r"<h2>(.*?)</h2>", part, re.S).group(1))
        for head, table in re.findall(r"(?:<h3>((?:(?!</h3>).)*)</h3>\s*)?<table>(.*?)</table>", part, re.S):
            cols = [text(c) for c in re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", table, re.S)]
            for group in re.findall(r"<tbody>(.*?)</tbody>", table, re.S):
                under = re.search(r"<th colspan[^>]*>(.*?)</th>", group, re.S)
                rows = [[text(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", r, re.S)]
                        for r in re.findall(r"<tr>(.*?)</tr>", group, re.S)]
                out.setdefault(title, []).append((text(under.group(1) if under else head),
                                                  [dict(zip(cols, r)) for r in rows if len(r) == len(cols)]))
    facts = dict((text(a), text(b)) for a, b in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.S))
    return out, facts


def text(s):
    return html.unescape(re.sub(r"<[^>]*>", "", s))


CHILLED = " (ska kylas ned)"


def open_on(kitchen, day):
    works = [o for o in openings if o["kök"] == kitchen and on(o, day)]
    return (min(minute(o["arbete_från"]) for o in works), max(minute(o["arbete_till"]) for o in works)) if works else None


def on(row, day):
    date = day.isoformat()
    return (row["dagar"][day.weekday()] != "." and (not row.get("från") or row["från"] <= date)
            and (not row.get("till") or row["till"] >= date))


def wrong(path, what):
    faults.append(f"{path.relative_to(papers)}: {what}")


def batches(path, kitchen, day, clock):
    """The runs of a day: length, unit, overlap, room, working hours. Returns when each component is ready."""
    busy, ready, hours = {}, {}, open_on(kitchen, day)
    for row in clock:
        m = re.fullmatch(r"(.*) (\d+)", row["Var"])
        if row["Gör"] != "Start" or not m or m.group(1) not in classes:
            continue
        seen["batches"] += 1
        e = equipment.get((kitchen, classes[m.group(1)]))
        start, end, unit = minute(row["Tid"]), minute(row["Klar"]), int(m.group(2))
        name = row["Vad"].removesuffix(CHILLED)
        c = components[name]
        if not e or unit > int(e["antal"]):
            wrong(path, f"there is no {row['Var']}")
            continue
        if end - start != int(e["minuter_per_omgång"]):
            wrong(path, f"{row['Vad']} takes {end - start} min in {row['Var']}, a run {e['minuter_per_omgång']}")
        if not hours or start < hours[0] or end > hours[1]:
            wrong(path, f"{row['Vad']} at {row['Tid']}-{row['Klar']}, work is {hours}")
        room = number(e["portioner_per_omgång"]) / (number(c["belastning"]) or 1) * number(c["serverat_g"]) / 1000
        if number(row["Mängd"].replace("kg", "")) > room + 0.02:
            wrong(path, f"{row['Mängd']} of {row['Vad']} in {row['Var']}, room for {room:.2f} kg")
        for a, b in busy.setdefault((m.group(1), unit), []):
            if start < b and a < end:
                wrong(path, f"{row['Var']} is used twice at {row['Tid']}")
        busy[m.group(1), unit].append((start, end))
        if name == row["Vad"]:  # what is chilled leaves on another day, or is heated again
            ready.setdefault(name, []).append(end)
    return ready


def reheated(path, clock):
    """Chilled food is hot again before the first of its site's guests come, and not long before."""
    for row in clock:
        if row["Gör"] != "Uppvärmt":
            continue
        begins = [minute(s["start"]) for s in sittings if sites[s["enhet"]]["namn"] == row["Var"]]
        if not any(0 <= b - minute(row["Tid"]) <= 15 for b in begins):
            wrong(path, f"{row['Vad']} is hot at {row['Tid']}, nobody at {row['Var']} eats then")


def loads(section):
    """Stops of "Packa och skicka" or "Kommer från andra kök": kitchen, way, leaves, arrives, rows."""
    for head, rows in section:
        m = re.fullmatch(r"(.*): (.*), avgår (\d\d:\d\d), framme (\d\d:\d\d), (.*), lådor (\d+)", head)
        assert m, head
        yield m.group(1), m.group(2), minute(m.group(3)), minute(m.group(4)), m.group(5), int(m.group(6)), rows


def departures(path, kitchen, day, parts, clock, ready):
    late = {row["Vad"] for row in clock}  # the sheet's own words
    deviations = " ".join(" ".join(r.values()) for _, rows in parts.get("Avvikelser", []) for r in rows)
    for to, way, leave, arrive, meal, boxes, rows in loads(parts.get("Packa och skicka", [])):
        seen["departures"] += 1
        if boxes != sum(int(r["Lådor"]) for r in rows):
            wrong(path, f"{boxes} boxes to {to}, its rows say otherwise")
        if not any(r["Gör"] == "Packa" and minute(r["Tid"]) == leave - pack and minute(r["Klar"]) == leave for r in clock):
            wrong(path, f"nobody packs {pack} min before {leave // 60:02}:{leave % 60:02}")
        if way != "extratur":
            fits = [t for t in tours if t["kök"] == kitchen and vehicles[t["fordon"]]["namn"] == way and on(t, day)
                    and minute(t["avgång"]) == leave and t["måltid"] == meal and driven(t, to) == arrive]
            if not fits:
                wrong(path, f"no tour of {way} leaves then and is at {to} then")
        ends = [minute(s["slut"]) for s in sittings if s["måltid"] == meal
                and name_of.get(sites[s["enhet"]]["kök"]) == to]
        starts = [minute(s["start"]) for s in sittings if s["måltid"] == meal
                  and name_of.get(sites[s["enhet"]]["kök"]) == to]
        if starts and arrive + receive > max(starts):
            wrong(path, f"arrives at {to} when all have begun to eat")
        for r in rows:
            hold = int(components[r["Komponent"]]["varmhållning_min"] or 0)
            if r["Sätt"] != "varm" or not ends or r["Komponent"] not in ready or not int(number(r["Portioner"])):
                continue
            seen["held"] += 1
            in_time = [e for e in ready[r["Komponent"]] if e <= leave - pack]
            if not in_time:
                wrong(path, f"{r['Komponent']} is not ready {pack} min before it leaves for {to}")
            elif min(ends) - max(in_time) > hold and "varm" not in deviations:
                wrong(path, f"{r['Komponent']} to {to} is kept hot {min(ends) - max(in_time)} min, at most {hold}")
    assert late is not None


def driven(tour, to):
    at = minute(tour["avgång"])
    for s in stops[tour["id"]]:
        at += int(s["kör_min"])
        if name_of[s["kök"]] == to:
            return at
        at += int(s["lossa_min"])
    return None


def hours(path, parts, facts):
    if "Timmar som behövs" not in facts:
        return
    seen["hours"] += 1
    need, avail = (number(facts[k].replace("h", "")) for k in ("Timmar som behövs", "Timmar som finns"))
    over = number(facts.get("Övertid", "0").replace("h", ""))
    work = sum(number(c) for c in parts["Timmar per arbete"][0][1][0].values())
    if abs(work - need) > 0.03:
        wrong(path, f"needs {need} h, its work is {work:.2f} h")
    if abs(max(0, need - avail) - over) > 0.02:
        wrong(path, f"needs {need} h of {avail} h, but overtime is {over} h")


sent, got = {}, {}
for path in sorted(papers.glob("*/day-*.html")):
    kitchen, day = path.parent.name, datetime.date.fromisoformat(path.stem[4:])
    parts, facts = sections(path)
    clock = parts.get("Dagen efter klockan", [("", [])])[0][1]
    times = [minute(r["Tid"]) for r in clock if r["Tid"]]
    if times != sorted(times):
        wrong(path, "the clock goes backwards")
    departures(path, kitchen, day, parts, clock, batches(path, kitchen, day, clock))
    reheated(path, clock)
    hours(path, parts, facts)
    for other, _, leave, arrive, meal, boxes, _ in loads(parts.get("Packa och skicka", [])):
        sent[day, kitchens[kitchen]["namn"], other, leave, arrive, meal] = boxes
    for other, _, leave, arrive, meal, boxes, _ in loads(parts.get("Kommer från andra kök", [])):
        seen["arrivals"] += 1
        got[day, other, kitchens[kitchen]["namn"], leave, arrive, meal] = boxes
if sent != got:
    faults.append(f"what leaves is not what arrives: {sorted(set(sent.items()) ^ set(got.items()), key=str)[:2]}")
if not all(seen.values()):
    faults.append(f"nothing to look at: {seen}")
if faults:
    sys.exit(f"{len(faults)} faults: " + "; ".join(faults[:5]))
print(seen)
