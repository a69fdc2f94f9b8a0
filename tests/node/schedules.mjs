// Random schedules of mishaps against a real server: what was kept is stored, once, and nothing else is called saved.
// Used as `node schedules.mjs ADDRESS COUNT SEED`; each schedule is drawn from its own number alone.
import { Outbox } from "../../src/headlog/web/static/headlog/outbox.js";

const FAULTS = ["none", "none", "before", "drop_request", "lose_reply", "kill_before_commit", "kill_after_commit", "error", "old_token", "signed_out", "other_account"];
const KINDS = ["attack", "sign", "dose", "neck_episode", "relief", "check_in"];
const DAY = 86_400_000;

export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (count) => Math.floor(next() * count), of: (some) => some[Math.floor(next() * some.length)] };
}

// The phone's disk: outlives its tabs. A closed tab can write to it no more.
function disk() {
  const rows = new Map();
  const facts = new Map();
  let quota = Infinity;
  const tab = () => {
    const store = {
      closed: false,
      async put(some) {
        await null;
        if (store.closed) throw new Error("the tab is closed");
        if (rows.size + some.filter((row) => !rows.has(row.key)).length > quota) throw new Error("QuotaExceededError");
        some.forEach((row) => rows.set(row.key, structuredClone(row)));
      },
      async remove(keys) {
        await null;
        if (store.closed) throw new Error("the tab is closed");
        keys.forEach((key) => rows.delete(key));
      },
      one: async (key) => structuredClone(rows.get(key)),
      all: async () => [...rows.values()].map((row) => structuredClone(row)),
      note: async (name, value) => void facts.set(name, value),
      fact: async (name) => facts.get(name),
    };
    return store;
  };
  return { rows, facts, tab, full: (isFull) => (quota = isFull ? rows.size : Infinity) };
}

// One phone: its disk, its clock, its cookies, its network, its lock between tabs, and the tab that is open.
class Phone {
  constructor(address, person, random) {
    Object.assign(this, { address, random, disk: disk(), skew: 0, fault: "none", stranger: null });
    this.cookies = new Map([[person.cookie, person.session]]);
    this.person = person;
    this.disk.facts.set("owner", person.person);
    this.tail = Promise.resolve();
    this.open();
  }

  open() {
    if (this.store) this.store.closed = true;
    this.store = this.disk.tab();
    // A closed tab lets go of the lock, as browsers do.
    this.tail = Promise.resolve();
    this.outbox = this.tab(this.store);
  }

  tab(store) {
    return new Outbox({
      store,
      fetch: (...request) => this.fetch(...request),
      now: () => Math.floor(Date.now() + this.skew),
      random: (count) => Uint8Array.from({ length: count }, () => this.random.below(256)),
      lock: (work) => (this.tail = this.tail.then(work, work)),
      token: () => this.cookies.get("headlog-csrf") ?? "",
    });
  }

  async fetch(path, options = {}) {
    const fault = path === "/sync/" ? this.fault : "none";
    if (fault === "before") throw new TypeError("no network");
    if (fault === "old_token") {
      this.cookies.set("headlog-csrf", "x".repeat(32));
      this.fault = "none";
    }
    const cookies = new Map(this.cookies);
    if (fault === "signed_out") cookies.delete(this.person.cookie);
    if (fault === "other_account") cookies.set(this.person.cookie, this.stranger.session);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...options.headers, cookie, origin: this.address, connection: "close", "x-fault": fault };
    const response = await fetch(this.address + path, { ...options, headers });
    const body = await response.text();
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (name === "headlog-csrf" && fault !== "other_account") this.cookies.set(name, value);
    }
    return { ok: response.ok, status: response.status, json: async () => JSON.parse(body) };
  }

  // Sends with a fault on the way; when the token of this phone is not known yet, the outbox asks for it itself.
  async send(fault) {
    this.fault = fault;
    const outcome = await this.outbox.flush();
    this.fault = "none";
    return outcome;
  }
}

const at = (phone) => ({ at: new Date(Date.now() + phone.skew - phone.random.below(DAY)).toISOString(), zone: "UTC" });

function fresh(phone) {
  const kind = phone.random.of(KINDS);
  const day = new Date(Date.now() - phone.random.below(6) * DAY).toISOString().slice(0, 10);
  return {
    attack: () => ({ kind, began: at(phone) }),
    sign: () => ({ kind, sign: "yawning", began: at(phone), severity: phone.random.below(11) }),
    dose: () => ({ kind, medicine: "Sumatriptan", at: at(phone), amount: 50, unit: "mg" }),
    neck_episode: () => ({ kind, began: at(phone), side: "left" }),
    relief: () => ({ kind, relief: "cold", began: at(phone) }),
    check_in: () => ({ kind, day, zone: "UTC", headache: phone.random.next() < 0.5 }),
  }[kind]();
}

