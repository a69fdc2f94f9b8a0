// The screen that opens with no network: taps become entries in the outbox, and only then does it say so.
import { Outbox, openStore, said } from "./outbox.js";
import { dayOf, said as momentOf, zoneHere } from "./moments.js";

const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const DAY = 86_400_000;
const SILENT = 12 * 3_600_000;
const CLOSED = ["headache_ended", "back_to_normal"];
const NAMES = { attack: "Attack", neck_episode: "Neck", check_in: "Check-in", dose: "Medicine", relief: "Relief", sign: "Sign", own_word: "Own word" };
const cookie = () => document.cookie.match(/headlog-csrf=([^;]+)/)?.[1] ?? "";

const store = openStore(indexedDB);
const outbox = new Outbox({
  store,
  fetch: (...request) => fetch(...request),
  now: Date.now,
  random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  lock: navigator.locks ? (work) => navigator.locks.request("headlog-outbox", work) : (work) => work(),
  token: cookie,
  changed: () => channel.postMessage("changed"),
});
const channel = new BroadcastChannel("headlog");
channel.onmessage = () => draw();

let open = null; // the attack that goes on
let undo = null; // how to take back what was done last
let outcome = "";
let sheets;
let drawn = "";
let own = {}; // the person's own words as they wrote them, by id

const when = () => document.querySelector("[name=when]:checked").value;
const atNow = () => momentOf(new Date(), zoneHere(), when());
const keysOf = (button, at = atNow()) => JSON.parse(button.dataset.keys, (_, value) => (value?.["@"] ? at : value));

function tell(words, takeBack = null) {
  $("words").textContent = words;
  $("told").hidden = false;
  $("undo").hidden = !takeBack;
  undo = takeBack;
}

// Nothing is called saved before it is on the phone's disk.
async function keep(keys, words, over = null) {
  try {
    const options = over ? { id: over.id, base: over.version } : {};
    const entry = await outbox.keep(keys, options);
    const takeBack = over ? () => outbox.keep(said(over), { id: entry.id, base: entry.version })
      : () => outbox.keep({ kind: entry.kind }, { id: entry.id, base: entry.version, withdrawn: true });
    tell(`${words}. Saved on this phone.`, takeBack);
    document.querySelector("[name=when]").checked = true;
    await draw();
    navigator.storage?.persist?.();
    sendNowOrLater();
    return entry;
  } catch (problem) {
    tell(`NOT saved: ${problem?.name === "QuotaExceededError" ? "this phone has no room left" : "the phone refused it"}. ${words} is not recorded.`);
    return null;
  }
}

async function send() {
  outcome = await outbox.flush();
  if (outcome === "other_account") outcome = await outbox.meet();
  await draw();
}

// Asked for once an entry: a server that fails would be asked again and again if each failure asked.
async function sendNowOrLater() {
  await send();
  if (outcome === "offline") (await navigator.serviceWorker?.getRegistration())?.sync?.register("outbox").catch(() => {});
}

function clock(moment) {
  if (!moment?.at) return "";
  const date = new Date(moment.at);
  const day = dayOf(date) === dayOf(new Date()) ? "" : `${date.toLocaleDateString("en", { day: "numeric", month: "short" })} `;
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
  const [rows, unsent, me, orphans, savedAt] = await Promise.all([outbox.current(), outbox.unsent(), store.fact("me"), outbox.orphans(), store.fact("saved_at")]);
  rows.sort((one, other) => (one.entry.logged_at < other.entry.logged_at ? 1 : -1));
  open = rows.map((row) => row.entry).find((entry) => entry.kind === "attack" && !CLOSED.some((name) => entry[name])) ?? null;
  const added = rows.filter((row) => row.entry.kind === "own_word").map(({ entry }) => [`own:${entry.word}`, entry.label]);
  own = { ...me?.words, ...Object.fromEntries(added) };
  // Nothing changes places under a finger unless something changed.
  const news = JSON.stringify([own, rows.map((row) => [row.key, row.state]), unsent.length, me, orphans.length, outcome, savedAt, dayOf(new Date())]);
  if (news === drawn) return;
  drawn = news;
  drawOpen();
  drawDays(rows.map((row) => row.entry));
  drawDoses(me?.medicines ?? []);
  $("made").hidden = !rows.length && !unsent.length;
  const shown = [...unsent.filter((row) => row.state === "rejected"), ...rows.filter((row) => row.state !== "rejected" && row.entry.kind !== "own_word")];
  $("rows").replaceChildren(...shown.slice(0, 12).map(line));
  drawBox(unsent, me, orphans, savedAt);
  document.dispatchEvent(new Event("drawn"));
}

