// The outbox: an entry is on the phone before the screen says saved, and leaves it only after a receipt.
// Everything from outside (storage, network, clock, dice, lock) is handed in, so that it runs under Node too.

export const SCHEMA = 1;
export const BATCH = 100;
const KEEP_SENT_MS = 7 * 86_400_000;
const SETTLED = new Set(["stored", "already_had", "conflict_kept"]);
// How to read a queued row that an older version of this file wrote: UPGRADES[n] makes n + 1 of n.
const UPGRADES = {};
// Keys of an entry that are not what it says.
const ABOUT = ["id", "version", "base", "logged_at", "by", "withdrawn", "source"];

export function uuid7(now, randomBytes) {
  const bytes = new Uint8Array(16);
  bytes.set(randomBytes.subarray(0, 16));
  for (let place = 5, rest = now; place >= 0; place -= 1, rest = Math.floor(rest / 256)) bytes[place] = rest % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export const keyOf = (entry) => `${entry.id}/${entry.version}`;

// What an entry says, without what it is.
export const said = (entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => !ABOUT.includes(name)));

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// Rows are {key, owner, state: unsent | sent | rejected, problems, at, schema, entry}; facts are {name, value}.
export function openStore(indexedDB, name = "headlog") {
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("rows", { keyPath: "key" });
      request.result.createObjectStore("facts", { keyPath: "name" });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  const writing = async (store, work) => {
    const transaction = (await opened).transaction(store, "readwrite", { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    work(transaction.objectStore(store));
    await done;
  };
  return {
    put: (rows) => writing("rows", (store) => rows.forEach((row) => store.put(row))),
    remove: (keys) => writing("rows", (store) => keys.forEach((key) => store.delete(key))),
    all: async () => settled((await opened).transaction("rows").objectStore("rows").getAll()),
    note: (fact, value) => writing("facts", (store) => store.put({ name: fact, value })),
    fact: async (fact) => (await settled((await opened).transaction("facts").objectStore("facts").get(fact)))?.value,
  };
}

export class Outbox {
  constructor({ store, fetch, now, random, lock, token, changed = () => {}, schema = SCHEMA, upgrades = UPGRADES }) {
    Object.assign(this, { store, fetch, now, random, lock, token, changed, schema, upgrades });
  }

  newId() {
    return uuid7(this.now(), this.random(16));
  }

  owner() {
    return this.store.fact("owner").then((owner) => owner ?? null);
  }

  // Puts a version of a record on the phone; resolves only when it is on disk.
  async keep(fields, { id = this.newId(), base = null, withdrawn = false } = {}) {
    const at = this.now();
    const version = this.newId();
    const entry = { ...fields, id, version, logged_at: new Date(at).toISOString() };
    if (base) entry.base = base;
    if (withdrawn) entry.withdrawn = true;
    const row = { key: keyOf(entry), owner: await this.owner(), state: "unsent", at, schema: this.schema, entry };
    await this.store.put([row]);
    this.changed();
    return entry;
  }

  // What this phone holds for whoever uses it now, oldest first; other people's entries stay unseen.
  async rows() {
    const owner = await this.owner();
    const mine = (await this.store.all()).filter((row) => row.owner === owner).map((row) => this.upgraded(row));
    return mine.sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1));
  }

  async unsent() {
    return (await this.rows()).filter((row) => row.state !== "sent");
  }

  // Records as they stand, by what this phone made and what the server showed it last; the latest of each counts.
  async current() {
    const shown = await this.store.fact("seen");
    const seen = shown && shown.owner === (await this.owner()) ? shown.entries : [];
    const rows = new Map(seen.map((entry) => [keyOf(entry), { key: keyOf(entry), state: "sent", entry }]));
    for (const row of await this.rows()) rows.set(row.key, row);
    const overwritten = new Set([...rows.values()].map((row) => `${row.entry.id}/${row.entry.base}`));
    const heads = new Map();
    for (const row of rows.values()) {
      const { id, logged_at } = row.entry;
      if (overwritten.has(row.key) || heads.get(id)?.entry.logged_at.localeCompare(logged_at) > 0) continue;
      heads.set(id, row);
    }
    return [...heads.values()].filter((row) => !row.entry.withdrawn);
  }

  // Asks who is signed in. What was sent for somebody else leaves the phone; what was not waits for them, unseen.
  async meet() {
    let response;
    try {
      response = await this.fetch("/offline/me/");
      if (response.status === 401) return "signed_out";
      const me = response.ok ? await response.json() : null;
      if (!me?.person) return "offline";
      if (me.person !== (await this.owner())) await this.forgetSent();
      await this.store.note("owner", me.person);
      await this.store.note("me", me);
      await this.store.note("seen", { owner: me.person, entries: me.seen ?? [] });
      this.changed();
      return "signed_in";
    } catch {
      return "offline";
    }
  }

  // Sends what is unsent, one tab at a time. Says what came of it: nothing, sent, offline, signed_out, other_account.
  flush() {
    return this.lock(async () => {
      let outcome = "nothing";
      for (let size = BATCH; ; ) {
        const owner = await this.owner();
        const batch = owner ? (await this.rows()).filter((row) => row.state === "unsent").slice(0, size) : [];
        if (!batch.length) break;
        const answer = await this.send(owner, batch);
        if (answer === "too_much" && batch.length > 1) {
          size = Math.ceil(batch.length / 2);
          continue;
        }
        if (answer === "too_much") {
          await this.store.put([{ ...batch[0], state: "rejected", problems: [{ field: "", text: this.refusal }] }]);
          continue;
        }
        if (typeof answer === "string") {
          outcome = answer;
          break;
        }
        if (!(await this.settle(batch, answer))) break;
        outcome = "sent";
      }
      await this.tidy();
      this.changed();
      return outcome;
    });
  }

  async send(owner, batch, again = true) {
    let response;
    try {
      response = await this.fetch("/sync/", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
        body: JSON.stringify({ person: owner, entries: batch.map((row) => row.entry) }),
      });
      if (response.status === 403 && again) {
        await this.fetch("/offline/me/");
        return this.send(owner, batch, false);
      }
      if (response.status === 401) return "signed_out";
      if (response.status === 409) return "other_account";
      if (response.status === 400 || response.status === 413) {
        this.refusal = (await response.json()).problem;
        return "too_much";
      }
      const answer = response.ok ? await response.json() : null;
      return Array.isArray(answer?.receipts) && answer.person === owner ? answer.receipts : "offline";
    } catch {
      return "offline";
    }
  }

  // Lets go of what the server names, and of nothing else. False when no receipt named any of the batch.
  async settle(batch, receipts) {
    const byKey = new Map(receipts.map((receipt) => [keyOf(receipt), receipt]));
    const told = batch.filter((row) => byKey.has(row.key)).map((row) => {
      const { outcome, problems } = byKey.get(row.key);
      return SETTLED.has(outcome) ? { ...row, state: "sent", outcome } : { ...row, state: "rejected", problems };
    });
    await this.store.put(told);
    return told.length > 0;
  }

  // Sent rows stay a week, so that the phone can show and mend what it made lately.
  async tidy() {
    const old = (await this.rows()).filter((row) => row.state === "sent" && row.at < this.now() - KEEP_SENT_MS);
    if (old.length) await this.store.remove(old.map((row) => row.key));
  }

  // A mended entry takes the place of the rejected one, as a version of its own.
  async mend(key, fields) {
    const row = (await this.rows()).find((one) => one.key === key);
    const entry = await this.keep(fields, { id: row.entry.id, base: row.entry.base ?? null });
    await this.store.remove([key]);
    this.changed();
    return entry;
  }

  // On signing out: what was sent is deleted here, what was not stays, bound to its owner.
  async forgetSent() {
    await this.store.remove((await this.rows()).filter((row) => row.state === "sent").map((row) => row.key));
  }

  // On signing out: nobody's entries are shown until somebody signs in, or makes some without an account.
  async leave() {
    await this.forgetSent();
    for (const fact of ["owner", "me", "seen"]) await this.store.note(fact, null);
    this.changed();
  }

  // Entries that were made without an account.
  async orphans() {
    return (await this.store.all()).filter((row) => row.owner === null);
  }

  // Gives them to the account that the person names.
  async adopt(owner) {
    const orphans = await this.orphans();
    await this.store.put(orphans.map((row) => ({ ...row, owner })));
    this.changed();
    return orphans.length;
  }

  upgraded(row) {
    let made = row;
    while (made.schema < this.schema) made = { ...this.upgrades[made.schema](made), schema: made.schema + 1 };
    return made;
  }
}
