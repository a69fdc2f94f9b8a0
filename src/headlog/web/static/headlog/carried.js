// A form of a page that no server took, as entries of the outbox: with the ids and the keys that the server would
// have made of it, so that one it took after all, whose answer was lost, is not made twice.
import { answers, pairsOf } from "./answers.js";
import { said } from "./outbox.js";
import { dayOf, said as momentOf, zoneHere } from "./moments.js";

const NOT_RECORDED = "No network: not recorded.";
const UNNAMED_SIGN = "own:warning_sign";
const isYes = (answer) => answer === true || answer === "yes";

// Keeps what the form says; what cannot be said without the server is refused, with the words for it.
export async function keepForm(outbox, store, form, submitter) {
  const html = await fetch("/offline/sheets/").then((page) => page.text());
  const post = new Map([...new FormData(form), [submitter?.name, submitter?.value]]);
  const [rows, current, me] = await Promise.all([outbox.rows(), outbox.current(), store.fact("me")]);
  const now = new Date();
  const about = {
    sheets: new DOMParser().parseFromString(html, "text/html"),
    form, post, me, rows, now,
    entries: current.map((row) => row.entry),
    tap: post.get("tap") ?? "",
    at: momentOf(now, zoneHere(), post.get("when") ?? "now"),
  };
  const { pathname } = new URL(form.action);
  const [, path, id, step] = pathname.match(/^\/([^/]+)\/(?:([^/]+)\/)?(?:([^/]+)\/)?$/) ?? [];
  const make = form.dataset.kind ? sheet : { now: onNow, attack: inAttack, entries: takenBack, neck: followUp }[path];
  const made = await make?.(about, decodeURIComponent(id ?? ""), step);
  if (!made || made.refused) return made ?? { refused: NOT_RECORDED };
  for (const { keys, ...options } of made) {
    const version = options.version ?? outbox.newId();
    const once = Object.assign(Object.create(outbox), { newId: () => version });
    await once.keep(keys, { ...options, id: options.id ?? version });
  }
  return {};
}

