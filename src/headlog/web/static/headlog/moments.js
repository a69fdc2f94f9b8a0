// From how people say a time ("20 minutes ago", "woke with it") to a moment, by the same rules as the server's
// forms; a test holds the two against each other.
const AGO = { ago_20: [20, 10], ago_60: [60, 20], ago_180: [180, 60] };
const EARLIEST_NIGHT = "22:00";
const PARTS = ["night", "morning", "afternoon", "evening"];

export const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const two = (number) => String(number).padStart(2, "0");

export function text(date) {
  const offset = -date.getTimezoneOffset();
  const [sign, minutes] = [offset < 0 ? "-" : "+", Math.abs(offset)];
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${dayOf(date)}T${clock}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export const dayOf = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

export function said(now, zone, when) {
  if (when === "woke") return woke(now, zone, "", "");
  if (when === "unsure") return { at: text(now), zone, precision: "unknown" };
  if (AGO[when]) {
    const [ago, minutes] = AGO[when];
    return { at: text(new Date(now - ago * 60_000)), zone, precision: "about", minutes };
  }
  return { at: text(now), zone, precision: "exact" };
}

export function woke(now, zone, asleep, awake) {
  const until = awake ? latest(now, awake) : now;
  return { at: text(latest(until, asleep || EARLIEST_NIGHT)), zone, precision: "between", until: text(until) };
}

// The last time that a clock showed this, not later than `before`.
function latest(before, clock) {
  const found = new Date(before);
  found.setHours(...clock.split(":").slice(0, 2).map(Number), 0, 0);
  if (found > before) found.setDate(found.getDate() - 1);
  return found;
}

// A time that was not touched keeps its seconds and its precision, whatever the fields could show of it.
export function resolved(posted, before, now, zone) {
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
  const moment = { at, zone, precision: precision || "exact" };
  if (moment.precision === "part_of_day") moment.part = PARTS[Math.floor(Number(at.slice(11, 13)) / 6)];
  return moment;
}

export function shown(moment) {
  if (!moment?.at) return { at: "", precision: "", until: "" };
  const { at, precision = "exact", until = "" } = moment;
  return { at: at.slice(0, 16), precision, until: until.slice(0, 16) };
}