function drawDoses(medicines) {
  const list = JSON.stringify(medicines);
  if ($("doses").dataset.list === list) return;
  $("doses").dataset.list = list;
  const own = medicines.map((one) => make("button", one.name, (button) => (button.onclick = () => keep({ kind: "dose", ...one.keys, at: atNow() }, one.name))));
  $("doses").replaceChildren(...own, ...$("doses").querySelectorAll("[data-new]"));
}

function line(row) {
  const state = { unsent: "not sent yet", rejected: "not accepted, change it", sent: "" }[row.state];
  const words = [title(row.entry), state].filter(Boolean).join(" · ");
  return make("li", "", (item) => item.append(make("button", words, (button) => {
    button.className = "button quiet";
    button.onclick = () => edit(row.entry, row);
  })));
}

function drawOpen() {
  $("open").hidden = !open;
  for (const button of $("beginnings").children) button.hidden = Boolean(open) && button.dataset.kind === "attack";
  if (!open) return;
  const silent = Date.now() - Date.parse(open.logged_at) > SILENT;
  $("open-title").textContent = `${title(open)}${silent ? ": nothing heard for 12 hours, its end is not known" : ""}`;
  for (const button of $("within").children) {
    const { after, until } = button.dataset;
    const said = (name) => open[name] !== undefined;
    button.hidden = (after && !said(after)) || until.split(" ").some(said);
  }
  for (const button of document.querySelectorAll("[data-grade]")) {
    button.setAttribute("aria-pressed", open[button.dataset.grade] === button.dataset.value);
  }
}

// A button that is replaced while a finger is on it loses the tap: those that stay keep their place.
function inPlace(place, fresh) {
  fresh.forEach((one, at) => {
    const there = place.children[at];
    if (!there) return place.append(one);
    if (there.textContent !== one.textContent) there.textContent = one.textContent;
    there.onclick = one.onclick;
  });
}

function drawDays(entries) {
  const answers = new Map(entries.filter((entry) => entry.kind === "check_in").map((entry) => [entry.day, entry]));
  const today = Date.now();
  const clear = make("button", "Clear day today", (button) => {
    button.className = "button main";
    button.onclick = () => {
      const before = answers.get(dayOf(new Date()));
      keep({ kind: "check_in", day: dayOf(new Date()), zone: zoneHere(), ...(before && said(before)), headache: false }, "Today is a clear day", before);
    };
  });
  const days = [0, 1, 2, 3, 4, 5, 6, 7].map((back) => {
    const date = new Date(today - back * DAY);
    const [day, found] = [dayOf(date), answers.get(dayOf(date))];
    const name = ["Today", "Yesterday"][back] ?? date.toLocaleDateString("en", { weekday: "short", day: "numeric" });
    const state = found?.headache === undefined ? "" : isYes(found.headache) ? ": headache" : ": clear";
    return make("button", name + state, (button) => {
      button.onclick = () => edit(found ?? { kind: "check_in", day, zone: zoneHere() });
    });
  });
  inPlace($("days"), [clear, ...days]);
}

