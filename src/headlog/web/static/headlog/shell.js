// The screen that opens with no network: taps become entries in the outbox, and only then does it say so.
import { Outbox, openStore, said } from "./outbox.js";
import { dayOf, said as momentOf, zoneHere } from "./moments.js";

const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const WEEK = 7 * 86_400_000;
const MOMENT = 1000;
const SILENT = 12 * 3_600_000;
const since = (at) => Date.now() - Date.parse(at);
// As on Now: news within 12 hours, or begun within 48.
const goesOn = (one) => since(one.logged_at) <= SILENT || since(firstMoment(one)?.at) <= 4 * SILENT;
const CLOSED = ["headache_ended", "back_to_normal"];
const NAMES = { attack: "Attack", neck_episode: "Neck", check_in: "Check-in", dose: "Medicine", relief: "Relief", sign: "Sign", own_word: "Own word" };

const store = openStore(indexedDB);
const outbox = new Outbox({
  store,
  fetch: (...request) => fetch(...request),
  now: Date.now,
  random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  lock: navigator.locks ? (work) => navigator.locks.request("headlog-outbox", work) : (work) => work(),
  token: () => document.cookie.match(/headlog-csrf=([^;]+)/)?.[1] ?? "",
  changed: (what) => channel.postMessage(what || "changed"),
});
const channel = new BroadcastChannel("headlog");
channel.onmessage = ({ data }) => {
  if (data.owner) clear();
  draw();
};

let entries = []; // what the screen shows, newest first
let open = null; // the attack that goes on
let kept = 0; // how many taps were written: what was read before the last one is not drawn
let undo = null; // how to take back what was done last, and of which record
let begun = {}; // the last beginning that was tapped, when nothing else was since
let resting;
let outcome = "";
let sheets = null;
let drawn = "";
let drawnFor; // whose entries they are
let view; // what the phone holds, for the part that comes later
let own = {}; // the person's own words as they wrote them, by id
let turn = Promise.resolve(); // taps are worked off one after the other

const when = () => document.querySelector("[name=when]:checked").value;
const atNow = () => momentOf(new Date(), zoneHere(), when());
const today = () => dayOf(new Date());
const inTurn = (work) => (turn = turn.then(work, work));
const keysOf = (button, at = atNow()) => JSON.parse(button.dataset.keys, (_, value) => (value?.["@"] ? at : value));

function know(newest) {
  entries = newest;
  open = entries.find((entry) => entry.kind === "attack" && !CLOSED.some((name) => entry[name]) && goesOn(entry)) ?? null;
}

// Undo rests for a moment, so that no second tap of a trembling finger is one on it.
function tell(words, takeBack = null, isProblem = false) {
  $("words").textContent = words;
  $("words").className = isProblem ? "problem" : "";
  $("undo").hidden = !takeBack;
  $("undo").disabled = true;
  clearTimeout(resting);
  resting = setTimeout(() => ($("undo").disabled = false), MOMENT);
  undo = takeBack;
}

// What was shown to one person is not left for another.
function clear() {
  tell("");
  document.dispatchEvent(new Event("close"));
}

// Nothing is called saved before it is on the phone's disk. A tap makes keys of the newest version, or none.
const keep = (keys, words, over = null) => inTurn(async () => {
  let [entry, before] = [null, over];
  if (over) begun = {};
  try {
    if (typeof keys === "function") {
      if (over) before = entries.find((entry) => entry.id === over.id) ?? over;
      keys = keys(said(before ?? {}));
      if (!keys) return null;
    }
    entry = await outbox.keep(keys, { ...(before && { id: before.id, base: before.version }), drawnFor });
  } catch (problem) {
    const because = { OtherOwner: "somebody else is signed in now", QuotaExceededError: "this phone has no room left" }[problem?.name] ?? "the phone refused it";
    await draw().catch(() => {});
    tell(`NOT saved: ${because}. ${words} is not recorded.`, null, true);
    return null;
  }
  kept += 1;
  know([entry, ...entries.filter(({ id }) => id !== entry.id)]);
  tell(`${words}. Saved on this phone.`, { id: entry.id, work: () => outbox.takeBack(entry, before, drawnFor) });
  document.querySelector("[name=when]").checked = true;
  draw();
  navigator.storage?.persist?.();
  sendNowOrLater();
  return entry;
});

async function send() {
  sheet().catch(() => {});
  outcome = await outbox.flush();
  if (outcome === "other_account") outcome = await outbox.meet();
  await draw();
}

async function meet() {
  outcome = await outbox.meet();
  await send();
}

// Asked for once an entry: a server that fails would be asked again and again if each failure asked.
async function sendNowOrLater() {
  await send();
  if (outcome === "offline") (await navigator.serviceWorker?.getRegistration())?.sync?.register("outbox").catch(() => {});
}

