// From how people say a time ("20 minutes ago", "woke with it") to a moment, by the same rules as the server's
// forms; a test holds the two against each other.
const AGO = { ago_20: [20, 10], ago_60: [60, 20], ago_180: [180, 60] };
const EARLIEST_NIGHT = "22:00";

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
