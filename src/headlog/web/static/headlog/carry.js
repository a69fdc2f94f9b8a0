// On every page of someone signed in: sends what the phone still holds, says how much that is, and keeps what is
// tapped or typed when no server answers. Without this script the pages work as before.
import { Outbox, openStore } from "./outbox.js";

const shell = "/offline/";
const ANSWERS_WITHIN_MS = 8_000;
const KEPT_ALIVE_BYTES = 60_000;
const READ_WITHIN_MS = 1_000;
// Whose page this is. What is kept here is theirs, whoever the phone knows by the time it is tapped.
const { person } = document.querySelector("script[data-person]").dataset;
const channel = new BroadcastChannel("headlog");
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
const own = Object.assign(Object.create(outbox), { owner: async () => person });
const counted = (count) => (count === 1 ? "1 entry" : `${count} entries`);

// Says something where it is seen: on top of the page, or beside what was tapped.
function say(words, { beside = null, link = "Look at them", isProblem = false } = {}) {
  const id = beside ? "said" : "carried";
  const note = document.getElementById(id) ?? Object.assign(document.createElement("div"), { id });
  note.className = `banner ${isProblem ? "problem" : "notice"}`;
  note.setAttribute("role", isProblem ? "alert" : "status");
  if (beside) beside.after(note);
  else if (!note.isConnected) document.querySelector("main").prepend(note);
  note.replaceChildren(Object.assign(document.createElement("p"), { textContent: `${words} ` }));
  if (link) note.firstChild.append(Object.assign(document.createElement("a"), { href: shell, textContent: link }));
  if (beside) note.scrollIntoView({ block: "nearest" });
}

async function send() {
  await outbox.flush();
  const count = (await own.unsent()).length;
  if (count) say(`${counted(count)} on this phone ${count === 1 ? "is" : "are"} not sent yet.`);
  else document.getElementById("carried")?.remove();
}

// Another owner is told to the other tabs: what the one before left on their screens must go.
async function meet() {
  const before = await outbox.owner();
  await outbox.meet();
  if ((await outbox.owner()) !== before) channel.postMessage({ owner: true });
}

// Sends a form as the browser would. Says where the server leads to, "unread" when none took it, or "refused" when
// one has an answer of its own to show: what is sent again then is the same, because the page made its ids.
async function post(form, submitter) {
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.set(submitter.name, submitter.value);
  try {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    // Goes on when the page is left meanwhile.
    const keepalive = String(body).length < KEPT_ALIVE_BYTES;
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Headlog-Carry": "1" }, signal, keepalive });
    if (answer.status >= 500 || answer.status === 403) return "unread";
    return answer.headers.get("X-Location") ?? "refused";
  } catch {
    return "unread";
  }
}

function submitPlainly(form, submitter) {
  if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  form.submit();
}

// The session ends first; only then does the phone forget whose it is, when no other tab is sending for them.
async function signOut(form, submitter) {
  const count = (await own.unsent()).length;
  const asked = Number(form.dataset.asked ?? 0);
  if (count && !(asked && Date.now() - asked > READ_WITHIN_MS)) {
    form.dataset.asked ||= Date.now();
    return say(`${counted(count)} ${count === 1 ? "is" : "are"} not sent yet. They stay on this phone for you, unseen by others. Tap again to sign out.`, { beside: form });
  }
  const next = await post(form, submitter);
  if (next === "unread") return say("No network: you are still signed in, and everything is as it was.", { beside: form, link: "", isProblem: true });
  if (next === "refused") return submitPlainly(form, submitter);
  const leave = () => outbox.leave();
  await (navigator.locks?.request("headlog-outbox", { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }, leave).catch(leave) ?? leave());
  channel.postMessage({ owner: true });
  go(next);
}

async function carry(form, submitter) {
  const next = navigator.onLine ? await post(form, submitter) : "unread";
  if (next === "refused") return submitPlainly(form, submitter);
  // A session that has ended took nothing either.
  if (next !== "unread" && !new URL(next, location.href).pathname.startsWith("/sign-in/")) return go(next);
  const beside = submitter?.closest(".step, .taps, .scale, .row") ?? form;
  try {
    const { keepForm } = await import("./carried.js");
    const { refused } = await keepForm(own, store, form, submitter);
    if (refused) return say(refused, { beside, link: "Open the phone's own screen", isProblem: true });
    go(shell);
  } catch {
    say("No network, and this could not be kept on the phone: not recorded. What you typed is still here.", { beside, link: "", isProblem: true });
  }
}

const CARRIED = /^\/(now|check-in|attack\/[^/]+|neck\/[^/]+\/follow-up|check-in\/[^/]+(\/signs)?|entries\/[^/]+\/(undo|remove))\/$/;
// A tap that comes while another is sent, or while the next page is fetched, takes its turn: none is dropped.
let turn = Promise.resolve();
let waiting = 0;
let isLeaving = false;
function go(where) {
  if (waiting > 1) return;
  isLeaving = true;
  location.href = where;
}
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.method !== "post" || event.defaultPrevented) return;
  const { pathname } = new URL(form.action);
  const isCarried = form.dataset.kind || CARRIED.test(pathname);
  if (!isCarried && pathname !== "/sign-out/" && navigator.onLine) return;
  event.preventDefault();
  if (isLeaving) window.stop();
  isLeaving = false;
  waiting += 1;
  const work = pathname === "/sign-out/" ? signOut : carry;
  turn = turn.then(() => work(form, submitter)).finally(() => (waiting -= 1));
});

// Somebody else's screen: it is loaded anew, as theirs or as nobody's.
channel.onmessage = async ({ data }) => {
  if (data?.owner && (await outbox.owner()) !== person) location.reload();
};
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "flush" && send());
navigator.serviceWorker?.register("/sw.js").catch(() => {});
meet().then(send);