function clock(moment) {
  if (!moment?.at) return "";
  const date = new Date(moment.at);
  const day = dayOf(date) === today() ? "" : `${date.toLocaleDateString("en", { day: "numeric", month: "short" })} `;
  return `${day}${moment.at.slice(11, 16)}`;
}
const firstMoment = ({ began, headache_began, aura_began, at }) => headache_began ?? aura_began ?? began ?? at;
const isYes = (value) => value === true || value === "yes";

const inWords = (word) => own[word] ?? word.replace(/^own:/, "").replaceAll("_", " ");

// Isolated, so that a time behind a Hebrew or an Arabic name stays behind it.
const apart = (name) => (/[\u0590-\u08ff]/.test(name) ? `\u2068${name}\u2069` : name);

function title(entry) {
  const word = entry.sign ?? entry.relief;
  const name = entry.medicine ?? entry.label ?? (word ? inWords(word) : NAMES[entry.kind] ?? entry.kind);
  return `${apart(name)} ${entry.day ?? clock(firstMoment(entry))}`;
}

function make(tag, words, ready = () => {}) {
  const made = Object.assign(document.createElement(tag), { textContent: words });
  ready(made);
  return made;
}

async function draw() {
  const round = kept;
  const [rows, unsent, me, orphans, savedAt, owner] = await Promise.all([outbox.current(), outbox.unsent(), store.fact("me"), outbox.orphans(), store.fact("saved_at"), outbox.owner()]);
  if (round !== kept) return;
  if (drawnFor && owner !== drawnFor) clear();
  drawnFor = owner;
  rows.sort((one, other) => (one.entry.logged_at < other.entry.logged_at ? 1 : -1));
  know(rows.map((row) => row.entry));
  const added = entries.filter(({ kind }) => kind === "own_word").map(({ word, label }) => [`own:${word}`, label]);
  own = { ...me?.words, ...Object.fromEntries(added) };
  // Nothing changes places under a finger unless something changed.
  const news = JSON.stringify([owner, own, rows.map((row) => [row.key, row.state]), unsent.length, me, orphans.length, outcome, savedAt, today()]);
  if (news === drawn) return;
  drawn = news;
  view = { rows, unsent, me, orphans, open, outcome, owner };
  const held = document.activeElement;
  drawOpen();
  drawDays();
  drawBox(unsent, me, savedAt);
  // A button that goes hands the focus on.
  if (held?.closest("[hidden]")) $(open ? "open-title" : "words").focus({ preventScroll: true });
  document.dispatchEvent(new Event("drawn"));
}

function drawOpen() {
  $("open").hidden = !open;
  for (const button of $("beginnings").children) button.hidden = Boolean(open) && button.dataset.kind === "attack";
  if (!open) return;
  const silent = since(open.logged_at) > SILENT;
  $("open-title").textContent = `${title(open)}${silent ? ": nothing heard for 12 hours, its end is not known" : ""}`;
  for (const button of $("within").children) {
    const { after, until } = button.dataset;
    const said = (name) => open[name] !== undefined;
    button.hidden = (after && !said(after)) || until.split(" ").some(said);
  }
}

// A button that is replaced while a finger is on it loses the tap: those that stay keep their place.
function inPlace(place, fresh) {
  fresh.forEach((one, at) => {
    const there = place.children[at];
    if (!there) return place.append(one);
    if (there.textContent !== one.textContent) there.textContent = one.textContent;
    [there.onclick, there.hidden] = [one.onclick, one.hidden];
  });
}

const checkIn = (day) => entries.find((entry) => entry.kind === "check_in" && entry.day === day);

// Whether a shown entry has head pain on a day: then the day is not offered as clear.
const aches = (day) => entries.some((entry) => isYes(entry.headache ?? Boolean(entry.headache_began || entry.pain?.some(({ pain }) => pain > 0))) && (entry.day === day || JSON.stringify(entry).includes(`"at":"${day}`)));

function drawDays() {
  const clear = make("button", "Clear day today", (button) => {
    button.className = "button main";
    button.hidden = aches(today());
    button.onclick = () => {
      const day = today();
      const keys = (was) => (aches(day) ? tell("Today has head pain: it was not recorded as clear.", null, true) : { kind: "check_in", day, zone: zoneHere(), ...was, headache: false });
      keep(keys, "Today is a clear day", checkIn(day));
    };
  });
  const days = [0, 1, 2, 3, 4, 5, 6, 7].map((back) => {
    const date = () => new Date(new Date().setDate(new Date().getDate() - back));
    const day = dayOf(date());
    const named = ["Today", "Yesterday"][back];
    const found = checkIn(day)?.headache;
    const state = found === undefined ? "" : isYes(found) ? ": headache" : ": clear";
    return make("button", (named ?? date().toLocaleDateString("en", { weekday: "short", day: "numeric" })) + state, (button) => {
      // Today is the day of the tap, also when midnight has passed since.
      button.onclick = () => {
        const asked = named ? dayOf(date()) : day;
        edit(checkIn(asked) ?? { kind: "check_in", day: asked, zone: zoneHere() });
      };
    });
  });
  inPlace($("days"), [clear, ...days]);
}

