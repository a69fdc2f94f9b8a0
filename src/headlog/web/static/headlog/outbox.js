// The outbox: an entry is on the phone before the screen says saved, and leaves it only after a receipt.
// Everything from outside (storage, network, clock, dice, lock) is handed in, so that it runs under Node too.

export const SCHEMA = 1;
export const BATCH = 100;
const KEEP_SENT_MS = 7 * 86_400_000;
// A request that hangs for so long is given up, so that the next one may try.
const PATIENCE_MS = 20_000;
// An entry below this size is not what makes a request too large.
const SMALL = 100_000;
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
  let opened = null;
  const open = () =>
    new Promise((resolve, reject) => {
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
  // The system may close the connection of a page that stays open: it is opened anew, once a transaction.
  const begin = async (...wanted) => {
    try {
      return (await (opened ??= open())).transaction(...wanted);
    } catch {
      return (await (opened = open())).transaction(...wanted);
    }
  };
  const writing = async (store, work) => {
    const transaction = await begin(store, "readwrite", { durability: "strict" });
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
    one: async (key) => settled((await begin("rows")).objectStore("rows").get(key)),
    all: async () => settled((await begin("rows")).objectStore("rows").getAll()),
    note: (fact, value) => writing("facts", (store) => store.put({ name: fact, value })),
    fact: async (fact) => (await settled((await begin("facts")).objectStore("facts").get(fact)))?.value,
  };
}

export class Outbox {
  constructor({ store, fetch, now, random, lock, token, changed = () => {}, schema = SCHEMA, upgrades = UPGRADES }) {
    Object.assign(this, { store, now, random, lock, token, changed, schema, upgrades });
    this.fetch = (path, options) => fetch(path, { signal: AbortSignal.timeout?.(PATIENCE_MS), ...options });
  }

  newId() {
    return uuid7(this.now(), this.random(16));
  }

  owner() {
    return this.store.fact("owner").then((owner) => owner ?? null);
  }

  // Puts a version of a record on the phone; resolves only when it is on disk. One that is written over a rejected
  // version takes its place. `drawnFor` is whom the screen was drawn for: what one person was shown is not kept
  // for another.
  async keep(fields, { id = this.newId(), base = null, withdrawn = false, drawnFor } = {}) {
    const at = this.now();
    const version = this.newId();
    const [owner, rejected] = await Promise.all([this.owner(), base && this.rejected({ id, version: base })]);
    if (drawnFor !== undefined && drawnFor !== owner && (drawnFor || base)) throw new DOMException("", "OtherOwner");
    const entry = { ...fields, id, version, logged_at: new Date(at).toISOString() };
    const over = rejected ? rejected.entry.base : base;
    if (over) entry.base = over;
    if (withdrawn) entry.withdrawn = true;
    await this.store.put([{ key: keyOf(entry), owner, state: "unsent", at, schema: this.schema, entry }]);
    if (rejected) await this.store.remove([rejected.key]);
    this.changed();
    return entry;
  }

  // Takes a version back, to what was said `before` it if anything was. What was rejected just goes.
  async takeBack(entry, before, drawnFor) {
    const rejected = await this.rejected(entry);
    const fields = before ? said(before) : { kind: entry.kind };
    if (!rejected) return this.keep(fields, { id: entry.id, base: entry.version, withdrawn: !before, drawnFor });
    await this.store.remove([rejected.key]);
    this.changed();
    return null;
  }

  async rejected(entry) {
    const row = await this.store.one(keyOf(entry));
    return row?.state === "rejected" ? row : null;
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
    // The server's word for a version goes before what was sent: it may have joined two answers for one day.
    for (const row of await this.rows()) if (row.state !== "sent" || !rows.has(row.key)) rows.set(row.key, row);
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
  // So does what was sent and then withdrawn, or erased with the whole diary, from another device.
  async meet() {
    let response;
    try {
      response = await this.fetch("/offline/me/");
      if (response.status === 401) return "signed_out";
      const me = response.ok ? await response.json() : null;
      if (!me?.person) return "offline";
      const [owner, last] = [await this.owner(), await this.store.fact("me")];
      const isOther = me.person !== owner;
      const isErased = last?.diary && me.diary !== last.diary;
      await this.forgetSent(isOther || isErased ? undefined : me.withdrawn ?? []);
      await this.store.note("owner", me.person);
      await this.store.note("me", me);
      await this.store.note("seen", { owner: me.person, entries: me.seen ?? [] });
      this.changed(isOther && { owner: true });
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
        if (answer === "too_much" && !this.refusal && JSON.stringify(batch).length < SMALL) {
          outcome = "offline";
          break;
        }
        if (answer === "too_much") {
          await this.store.put([{ ...batch[0], state: "rejected", problems: [{ field: "", text: this.refusal ?? "This is too large to be sent." }] }]);
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
        // Whatever stands before the server, or Django itself, may refuse the size in words of its own.
        this.refusal = (await response.json().catch(() => null))?.problem;
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
      const { outcome, problems, kept_as: id = row.entry.id } = byKey.get(row.key);
      const entry = { ...row.entry, id };
      return SETTLED.has(outcome) ? { ...row, key: keyOf(entry), entry, state: "sent", outcome } : { ...row, state: "rejected", problems };
    });
    // Kept as a version of another record, it is one here too; a full phone has room for it once it made some.
    await this.store.remove(batch.filter((row) => byKey.get(row.key)?.kept_as).map((row) => row.key));
    await this.store.put(told);
    return told.length > 0;
  }

  // Sent rows stay a week, so that the phone can show and mend what it made lately. A rejected version that was
  // written over goes, for the later one says all that it said; that one takes over its base.
  async tidy() {
    const rows = await this.rows();
    const over = new Map(rows.map((row) => [`${row.entry.id}/${row.entry.base}`, row]));
    const passed = rows.filter((row) => row.state === "rejected" && over.has(row.key));
    for (const { key, entry } of passed) over.get(key).entry.base = entry.base;
    if (passed.length) await this.store.put(passed.map(({ key }) => over.get(key)));
    const gone = rows.filter((row) => row.state === "sent" && row.at < this.now() - KEEP_SENT_MS).concat(passed);
    if (gone.length) await this.store.remove(gone.map((row) => row.key));
  }

  // What was sent is deleted here, of all records or of those named; what was not stays, bound to its owner.
  async forgetSent(ids = null) {
    const gone = (await this.rows()).filter(({ state, entry }) => state === "sent" && (!ids || ids.includes(entry.id)));
    await this.store.remove(gone.map((row) => row.key));
  }

  // On signing out: nobody's entries are shown until somebody signs in, or makes some without an account.
  async leave() {
    await this.forgetSent();
    for (const fact of ["owner", "me", "seen", "draft"]) await this.store.note(fact, null);
    this.changed({ owner: true });
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