function drawBox(unsent, me, orphans, savedAt = 0) {
  const [count, rejected] = [unsent.length, unsent.filter((row) => row.state === "rejected").length];
  const entries = count === 1 ? "1 entry" : `${count} entries`;
  const waits = outcome === "signed_out" ? `Saved on this phone. Sign in to send ${entries}.` : `Saved on this phone. ${entries} not sent yet.`;
  const refused = rejected ? ` ${rejected} not accepted: change or take back.` : "";
  $("count").textContent = count ? waits + refused : me ? "Everything is sent." : "Nothing waits to be sent.";
  // Without an account the copy is the only other one: asked for once a week.
  const isDue = !me && count && Date.now() - (savedAt ?? 0) > 7 * DAY;
  if (isDue) $("count").textContent = `${entries} only on this phone. Save a copy this week.`;
  $("send").hidden = !count || !me;
  $("save").hidden = !count;
  $("sign-in").hidden = me && outcome !== "signed_out";
  const asked = me && orphans.length;
  $("adopt").hidden = !asked;
  if (asked) $("adopt").textContent = `Add ${orphans.length} made without an account to the diary of ${me.name}`;
}

// The forms and what works them are fetched when the page stands.
async function sheet() {
  sheets ??= Promise.all([import("./sheet.js"), fetch(root.dataset.sheets).then((answer) => answer.text())]).then(([module, html]) => {
    document.body.append(document.createRange().createContextualFragment(html));
    return module.prepare({ outbox, store, keep, tell, draw, send, make, title: NAMES, inWords });
  });
  return sheets;
}

const edit = async (entry, row = null) => (await sheet())(entry, row);

$("beginnings").onclick = async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const { kind, said: words } = button.dataset;
  const entry = await keep({ kind, ...keysOf(button) }, words);
  if (entry && (kind === "neck_episode" || kind === "sign")) edit(entry);
};
$("within").onclick = ({ target }) => {
  const button = target.closest("button");
  if (button && open) keep({ ...said(open), ...keysOf(button) }, button.dataset.said, open);
};
$("pain").onclick = ({ target }) => {
  const pain = target.dataset.pain;
  if (pain === undefined || !open) return;
  const felt = Number(pain) > 0 ? { headache: true } : {};
  keep({ ...said(open), ...felt, pain: [...(open.pain ?? []), { at: atNow(), pain: Number(pain) }] }, `Pain ${pain}`, open);
};
$("open").addEventListener("click", ({ target }) => {
  const { grade, value } = target.dataset;
  if (grade && open) keep({ ...said(open), [grade]: value }, `${target.closest("fieldset").querySelector("legend").textContent}: ${value}`, open);
});
$("more").onclick = () => edit(open);
$("doses").addEventListener("click", ({ target }) => {
  const kind = target.dataset.new;
  if (kind) edit({ kind, [kind === "dose" ? "at" : "began"]: atNow() });
});
$("undo").onclick = async () => {
  const back = undo;
  if (!back) return;
  tell("Not taken back: the phone refused it.");
  await back();
  tell("Taken back.");
  await draw();
  send();
};
$("send").onclick = send;
// Darker than the phone's own lowest light: four steps, and back.
$("dim").onclick = () => {
  root.dataset.dim = (Number(root.dataset.dim ?? 0) + 1) % 4;
  store.note("dim", root.dataset.dim);
};
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  window.installing = event;
  $("install").hidden = false;
});
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "flush" && send());
navigator.serviceWorker?.register("/sw.js").catch(() => {});

async function start() {
  // As it was left, unless a tap was quicker than the disk.
  store.fact("dim").then((step) => (root.dataset.dim ??= step ?? 0));
  // A shortcut of the icon is the one tap: it is taken once, and not again when the page is loaded anew.
  const tap = document.querySelector(`[data-tap="${CSS.escape(location.hash.slice(1))}"]`);
  if (tap) {
    history.replaceState(null, "", location.pathname);
    tap.click();
  }
  await draw();
  sheet().catch(() => {});
  outcome = await outbox.meet();
  await send();
}
start();
