#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A strong peer of the forecast: gradient boosting of quantiles (scikit-learn) on the same folder.

usage: peer.py DIR FROM TO OUT.csv

It sees what the engine sees: calendar, menu words, enrolment, and counts up to the origin (same
weekdays, recent means, the same week a year before). One model per quantile, trained on all earlier
origins; prints WAPE, pinball, coverage and CPU seconds, and writes the forecast file of the scorer.
"""
import csv
import datetime as dt
import re
import sys
import time
import unicodedata
from collections import Counter

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

LEVELS, HORIZON, STEP, WORDS = (0.5, 0.8, 0.9, 0.95), 15, 5, 60


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        yield from csv.DictReader(f)


def fold(s):
    return "".join(c for c in unicodedata.normalize("NFD", s.lower()) if unicodedata.category(c) != "Mn")


class Data:
    def __init__(self, folder):
        cal = [r for r in rows(folder + "/calendar.csv") if r["service_day"] == "1"]
        self.day = [r["date"] for r in cal]
        at = {d: i for i, d in enumerate(self.day)}
        att = [r for r in rows(folder + "/attendance.csv") if r["date"] in at]
        self.unit = sorted({r["unit"] for r in att})
        u = {x: i for i, x in enumerate(self.unit)}
        types = sorted({r["type"] for r in att})
        shape = (len(self.day), len(self.unit))
        self.y, self.enrol = np.full(shape, np.nan), np.full(shape, np.nan)
        self.type = np.zeros(len(self.unit))
        for r in att:
            c = at[r["date"]], u[r["unit"]]
            self.type[c[1]] = types.index(r["type"])
            n = float(r["attendance"] or 0)
            if n > 0 and r["suspect"] != "1":
                self.y[c] = n
            if float(r["enrolled"] or 0) > 0:
                self.enrol[c] = float(r["enrolled"])
        for v in self.enrol.T:  # fill gaps from the day before, then from the day after
            for s in (1, -1):
                w, last = v[::s], np.nan
                for i in range(len(w)):
                    last = w[i] if not np.isnan(w[i]) else last
                    w[i] = last
        self.enrol[np.isnan(self.enrol)] = 100.0
        self.ordinal = np.array([dt.date.fromisoformat(d).toordinal() for d in self.day])
        self.strike = np.array([r["strike"] == "1" for r in cal])
        self.weekday = np.array([int(r["weekday"]) for r in cal])
        self.x = self.columns(cal)
        self.log = np.log(self.y / self.enrol)

    def columns(self, cal):
        o = self.ordinal
        gap = np.diff(o, prepend=o[0] - 3, append=o[-1] + 30)
        since, to = np.zeros(len(o)), np.zeros(len(o))
        n = 50
        for i in range(len(o)):
            n = 0 if gap[i] >= 7 else n + 1
            since[i] = min(n, 50) + (0 if gap[i] < 40 else -1)
        n, long = 50, False
        for i in range(len(o) - 1, -1, -1):
            if gap[i + 1] >= 7:
                n, long = 0, gap[i + 1] >= 30
            else:
                n += 1
            to[i] = min(n, 50) + (100 if long else 0)
        month = np.array([int(d[5:7]) for d in self.day])
        doy = np.array([dt.date.fromordinal(int(x)).timetuple().tm_yday for x in o])
        fast = np.array([r["ramadan"] == "1" for r in cal])
        feast = np.array([r["eid"] == "1" for r in cal])
        menu = [set(re.findall(r"[a-z]{4,}", fold(r["menu"]))) for r in cal]
        common = [w for w, _ in Counter(w for m in menu for w in m).most_common(WORDS)]
        words = np.array([[w in m for w in common] for m in menu])
        base = np.stack([self.weekday, month, doy, since, to, fast, feast], 1)
        return np.hstack([base, words]).astype(np.float32)

    def features(self, origin, h):
        """Of every unit for one target day; nothing after the origin is read."""
        t, z = origin + h, self.log[: origin + 1]
        same = [s for s in range(origin, -1, -1) if self.weekday[s] == self.weekday[t]][:8]
        year = [s for s in range(origin + 1) if abs(self.ordinal[t] - 364 - self.ordinal[s]) <= 3]
        with np.errstate(all="ignore"):
            parts = [z[same[0]], np.nanmean(z[same[:4]], 0), np.nanmean(z[same], 0),
                     np.nanmean(z[-5:], 0), np.nanmean(z[-20:], 0), np.nanmean(z[-80:], 0),
                     np.nanstd(z[-80:], 0),
                     np.nanmean(z[year], 0) if year else np.full(z.shape[1], np.nan),
                     np.log(self.enrol[t]), self.type, np.arange(z.shape[1])]
        own = np.stack(parts, 1)
        day = np.hstack([[h], self.x[t]])
        return np.hstack([own, np.tile(day, (z.shape[1], 1))]).astype(np.float32)


def collect(d, origins, last, known=None):
    x, y, w, key = [], [], [], []
    for o in origins:
        for h in range(1, HORIZON + 1):
            t = o + h
            if t > (last if known is None else known):
                break
            ok = ~np.isnan(d.y[t]) & (known is None or not d.strike[t])
            x.append(d.features(o, h)[ok])
            y.append(d.log[t][ok])
            w.append(d.y[t][ok])
            key += [(u, o, h, t) for u in np.flatnonzero(ok)]
    return np.vstack(x), np.concatenate(y), np.concatenate(w), key


def main():
    folder, lo, hi, out = sys.argv[1:5]
    d = Data(folder)
    start = time.process_time()
    first = next(i for i, x in enumerate(d.day) if x >= lo) - 1
    last = max(i for i, x in enumerate(d.day) if x <= hi)
    x, y, w, _ = collect(d, range(first, 100, -STEP), last, known=first)
    xt, _, actual, key = collect(d, range(first, last, STEP), last)
    q = []
    for level in LEVELS:
        m = HistGradientBoostingRegressor(loss="quantile", quantile=level, max_iter=200,
                                          learning_rate=0.06, max_leaf_nodes=31,
                                          min_samples_leaf=60, l2_regularization=1.0, random_state=1)
        m.fit(x, y, sample_weight=w)
        q.append(m.predict(xt))
    scale = np.array([d.enrol[t, u] for u, _, _, t in key])
    q = np.sort(np.exp(np.array(q)), axis=0) * scale
    with open(out, "w", newline="") as f:
        f.write("unit,origin,h,q50,q80,q90,q95\n")
        for (u, o, h, _), v in zip(key, q.T):
            f.write(f"{d.unit[u]},{d.day[o]},{h}," + ",".join(f"{n:.3f}" for n in v) + "\n")
    main_cut = np.array([not d.strike[t] for *_, t in key])
    e = actual - q
    pin = np.mean([np.where(e[i] >= 0, p * e[i], (p - 1) * e[i])[main_cut].mean()
                   for i, p in enumerate(LEVELS)])
    cover = [100 * (e[i] <= 0)[main_cut].mean() for i in range(len(LEVELS))]
    print(f"{'gradient boosting (sklearn)':27s}"
          f"{100 * np.abs(e[0])[main_cut].sum() / actual[main_cut].sum():8.3f} {'':7s} {pin:8.4f}  "
          + " ".join(f"{c:5.1f}" for c in cover) + f"   {time.process_time() - start:.0f} CPU s")


if __name__ == "__main__":
    main()
