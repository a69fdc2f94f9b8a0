// On every page of someone signed in: sends what the phone still holds, says how much that is, and keeps what is
// tapped or typed when the network is gone. Without this script the pages work as before.
import { Outbox, openStore, said } from "./outbox.js";
import { zoneHere } from "./moments.js";

const shell = "/offline/";
const store = openStore(indexedDB);
const outbox = new Outbox({
  store,
  fetch: (...request) => fetch(...request),
  now: Date.now,
  random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  lock: navigator.locks ? (work) => navigator.locks.request("headlog-outbox", work) : (work) => work(),
  token: () => document.cookie.match(/headlog-csrf=([^;]+)/)?.[1] ?? "",
});

function line(words) {
  let note = document.getElementById("carried");
  if (!note) {
    note = Object.assign(document.createElement("div"), { id: "carried", className: "banner notice" });
    note.setAttribute("role", "status");
    document.querySelector("main").prepend(note);
  }
  note.replaceChildren(Object.assign(document.createElement("p"), { textContent: `${words} ` }));
  note.firstChild.append(Object.assign(document.createElement("a"), { href: shell, textContent: "Look at them" }));
}

async function send() {
  await outbox.flush();
  const count = (await outbox.unsent()).length;
  if (count) line(`${count === 1 ? "1 entry on this phone is" : `${count} entries on this phone are`} not sent yet.`);
  else document.getElementById("carried")?.remove();
  return count;
}

// A sheet that cannot be sent becomes an entry of the outbox, with the keys that the server would have made of it.
async function keepSheet(form) {
  const [{ answers, pairsOf }, html] = await Promise.all([import("./answers.js"), fetch("/offline/sheets/").then((page) => page.text())]);
  const sheets = new DOMParser().parseFromString(html, "text/html");
  const template = sheets.getElementById(`sheet-${form.dataset.kind}`);
  if (!template) return false;
  const { id, base } = form.dataset;
  const before = (await outbox.current()).find((row) => row.entry.id === id)?.entry;
  if (id && !before) return false;
  const { keys, ownWords } = answers(JSON.parse(template.dataset.asks), pairsOf(form), before ? said(before) : {}, new Date(), zoneHere());
  await outbox.keep({ ...keys, kind: form.dataset.kind }, id ? { id, base: before.version ?? base } : {});
  for (const word of ownWords) await outbox.keep(word);
  return true;
}

const TAPS = ["attack", "pain", "sign", "neck"];
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (form.method !== "post") return;
  if (new URL(form.action).pathname === "/sign-out/") {
    event.preventDefault();
    const count = (await outbox.unsent()).length;
    if (count && !form.dataset.sure) {
      line(`${count === 1 ? "1 entry is" : `${count} entries are`} not sent yet. They stay on this phone for you, unseen by others. Tap again to sign out.`);
      form.dataset.sure = "yes";
      return;
    }
    await outbox.leave();
    form.submit();
  } else if (!navigator.onLine) {
    event.preventDefault();
    const tap = submitter?.name === "tap" && TAPS.includes(submitter.value) ? submitter.value : "";
    if (form.dataset.kind && !(await keepSheet(form).catch(() => false))) return line("No network, and this could not be kept on the phone. What you typed is still here.");
    location.href = `${shell}${tap ? `#${tap}` : ""}`;
  }
});

addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "flush" && send());
navigator.serviceWorker?.register("/sw.js").catch(() => {});
outbox.meet().then(send);