// Runs one schedule; answers what went wrong, by kind, with words.
export async function schedule(address, seed) {
  const random = dice(seed);
  const newPerson = async () => patiently(`${address}/_faults/person`);
  const [person, stranger] = [await newPerson(), await newPerson()];
  const phones = [new Phone(address, person, random), new Phone(address, person, random)];
  phones.forEach((phone) => (phone.stranger = stranger));
  const kept = new Map();
  const wrong = { lost: [], doubled: [], falsely_saved: [] };
  const stored = async () => patiently(`${address}/_faults/stored/${person.person}`);
  const keep = async (phone, keys, options) => {
    try {
      const entry = await phone.outbox.keep(keys, options);
      kept.set(entry.version, entry);
      if (!phone.disk.rows.has(`${entry.id}/${entry.version}`)) wrong.falsely_saved.push(`${entry.version} is not on the phone`);
    } catch (problem) {
      if (!/Quota/.test(problem.message)) throw problem;
    }
  };
  const check = async () => {
    const there = new Set((await stored()).map((row) => row.version));
    for (const phone of phones) {
      for (const { state, entry } of phone.disk.rows.values()) {
        if (state === "sent" && !there.has(entry.version)) wrong.falsely_saved.push(`${entry.version} is called sent`);
      }
    }
  };
  const steps = {
    keep: (phone) => keep(phone, fresh(phone)),
    keep_many: async (phone) => {
      for (let n = random.below(130); n > 0; n -= 1) await keep(phone, fresh(phone));
    },
    poison: (phone) => keep(phone, { kind: "sign", sign: "yawning", began: at(phone), severity: 99 }),
    edit: async (phone) => {
      const row = random.of(await phone.outbox.current());
      // A poisoned version is never taken, and goes when it is written over.
      if (row?.entry.severity === 99) kept.delete(row.entry.version);
      if (row && row.state !== "rejected") await keep(phone, { ...row.entry, notes: `seen again ${random.below(99)}` }, { id: row.entry.id, base: row.entry.version });
    },
    withdraw: async (phone) => {
      const row = random.of(await phone.outbox.current());
      if (row?.entry.severity === 99) kept.delete(row.entry.version);
      if (row && row.state !== "rejected") await keep(phone, { kind: row.entry.kind }, { id: row.entry.id, base: row.entry.version, withdrawn: true });
    },
    send: async (phone) => void (await phone.send(random.of(FAULTS))),
    close_tab: async (phone) => {
      phone.fault = random.of(["none", "lose_reply", "kill_after_commit"]);
      const cut = phone.outbox.flush().catch(() => {});
      phone.open();
      await cut;
      phone.fault = "none";
    },
    two_tabs: async (phone) => {
      const other = phone.tab(phone.store);
      await Promise.all([phone.outbox.flush(), other.flush()]);
    },
    two_tabs_without_locks: async (phone) => {
      const other = phone.tab(phone.store);
      other.lock = (work) => work();
      await Promise.all([phone.outbox.flush(), other.flush()]);
    },
    two_devices: async () => void (await Promise.all(phones.map((phone) => phone.send("none")))),
    wrong_clock: async (phone) => void (phone.skew = random.of([-DAY, 0, DAY])),
    full: async (phone) => phone.disk.full(true),
    room_again: async (phone) => phone.disk.full(false),
    meet: async (phone) => void (await phone.outbox.meet()),
  };
  const names = [...Object.keys(steps), "keep", "keep", "edit", "send", "send", "send"].filter((name) => name !== "keep_many" || seed % 10 === 0);
  for (let n = 6 + random.below(10); n > 0; n -= 1) {
    const name = random.of(names);
    await steps[name](random.of(phones));
    if (name !== "keep" && random.next() < 0.3) await check();
  }
  // Everything mends: room, clock, network, session. Then nothing may wait any more.
  for (const phone of phones) {
    phone.disk.full(false);
    phone.skew = 0;
    for (let tries = 0; tries < 20; tries += 1) {
      await phone.send("none");
      for (const row of (await phone.outbox.rows()).filter((one) => one.state === "rejected")) {
        kept.delete(row.entry.version);
        const { severity, ...rest } = row.entry;
        const { id, version, base, logged_at, withdrawn, ...keys } = rest;
        const entry = await phone.outbox.keep(keys, { id, base: version });
        kept.set(entry.version, entry);
      }
      if (!(await phone.outbox.unsent()).length) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const row of await phone.outbox.unsent()) wrong.lost.push(`${row.entry.version} never left the phone: ${JSON.stringify(row.problems ?? [])}`);
  }
  await check();
  const rows = await stored();
  const times = new Map();
  rows.forEach((row) => times.set(row.version, (times.get(row.version) ?? 0) + 1));
  for (const version of kept.keys()) if (!times.has(version)) wrong.lost.push(`${version} is not stored`);
  for (const [version, count] of times) if (count > 1 || !kept.has(version)) wrong.doubled.push(`${version} is stored ${count} times`);
  return { wrong, entries: kept.size };
}

// The server may be dead for a moment when it is asked what it holds.
async function patiently(address) {
  for (let tries = 0; ; tries += 1) {
    try {
      const response = await fetch(address, { headers: { connection: "close" } });
      if (response.ok) return await response.json();
    } catch (problem) {
      if (tries > 100) throw problem;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function main([address, count, seed]) {
  const total = { lost: 0, doubled: 0, falsely_saved: 0, entries: 0 };
  let next = Number(seed);
  const last = next + Number(count);
  const runner = async () => {
    while (next < last) {
      const number = next;
      next += 1;
      const { wrong, entries } = await schedule(address, number);
      total.entries += entries;
      for (const [kind, found] of Object.entries(wrong)) {
        total[kind] += found.length;
        found.forEach((words) => console.log(`schedule ${number}, ${kind}: ${words}`));
      }
    }
  };
  await Promise.all([runner(), runner(), runner(), runner()]);
  const { lost, doubled, falsely_saved, entries } = total;
  const { killed } = await patiently(`${address}/_faults/killed`);
  console.log(`${count} schedules: ${lost} lost, ${doubled} doubled, ${falsely_saved} shown as saved without being stored (under Node: ${entries} entries, server killed ${killed} times)`);
  process.exitCode = lost + doubled + falsely_saved ? 1 : 0;
}

if (process.argv[1]?.endsWith("schedules.mjs")) await main(process.argv.slice(2));
