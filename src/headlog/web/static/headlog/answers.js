// Between a form that the server drew for nobody and the keys of an entry on the phone; a test holds this against
// what the server makes of the same posts. `asks` names each question of a form: [key, how it is asked, more].
import { dayOf, said, woke, zoneHere } from "./moments.js";

const PARTS = ["night", "morning", "afternoon", "evening"];
const NONE_OF_THESE = "none_of_these";

export function nested(pairs) {
  const tree = {};
  for (const [key, values] of pairs) {
    const steps = key.replace(/\[\]$/, "").split(".");
    let here = tree;
    for (const step of steps.slice(0, -1)) here = here[step] = isGroup(here[step]) ? here[step] : {};
    here[steps.at(-1)] = key.endsWith("[]") ? values.filter(Boolean) : (values.at(-1) ?? "");
  }
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, lists(value)]));
}

const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function lists(value) {
  if (!isGroup(value)) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, lists(one)]);
  if (inner.length && inner.every(([key]) => /^\d+$/.test(key))) {
    return inner.sort(([one], [other]) => one - other).map(([, row]) => row).filter(wasSaid);
  }
  return Object.fromEntries(inner);
}

const wasSaid = (value) => (isGroup(value) ? Object.values(value).some(wasSaid) : !isEmpty(value));

const isEmpty = (value) =>
  value === "" || value === null || value === undefined || (typeof value === "object" && !Object.keys(value).length);

// Keys of the whole entry after a form, and the words that the person added to a list.
export function answers(asks, pairs, before, now, zone) {
  const tree = nested(pairs.filter(([key]) => !key.startsWith("_")));
  const added = new Map(pairs.filter(([key]) => key.startsWith("_own.")).map(([key, [word]]) => [key, word.trim()]));
  const [keys, ownWords] = [{ ...before }, []];
  for (const [key, ask, more, group, askedAt] of asks) {
    let value = valueOf(ask, more, tree[key], before[key], now, zone);
    const label = added.get(`_own.${key}`);
    const word = label && group ? ownWord(label) : "";
    if (word) {
      ownWords.push({ kind: "own_word", group, word: word.slice(4), label });
      value = ask === "many" ? [...(value ?? []), word] : word;
    }
    put(keys, key, value);
    if (askedAt && !isSame(value, before[key] ?? {})) {
      put(keys, askedAt, !isEmpty(value) && before.day ? askedAbout(before.day, now, zone) : null);
    }
  }
  return { keys, ownWords };
}

// A question about a day was asked now while that day lasts, else at some time of it.
function askedAbout(day, now, zone) {
  return dayOf(now) === day ? said(now, zone, "now") : { at: `${day}T12:00`, zone, precision: "day" };
}

function put(keys, key, value) {
  if (isEmpty(value)) delete keys[key];
  else keys[key] = value;
}

const isSame = (one, other) =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((key) => one[key] === other[key]);

// As `own_slug` of the server: letters with their marks, digits, emoji with their skin tones and joiners.
const IN_WORD = /[\p{L}\p{N}\p{M}\p{So}\u{1F3FB}-\u{1F3FF}\u200C\u200D]/u;

export function ownWord(label) {
  const words = [...label.toLowerCase().normalize("NFC")].map((letter) => (IN_WORD.test(letter) ? letter : " "));
  const slug = [...words.join("").split(/\s+/).filter(Boolean).join("_")].slice(0, 60).join("");
  return slug ? `own:${slug}` : "";
}

function valueOf(ask, more, value, before, now, zone) {
  if (ask === "moment") return resolved(value, isGroup(before) ? [before] : [], now, zone);
  if (ask === "many") return Array.isArray(value) ? value : value ? [value] : [];
  if (ask === "early_signs") return earlySigns(more, isGroup(value) ? value : {}, isGroup(before) ? before : {});
  if (ask === "rows") return rowsOf(more, value, Array.isArray(before) ? before : [], now, zone);
  return value;
}

// The list was looked at when any of it was tapped: what was left then is no.
function earlySigns(signs, value, before) {
  if (value[NONE_OF_THESE]) return Object.fromEntries(signs.map((sign) => [sign, false]));
  const wasAsked = Object.keys(before).length > 0;
  if (!wasAsked && !signs.some((sign) => value[sign])) return {};
  const asked = signs.filter((sign) => value[sign] || !wasAsked || !isEmpty(before[sign]));
  return Object.fromEntries(asked.map((sign) => [sign, Boolean(value[sign])]));
}

function rowsOf(moments, value, before, now, zone) {
  return (Array.isArray(value) ? value : [])
    .map((row) => {
      const made = isGroup(row) ? { ...row } : {};
      for (const name of moments) {
        made[name] = resolved(made[name] ?? null, before.map((one) => one[name]).filter(Boolean), now, zone);
      }
      return Object.fromEntries(Object.entries(made).filter(([, one]) => one !== "" && one !== null));
    })
    .filter((row) => Object.keys(row).length);
}

