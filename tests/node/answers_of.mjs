// What the shell makes of form posts: cases as JSON on standard input, keys and own words out.
import { readFileSync } from "node:fs";

import { answers } from "../../src/headlog/web/static/headlog/answers.js";

const made = JSON.parse(readFileSync(0, "utf-8")).map(({ asks, pairs, before, now, zone }) =>
  answers(asks, pairs, before, new Date(now), zone),
);
process.stdout.write(JSON.stringify(made));
