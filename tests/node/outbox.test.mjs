import assert from "node:assert/strict";
import { test } from "node:test";

import { BATCH, Outbox, uuid7 } from "../../src/headlog/web/static/headlog/outbox.js";

const ALICE = "00000000-0000-7000-8000-00000000000a";
const CHARLIE = "00000000-0000-7000-8000-00000000000c";

// A store that forgets nothing it was asked to keep, and refuses when it is full.
function memory({ quota = Infinity } = {}) {
  const rows = new Map();
  const facts = new Map([["owner", ALICE]]);
  return {
    rows,
    async put(some) {
      if (rows.size + some.filter((row) => !rows.has(row.key)).length > quota) throw new Error("QuotaExceededError");
      some.forEach((row) => rows.set(row.key, structuredClone(row)));
    },
    async remove(keys) {
      keys.forEach((key) => rows.delete(key));
    },
    one: async (key) => structuredClone(rows.get(key)),
    all: async () => [...rows.values()].map((row) => structuredClone(row)),
    note: async (name, value) => void facts.set(name, value),
    fact: async (name) => facts.get(name),
  };
}

// A server that stores by (id, version) and answers per entry, as the real one does.
function server(stored = new Map(), { poison = () => false } = {}) {
  const asked = [];
  const fetch = async (path, options) => {
    if (path !== "/sync/") return { ok: true, status: 200, json: async () => ({}) };
    const { person, entries } = JSON.parse(options.body);
    asked.push(entries.length);
    const receipts = entries.map((entry) => {
      const key = `${entry.id}/${entry.version}`;
      if (poison(entry)) return { ...entry, outcome: "rejected", problems: [{ field: "began", text: "no" }] };
      const outcome = stored.has(key) ? "already_had" : "stored";
      stored.set(key, entry);
      return { id: entry.id, version: entry.version, outcome };
    });
    return { ok: true, status: 200, json: async () => ({ person, receipts }) };
  };
  return { fetch, stored, asked };
}

function phone(fetch, { store = memory(), clock = { ms: 1_780_000_000_000 } } = {}) {
  let dice = 1;
  let tail = Promise.resolve();
  const outbox = new Outbox({
    store,
    fetch,
    now: () => (clock.ms += 1),
    random: (count) => Uint8Array.from({ length: count }, () => (dice = (dice * 48271) % 2147483647) & 255),
    lock: (work) => (tail = tail.then(work, work)),
    token: () => "token",
  });
  return { outbox, store, clock };
}

