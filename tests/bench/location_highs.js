// SPDX-License-Identifier: GPL-3.0-or-later
// HiGHS (npm package `highs`, WebAssembly) on an LP file: location_highs.js FOLDER FILE SECONDS
const [folder, file, limit] = process.argv.slice(2);
const text = require('fs').readFileSync(file, 'utf8');
require(require('path').resolve(folder, 'node_modules/highs'))().then((highs) => {
  const r = highs.solve(text, {time_limit: Number(limit), mip_rel_gap: 0, output_flag: false});
  console.log(r.Status, r.ObjectiveValue);
});
