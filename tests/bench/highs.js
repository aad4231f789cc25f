// SPDX-License-Identifier: GPL-3.0-or-later
// Solves an LP file with HiGHS (npm package "highs", WebAssembly): node highs.js MODULES FILE.lp
// Prints "Objective X" and "Solve S", the seconds of reading and solving inside HiGHS.
const fs = require('fs');
const path = require('path');
const [modules, file] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');
require(path.resolve(modules, 'highs'))().then((highs) => {
  const start = process.cpuUsage();
  const result = highs.solve(text, {});
  const used = process.cpuUsage(start);
  console.log(`Status ${result.Status}`);
  console.log(`Objective ${result.ObjectiveValue}`);
  console.log(`Solve ${((used.user + used.system) / 1e6).toFixed(2)}`);
  process.exit(result.Status === 'Optimal' ? 0 : 1);
}).catch((e) => { console.log(String(e)); process.exit(1); });
