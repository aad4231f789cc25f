// SPDX-License-Identifier: GPL-3.0-or-later
// Every feed of a published folder, read by ical.js (found through NODE_PATH) and compared with state.json.
const fs = require('fs');
const ICAL = require('ical.js').default ?? require('ical.js');
const root = process.argv[2];
const feeds = {};
for (const e of JSON.parse(fs.readFileSync(`${root}/state.json`, 'utf8')).events) (feeds[e.feed] ??= []).push(e);
let n = 0, bad = 0;
for (const [feed, events] of Object.entries(feeds)) {
    const cal = new ICAL.Component(ICAL.parse(fs.readFileSync(`${root}/feeds/${feed}.ics`, 'utf8')));
    ICAL.TimezoneService.register(new ICAL.Timezone(cal.getFirstSubcomponent('vtimezone')));
    const got = cal.getAllSubcomponents('vevent').map(v => new ICAL.Event(v));
    const want = {};
    for (const e of events) (want[`${e.summary}|${e.from}|${e.start}`] ??= []).push(e);
    if (got.length !== events.length) bad++;
    for (const e of got) {
        const s = e.startDate, minute = s.isDate ? -1 : s.hour * 60 + s.minute;
        const w = want[`${e.summary}|${String(s).slice(0, 10)}|${minute}`]?.pop();
        const zone = s.isDate || s.zone.tzid === 'Europe/Stockholm';
        const same = w && zone && w.sequence === e.sequence && w.description === (e.description ?? '') &&
            w.location === (e.location ?? '');
        if (!same) { bad++; console.log(feed, e.summary, String(s)); }
        n++;
    }
}
console.log(`${n} events, ${bad} bad`);
process.exit(bad || n < 100 ? 1 : 0);