// As `derived_id` of the server: what the same page made twice has one id.
async function derived(...parts) {
  const text = new TextEncoder().encode(parts.join("\x1f"));
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", text)).slice(0, 16);
  bytes[6] = 0x80 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const taps = ({ sheets }) => JSON.parse(sheets.getElementById("taps").dataset.taps);
const at = (keys, moment) => JSON.parse(JSON.stringify(keys), (_, value) => (value?.["@"] ? moment : value));

async function sheet({ sheets, form, post, rows, entries, now }) {
  const { kind, id, base, day } = form.dataset;
  const found = (isIt) => entries.find((entry) => entry.kind === kind && isIt(entry));
  const shownHere = rows.find(({ entry }) => entry.id === id && entry.version === base)?.entry;
  const before = shownHere ?? found((entry) => entry.id === id) ?? (day && found((entry) => entry.day === day));
  if ((base && !before) || !sheets.getElementById(`sheet-${kind}`)) return null;
  const asks = JSON.parse(sheets.getElementById(`sheet-${kind}`).dataset.asks);
  const zone = zoneHere();
  const shown = before ? said(before) : day ? { day, zone } : {};
  const pairs = pairsOf(form);
  const { keys, ownWords } = answers(asks, pairs, shown, now, zone);
  Object.assign(keys, dayTaps[post.get("tap")], { kind });
  if (kind === "check_in" && keys.headache !== undefined && !isYes(keys.headache) && hadHeadache(entries, day)) return NOT_CLEAR;
  if (keys.own_factors) keys.own_factors = keys.own_factors.filter((one) => Object.keys(one).length > 1);
  const also = pairs.find(([name]) => name === "_also")?.[1] ?? [];
  if (also.length && (keys.sign ?? UNNAMED_SIGN) === UNNAMED_SIGN) keys.sign = also.shift();
  const made = post.get("_id");
  const version = id && !day ? await derived(made, base ?? "") : made;
  const first = { keys, id: before?.id ?? id ?? made, base: before?.version, version };
  const more = [];
  for (const sign of also.filter((sign) => sign !== keys.sign)) {
    const other = await derived(first.id, sign);
    more.push({ keys: { ...keys, sign }, id: other });
  }
  return [first, ...more, ...ownWords.map((word) => ({ keys: word }))];
}

const dayTaps = { clear: { headache: false, nothing_else: true }, headache: { headache: true }, nothing_else: { nothing_else: true } };
const NOT_CLEAR = { refused: "This day has a headache in the diary, so it was not recorded as clear." };

function hadHeadache(entries, day) {
  const onDay = (moment) => typeof moment?.at === "string" && moment.at.startsWith(day);
  return entries.some((entry) => entry.kind === "attack" && (isYes(entry.headache) || entry.headache_began) && Object.values(entry).some(onDay));
}

async function onNow(about) {
  const { post, entries, now, tap } = about;
  const version = await derived(post.get("_id"), tap);
  const beginning = taps(about).beginnings[tap];
  if (beginning) return [{ keys: { kind: beginning.kind, ...at(beginning.keys, about.at) }, version }];
  if (tap !== "clear") return beside(about, version);
  const day = dayOf(now);
  if (hadHeadache(entries, day)) return NOT_CLEAR;
  const before = entries.find((entry) => entry.kind === "check_in" && entry.day === day);
  const keys = { ...(before ? said(before) : { day, zone: zoneHere() }), kind: "check_in", headache: false };
  return [{ keys, id: before?.id ?? `check-in-${day}`, base: before?.version, version }];
}

function beside({ me, tap, at: moment }, version) {
  const medicine = me?.medicines?.find((one) => `dose:${one.id}` === tap);
  return medicine && [{ keys: { kind: "dose", ...medicine.keys, at: moment }, version }];
}

async function inAttack(about, id, step) {
  const { post, entries, tap } = about;
  const attack = entries.find((entry) => entry.id === id);
  if (step) return null;
  const version = await derived(post.get("_id"), tap);
  const { beginnings, within } = taps(about);
  if (tap === "neck" || tap === "sign") return [{ keys: { kind: beginnings[tap].kind, ...at(beginnings[tap].keys, about.at) }, version }];
  const [name, ...rest] = tap.split(":");
  if (name === "dose") return beside(about, version);
  const over = (entry, keys) => entry && [{ keys: { ...said(entry), ...keys }, id: entry.id, base: entry.version, version }];
  if (name === "relief") return over(entries.find((entry) => entry.id === rest.slice(0, -1).join(":")), { relief_at_2h: rest.at(-1) });
  if (within[tap]) return over(attack, at(within[tap], about.at));
  if (name === "pain") {
    const felt = Number(rest[0]) > 0 ? { headache: true } : {};
    return over(attack, { ...felt, pain: [...(attack?.pain ?? []), { at: about.at, pain: Number(rest[0]) }] });
  }
  return rest.length === 1 ? over(attack, { [name]: rest[0] }) : null;
}

// Undo of what the phone knows; what stood before it must be on the phone too.
function takenBack({ post, rows, entries }, id, step) {
  const entry = entries.find((one) => one.id === id);
  if (!entry || !["undo", "remove"].includes(step) || (step === "undo" && entry.version !== post.get("version"))) return null;
  const isFirst = step === "remove" || !entry.base;
  const before = rows.find((row) => row.entry.id === id && row.entry.version === entry.base)?.entry;
  if (isFirst) return [{ keys: { kind: entry.kind }, id, base: entry.version, withdrawn: true }];
  return before && !before.withdrawn ? [{ keys: said(before), id, base: entry.version }] : null;
}

async function followUp({ post, me, entries, tap }, id) {
  const [name, number] = tap.split(":");
  const keys = me?.questions?.find((one) => one.id === id && one.asked === name)?.taps[number]?.[1];
  const entry = entries.find((one) => one.id === id);
  if (!entry || !keys || !Object.keys(keys).length) return null;
  const version = await derived(post.get("_id"), `${id} ${tap}`);
  return [{ keys: { ...said(entry), ...keys }, id, base: entry.version, version }];
}