// A time that was not touched keeps its seconds and its precision, whatever the fields could show of it. One that was
// corrected keeps its zone: it was shown as the clocks were there.
function resolved(posted, before, now, zone) {
  if (posted === null || typeof posted !== "object") return posted ? { at: posted, zone } : null;
  const { when, at, precision, asleep = "", woke: awake = "" } = posted;
  if (when === "woke") return woke(now, zone, asleep, awake);
  if (when) return said(now, zone, when);
  if (!at) return null;
  const same = before.find((moment) => {
    const fields = shown(moment);
    return fields.at === at && (!precision || fields.precision === precision);
  });
  if (same) return same;
  const moment = { at, zone: zoneOf(before) ?? zone, precision: precision || "exact" };
  if (moment.precision === "part_of_day") moment.part = PARTS[Math.floor(Number(at.slice(11, 13)) / 6)];
  return moment;
}

// The zone of all these moments, if they share one.
function zoneOf(moments) {
  const zones = new Set(moments.map((moment) => moment.zone).filter(Boolean));
  return zones.size === 1 ? [...zones][0] : undefined;
}

function shown(moment) {
  if (!moment?.at) return { at: "", precision: "", until: "" };
  const { at, precision = "exact", until = "" } = moment;
  return { at: at.slice(0, 16), precision, until: until.slice(0, 16) };
}

export function pairsOf(form) {
  const pairs = new Map();
  for (const [key, value] of new FormData(form)) pairs.set(key, [...(pairs.get(key) ?? []), value]);
  return [...pairs];
}

const plain = (value) => (value === true ? "yes" : value === false ? "no" : String(value ?? ""));

// Shows in a form what an entry says; `inWords` says a word that the form's lists do not have.
export function fill(form, asks, keys, inWords) {
  for (const [key, ask, more] of asks) {
    if (ask === "rows") fillRows(form, key, more, keys[key] ?? []);
    else if (ask === "moment") fillMoment(form, key, keys[key]);
    else if (ask === "early_signs") fillSigns(form, key, more, keys[key] ?? {});
    else if (isGroup(keys[key])) for (const [step, one] of Object.entries(keys[key])) set(form, `${key}.${step}`, plain(one));
    else if (ask === "many") (keys[key] ?? []).forEach((word) => tick(form, `${key}[]`, word, inWords));
    else if (keys[key] !== undefined) set(form, key, plain(keys[key]), inWords);
  }
}

const named = (form, name) => [...form.elements].filter((field) => field.name === name);

function set(form, name, value, inWords = String) {
  const fields = named(form, name);
  if (fields[0]?.type === "radio") tick(form, name, value, inWords);
  else if (fields[0]) fields[0].value = value;
}

// A word that the list does not have, the person's own for one, gets a chip of its own.
function tick(form, name, value, inWords = String) {
  const fields = named(form, name);
  let field = fields.find((one) => one.value === value);
  if (!field && fields.length && value) {
    const chip = fields[0].closest("label").cloneNode(true);
    field = chip.querySelector("input");
    field.value = value;
    chip.querySelector("span").textContent = inWords(value);
    fields.at(-1).closest("label").after(chip);
  }
  if (field) field.checked = true;
}

function fillMoment(form, name, moment) {
  const fields = shown(moment);
  if (!fields.at) return;
  named(form, `${name}.when`).forEach((field) => (field.checked = field.value === ""));
  set(form, `${name}.at`, fields.at);
  if (moment.zone && moment.zone !== zoneHere()) {
    const [field] = named(form, `${name}.at`);
    field.labels[0].append(` (${moment.zone})`);
    field.closest("details").open = true;
  }
  const [precision] = named(form, `${name}.precision`);
  if (!precision) return;
  if (![...precision.options].some((option) => option.value === fields.precision)) {
    const words = fields.until ? `between that time and ${fields.until.slice(11)}` : "not sure";
    precision.prepend(new Option(words, fields.precision));
  }
  precision.value = fields.precision;
}

function fillSigns(form, name, signs, found) {
  signs.filter((sign) => plain(found[sign]) === "yes").forEach((sign) => tick(form, `${name}.${sign}`, "yes"));
  const none = signs.every((sign) => plain(found[sign]) === "no");
  if (none) tick(form, `${name}.${NONE_OF_THESE}`, "yes");
}

function fillRows(form, name, moments, rows) {
  const [empty] = [...form.querySelectorAll("[role=group]")].filter((row) => row.querySelector(`[name^="${name}.0."]`));
  if (!empty) return;
  rows.forEach((_, n) => {
    const row = empty.cloneNode(true);
    renumber(row, name, n + 1);
    row.parentElement.append(row);
  });
  rows.forEach((keys, n) => {
    for (const [step, one] of Object.entries(keys)) {
      const field = `${name}.${n}.${step}`;
      if (moments.includes(step)) fillMoment(form, field, one);
      else set(form, field, plain(one));
    }
  });
}

function renumber(row, name, n) {
  const id = name.replaceAll(".", "-");
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+$/, n + 1));
  for (const part of row.querySelectorAll("[name], [id], [for]")) {
    for (const at of ["name", "id", "for"]) {
      if (!part.hasAttribute(at)) continue;
      const [old, fresh] = at === "name" ? [`${name}.0.`, `${name}.${n}.`] : [`${id}-0-`, `${id}-${n}-`];
      part.setAttribute(at, part.getAttribute(at).replace(old, fresh));
    }
  }
}