test("an id leads with its time and is of version 7", () => {
  const [early, late] = [uuid7(1, new Uint8Array(16).fill(255)), uuid7(2, new Uint8Array(16))];
  assert.ok(early < late);
  assert.match(early, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("an entry is on the phone before anything is sent, and leaves only after its receipt", async () => {
  const { fetch, stored } = server();
  const { outbox, store } = phone(fetch);
  const entry = await outbox.keep({ kind: "attack" });
  assert.equal(store.rows.size, 1);
  assert.equal(stored.size, 0);
  assert.equal(await outbox.flush(), "sent");
  assert.deepEqual([...stored.keys()], [`${entry.id}/${entry.version}`]);
  assert.equal((await outbox.unsent()).length, 0);
  assert.equal(await outbox.flush(), "nothing");
});

test("a lost reply doubles nothing", async () => {
  const { fetch, stored } = server();
  let lost = 2;
  const losing = async (...request) => {
    const answer = await fetch(...request);
    if (lost-- > 0) throw new TypeError("network lost after the request");
    return answer;
  };
  const { outbox } = phone(losing);
  await outbox.keep({ kind: "dose" });
  assert.equal(await outbox.flush(), "offline");
  assert.equal(await outbox.flush(), "offline");
  assert.equal((await outbox.unsent()).length, 1);
  assert.equal(await outbox.flush(), "sent");
  assert.equal(stored.size, 1);
});

test("500 entries go in batches, and order does not matter", async () => {
  const { fetch, stored, asked } = server();
  const { outbox } = phone(fetch);
  for (let n = 0; n < 500; n += 1) await outbox.keep({ kind: "sign", n });
  assert.equal(await outbox.flush(), "sent");
  assert.equal(stored.size, 500);
  assert.deepEqual(asked, [BATCH, BATCH, BATCH, BATCH, BATCH]);
});

test("a rejected entry stays, says why, can be mended, and holds up no other", async () => {
  const { fetch, stored } = server(new Map(), { poison: (entry) => entry.bad });
  const { outbox } = phone(fetch);
  await outbox.keep({ kind: "sign", n: 1 });
  const bad = await outbox.keep({ kind: "sign", bad: true });
  await outbox.keep({ kind: "sign", n: 3 });
  await outbox.flush();
  assert.equal(stored.size, 2);
  const [row] = await outbox.unsent();
  assert.deepEqual([row.state, row.problems[0].field], ["rejected", "began"]);
  await outbox.keep({ kind: "sign", n: 2 }, { id: bad.id, base: bad.version });
  assert.equal(await outbox.flush(), "sent");
  assert.equal(stored.size, 3);
  assert.ok([...stored.values()].some((entry) => entry.id === bad.id && entry.n === 2));
  assert.deepEqual(await outbox.unsent(), []);
});

test("a session that has ended keeps everything", async () => {
  const { outbox } = phone(async () => ({ ok: false, status: 401 }));
  await outbox.keep({ kind: "attack" });
  assert.equal(await outbox.flush(), "signed_out");
  assert.equal((await outbox.unsent())[0].state, "unsent");
});

test("a refused token is read again and is never a rejection", async () => {
  const { fetch, stored } = server();
  const seen = [];
  const { outbox } = phone(async (path, options) => {
    seen.push(path);
    return seen.length === 1 ? { ok: false, status: 403 } : fetch(path, options);
  });
  await outbox.keep({ kind: "attack" });
  assert.equal(await outbox.flush(), "sent");
  assert.deepEqual(seen, ["/sync/", "/offline/me/", "/sync/"]);
  assert.equal(stored.size, 1);
  const always = phone(async () => ({ ok: false, status: 403 })).outbox;
  await always.keep({ kind: "attack" });
  assert.equal(await always.flush(), "offline");
  assert.equal((await always.unsent())[0].state, "unsent");
});

test("entries are bound to who made them", async () => {
  const { fetch, stored } = server();
  const { outbox, store } = phone(fetch);
  await outbox.keep({ kind: "attack" });
  await store.note("owner", CHARLIE);
  assert.deepEqual(await outbox.rows(), []);
  assert.equal(await outbox.flush(), "nothing");
  assert.equal(stored.size, 0);
  await store.note("owner", ALICE);
  assert.equal(await outbox.flush(), "sent");
});

test("without an account entries wait until an account takes them", async () => {
  const { fetch, stored } = server();
  const { outbox, store } = phone(fetch);
  await store.note("owner", null);
  await outbox.keep({ kind: "attack" });
  assert.equal(await outbox.flush(), "nothing");
  assert.equal((await outbox.unsent()).length, 1);
  assert.equal(await outbox.adopt(ALICE), 1);
  await store.note("owner", ALICE);
  assert.equal(await outbox.flush(), "sent");
  assert.equal(stored.size, 1);
});

test("what does not fit on the phone is not shown as saved", async () => {
  const { outbox } = phone(server().fetch, { store: memory({ quota: 1 }) });
  await outbox.keep({ kind: "attack" });
  await assert.rejects(outbox.keep({ kind: "dose" }), /Quota/);
  assert.equal((await outbox.unsent()).length, 1);
});

test("a batch the server will not read is halved until only the unreadable entry is left", async () => {
  const { fetch, stored } = server();
  const refusing = async (path, options) =>
    JSON.parse(options.body).entries.some((entry) => entry.huge)
      ? { ok: false, status: 413, json: async () => ({ problem: "too large" }) }
      : fetch(path, options);
  const { outbox } = phone(refusing);
  for (let n = 0; n < 9; n += 1) await outbox.keep({ kind: "sign", huge: n === 4 });
  await outbox.flush();
  assert.equal(stored.size, 8);
  const [row] = await outbox.unsent();
  assert.deepEqual([row.state, row.problems[0].text], ["rejected", "too large"]);
});

test("an answer without receipts, for another person or from a failing server lets go of nothing", async () => {
  const answers = [
    { ok: true, status: 200, json: async () => ({ person: ALICE, receipts: [] }) },
    { ok: true, status: 200, json: async () => ({ person: CHARLIE, receipts: [] }) },
    { ok: true, status: 200, json: async () => JSON.parse("<html>") },
    { ok: false, status: 500 },
    { ok: false, status: 409 },
  ];
  for (const answer of answers) {
    const { outbox } = phone(async () => answer);
    await outbox.keep({ kind: "attack" });
    await outbox.flush();
    assert.equal((await outbox.unsent())[0].state, "unsent");
  }
});

test("the current versions are those nothing was written over", async () => {
  const { outbox } = phone(server().fetch);
  const attack = await outbox.keep({ kind: "attack", worst_pain: 3 });
  const later = await outbox.keep({ kind: "attack", worst_pain: 7 }, { id: attack.id, base: attack.version });
  const dose = await outbox.keep({ kind: "dose" });
  await outbox.keep({ kind: "dose" }, { id: dose.id, base: dose.version, withdrawn: true });
  assert.deepEqual((await outbox.current()).map((row) => row.entry.version), [later.version]);
});

test("sent entries stay a week for correcting, and go when signing out", async () => {
  const { outbox, clock, store } = phone(server().fetch);
  await outbox.keep({ kind: "attack" });
  await outbox.flush();
  assert.equal(store.rows.size, 1);
  clock.ms += 8 * 86_400_000;
  await outbox.flush();
  assert.equal(store.rows.size, 0);
  await outbox.keep({ kind: "dose" });
  await outbox.flush();
  await outbox.keep({ kind: "sign" });
  await outbox.forgetSent();
  assert.deepEqual((await outbox.rows()).map((row) => row.entry.kind), ["sign"]);
});

test("an entry that an older version queued is upgraded when it is read and sent", async () => {
  const { fetch, stored } = server();
  const store = memory();
  await phone(fetch, { store }).outbox.keep({ kind: "sign", strength: 3 });
  const newer = phone(fetch, { store }).outbox;
  const renamed = ({ strength, ...entry }) => ({ ...entry, severity: strength });
  Object.assign(newer, { schema: 2, upgrades: { 1: (row) => ({ ...row, entry: renamed(row.entry) }) } });
  assert.equal(await newer.flush(), "sent");
  const [entry] = stored.values();
  assert.deepEqual([entry.severity, entry.strength], [3, undefined]);
  assert.deepEqual([...store.rows.values()].map((row) => row.schema), [2]);
});

test("another person on the phone sees nothing of the first one's, whose unsent entries wait", async () => {
  const { fetch } = server();
  let me = { person: ALICE, name: "alice", seen: [{ id: "a", version: "v", kind: "attack", logged_at: "2026-05-04T00:00:00Z" }] };
  const { outbox, store } = phone(async (path, options) =>
    path === "/offline/me/" ? { ok: true, status: 200, json: async () => me } : fetch(path, options),
  );
  assert.equal(await outbox.meet(), "signed_in");
  assert.deepEqual((await outbox.current()).map((row) => row.entry.id), ["a"]);
  await outbox.keep({ kind: "dose" });
  await outbox.flush();
  const waiting = await outbox.keep({ kind: "sign" });
  me = { person: CHARLIE, name: "charlie", seen: [] };
  assert.equal(await outbox.meet(), "signed_in");
  assert.deepEqual(await outbox.current(), []);
  assert.deepEqual([...store.rows.values()].map((row) => [row.owner, row.entry.version]), [[ALICE, waiting.version]]);
});

test("what the server shows gives way to a later version made here, and the other way round", async () => {
  const { outbox, store } = phone(server().fetch);
  const seen = (version, logged_at, base) => ({ id: "a", version, kind: "attack", logged_at, ...(base && { base }) });
  await store.note("seen", { owner: ALICE, entries: [seen("v1", "2026-05-04T00:00:00Z")] });
  const mine = await outbox.keep({ kind: "attack" }, { id: "a", base: "v1" });
  assert.deepEqual((await outbox.current()).map((row) => row.entry.version), [mine.version]);
  await store.note("seen", { owner: ALICE, entries: [seen("v3", "2099-01-01T00:00:00Z", mine.version)] });
  assert.deepEqual((await outbox.current()).map((row) => row.entry.version), ["v3"]);
});

test("signing out leaves nothing to see, and an entry made after it belongs to nobody", async () => {
  const { outbox, store } = phone(server().fetch);
  await outbox.keep({ kind: "dose" });
  await outbox.leave();
  assert.deepEqual(await outbox.rows(), []);
  assert.equal(store.rows.size, 1);
  const entry = await outbox.keep({ kind: "attack" });
  assert.deepEqual((await outbox.orphans()).map((row) => row.entry.version), [entry.version]);
});

test("what was written over a rejected version takes its place", async () => {
  const { fetch, stored } = server(new Map(), { poison: (entry) => entry.bad });
  const { outbox, store } = phone(fetch);
  const bad = await outbox.keep({ kind: "attack", bad: true });
  await outbox.flush();
  const good = await outbox.keep({ kind: "attack" }, { id: bad.id, base: bad.version });
  assert.equal(good.base, undefined);
  assert.equal(await outbox.flush(), "sent");
  assert.deepEqual([...store.rows.values()].map(({ state, entry }) => [state, entry.version]), [["sent", good.version]]);
  assert.deepEqual([...stored.keys()], [`${good.id}/${good.version}`]);
});

test("rejected versions go when one that was written over them before the answer stands for them", async () => {
  const { fetch } = server(new Map(), { poison: (entry) => entry.bad });
  for (const last of [true, false]) {
    const { outbox, store } = phone(fetch);
    const first = await outbox.keep({ kind: "attack", bad: true });
    const second = await outbox.keep({ kind: "attack", bad: true, n: 2 }, { id: first.id, base: first.version });
    const third = await outbox.keep({ kind: "attack", bad: last, n: 3 }, { id: first.id, base: second.version });
    await outbox.flush();
    const [row, ...rest] = store.rows.values();
    assert.deepEqual([row.state, row.entry.version, rest], [last ? "rejected" : "sent", third.version, []]);
    if (last) assert.equal((await outbox.keep({ kind: "attack" }, { id: first.id, base: third.version })).base, undefined);
  }
});

test("taking back sends what goes before, or a withdrawal, and of a rejected entry nothing at all", async () => {
  const { fetch, stored } = server(new Map(), { poison: (entry) => entry.bad });
  const { outbox, store } = phone(fetch);
  const bad = await outbox.keep({ kind: "attack", bad: true });
  await outbox.flush();
  assert.equal(await outbox.takeBack(bad, null), null);
  assert.deepEqual([store.rows.size, await outbox.flush()], [0, "nothing"]);
  const first = await outbox.keep({ kind: "dose", amount: 1 });
  const second = await outbox.keep({ kind: "dose", amount: 2 }, { id: first.id, base: first.version });
  const back = await outbox.takeBack(second, first);
  assert.deepEqual([back.amount, back.base, back.withdrawn], [1, second.version, undefined]);
  const gone = await outbox.takeBack(back, null);
  assert.deepEqual([gone.amount, gone.base, gone.withdrawn], [undefined, back.version, true]);
  await outbox.flush();
  assert.equal(stored.size, 4);
});

test("what one person was shown is not kept for another", async () => {
  const { outbox, store } = phone(server().fetch);
  const entry = await outbox.keep({ kind: "attack" }, { drawnFor: ALICE });
  await store.note("owner", CHARLIE);
  await assert.rejects(outbox.keep({ kind: "dose" }, { drawnFor: ALICE }), { name: "OtherOwner" });
  await assert.rejects(outbox.keep({ kind: "attack" }, { id: entry.id, base: entry.version, drawnFor: null }), { name: "OtherOwner" });
  assert.equal(store.rows.size, 1);
  await outbox.keep({ kind: "dose" }, { drawnFor: null });
  assert.equal(store.rows.size, 2);
});

test("what was withdrawn or erased on another device leaves the phone, and what waits does not", async () => {
  let me = { person: ALICE, seen: [] };
  const { fetch } = server();
  const { outbox } = phone(async (path, options) => (path === "/offline/me/" ? { ok: true, status: 200, json: async () => me } : fetch(path, options)));
  const kinds = async () => (await outbox.current()).map((row) => row.entry.kind);
  const attack = await outbox.keep({ kind: "attack" });
  await outbox.keep({ kind: "dose" });
  await outbox.flush();
  await outbox.meet();
  assert.deepEqual(await kinds(), ["attack", "dose"]);
  me = { ...me, withdrawn: [attack.id], diary: "first" };
  await outbox.meet();
  assert.deepEqual(await kinds(), ["dose"]);
  await outbox.keep({ kind: "sign" });
  me = { person: ALICE, seen: [], diary: "second" };
  await outbox.meet();
  assert.deepEqual(await kinds(), ["sign"]);
});

test("a request that hangs is given up, and the next one goes", async (t) => {
  const { fetch, stored } = server();
  let hangs = true;
  t.mock.method(AbortSignal, "timeout", (ms) => {
    assert.ok(ms <= 30_000);
    return hangs ? AbortSignal.abort() : new AbortController().signal;
  });
  const { outbox } = phone((path, options) =>
    hangs ? new Promise((_, reject) => options?.signal?.aborted && reject(options.signal.reason)) : fetch(path, options),
  );
  await outbox.keep({ kind: "attack" });
  assert.equal(await outbox.flush(), "offline");
  hangs = false;
  assert.equal(await outbox.flush(), "sent");
  assert.equal(stored.size, 1);
});

test("a refusal of size is one whatever its body, and a small entry is not to blame for it", async () => {
  const { fetch, stored } = server();
  const html = (status) => ({ ok: false, status, json: async () => JSON.parse("<html>") });
  for (const status of [413, 400]) {
    const { outbox } = phone(async (path, options) => (options.body.length > 150_000 ? html(status) : fetch(path, options)));
    for (const n of [1, 2, 3]) await outbox.keep({ kind: "sign", notes: "n".repeat(n === 2 ? 200_000 : 60_000) });
    await outbox.flush();
    const rows = await outbox.rows();
    assert.deepEqual(rows.map((row) => row.state), ["sent", "rejected", "sent"]);
    assert.match(rows[1].problems[0].text, /too large/);
    assert.equal(stored.size, 2);
    stored.clear();
  }
  const { outbox } = phone(async () => html(400));
  await outbox.keep({ kind: "sign" });
  assert.equal(await outbox.flush(), "offline");
  assert.equal((await outbox.unsent())[0].state, "unsent");
});

test("a check-in that the server kept as a version of the day's other one is one here too", async () => {
  const seen = [];
  const fetch = async (path, options) => {
    if (path === "/offline/me/") return { ok: true, status: 200, json: async () => ({ person: ALICE, seen }) };
    const [{ id, version }] = JSON.parse(options.body).entries;
    const receipts = [{ id, version, outcome: "stored", kept_as: "check-in-of-the-day" }];
    return { ok: true, status: 200, json: async () => ({ person: ALICE, receipts }) };
  };
  const { outbox, store } = phone(fetch);
  const entry = await outbox.keep({ kind: "check_in", headache: false });
  assert.equal(await outbox.flush(), "sent");
  assert.deepEqual([...store.rows.values()].map((row) => [row.state, row.entry.id]), [["sent", "check-in-of-the-day"]]);
  seen.push({ kind: "check_in", id: "check-in-of-the-day", version: entry.version, base: "other", logged_at: entry.logged_at, headache: false, stress: 3 });
  await outbox.meet();
  assert.deepEqual((await outbox.current()).map((row) => row.entry.stress), [3]);
});