function drawBox(unsent, me, savedAt) {
  const [count, rejected] = [unsent.length, unsent.filter((row) => row.state === "rejected").length];
  const waiting = count === 1 ? "1 entry" : `${count} entries`;
  const waits = outcome === "signed_out" ? `Saved on this phone. Sign in to send ${waiting}.` : `Saved on this phone. ${waiting} not sent yet.`;
  const refused = rejected ? ` ${rejected} not accepted: change or take back.` : "";
  $("count").textContent = count ? waits + refused : me ? "Everything is sent." : "Nothing waits to be sent.";
  // Without an account the copy is the only other one: asked for once a week.
  const isDue = !me && count && Date.now() - (savedAt ?? 0) > WEEK;
  if (isDue) $("count").textContent = `${waiting} only on this phone. Save a copy this week.`;
}

// The forms and what works them are fetched when the page stands.
async function sheet() {
  sheets ??= Promise.all([import("./sheet.js"), fetch(root.dataset.sheets).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))]).then(([module, html]) => {
    document.body.append(document.createRange().createContextualFragment(html));
    return module.prepare({ outbox, store, keep, tell, draw, send, make, title, names: NAMES, inWords, inTurn, atNow, view: () => view });
  });
  try {
    return await sheets;
  } catch (problem) {
    sheets = null;
    throw problem;
  }
}

async function edit(entry, row = null) {
  const show = await sheet().catch(() => tell("The forms are not on this phone yet. Try again with a network.", undo, true));
  show?.(entry, row);
}

$("beginnings").onclick = async ({ target, timeStamp }) => {
  const button = target.closest("button");
  // The same beginning within a moment is the same one; so is an attack beside one that is just being written.
  if (!button || (begun.button === button && timeStamp - begun.timeStamp < MOMENT)) return;
  begun = { button, timeStamp };
  const { kind, said: words } = button.dataset;
  const [keys, wasHidden] = [keysOf(button), button.hidden];
  const entry = await keep(() => (kind === "attack" && open && !wasHidden ? null : { kind, ...keys }), words);
  if (!entry) begun = {};
  else if ((kind === "neck_episode" || kind === "sign") && !$("home").hidden) edit(entry);
};
$("within").onclick = ({ target }) => {
  const button = target.closest("button");
  if (!button || !open) return;
  const keys = keysOf(button);
  keep((was) => ({ ...was, ...keys }), button.dataset.said, open);
};
$("pain").onclick = ({ target }) => {
  const pain = Number(target.dataset.pain ?? NaN);
  if (!(pain >= 0) || !open) return;
  const [at, felt] = [atNow(), pain > 0 ? { headache: true } : {}];
  keep((was) => ({ ...was, ...felt, pain: [...(was.pain ?? []), { at, pain }] }), `Pain ${pain}`, open);
};
$("more").onclick = () => edit(open);
$("doses").addEventListener("click", ({ target }) => target.dataset.keys && edit(keysOf(target)));
$("undo").onclick = () => inTurn(async () => {
  if (!undo) return;
  const { id, work } = undo;
  tell("Not taken back: the phone refused it.", null, true);
  $("words").focus({ preventScroll: true });
  try {
    await work();
  } catch {
    return;
  }
  tell("Taken back.");
  document.dispatchEvent(new CustomEvent("close", { detail: id }));
  await draw();
  send();
});
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  window.installing = event;
  document.dispatchEvent(new Event("drawn"));
});
addEventListener("online", meet);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  draw();
  meet();
});
navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "flush" && send());
navigator.serviceWorker?.register("/sw.js").catch(() => {});

// A shortcut of the icon is the one tap: it is taken once, and not again when the page is loaded anew.
function shortcut() {
  const tap = document.querySelector(`[data-tap="${CSS.escape(location.hash.slice(1))}"]`);
  if (!tap) return;
  history.replaceState(history.state, "", location.pathname);
  tap.click();
}
addEventListener("hashchange", shortcut);

async function start() {
  // As it was left, unless a tap was quicker than the disk.
  store.fact("dim").then((step) => (root.dataset.dim ??= step ?? 0));
  shortcut();
  await draw();
  meet();
}
start();
