// The forms of the shell: an entry in, the same entry changed out. Loaded after the page stands.
import { answers, fill, pairsOf } from "./answers.js";
import { said } from "./outbox.js";
import { dayOf, zoneHere } from "./moments.js";

const $ = (id) => document.getElementById(id);

export function prepare({ outbox, store, keep, tell, draw, send, make, title, inWords }) {
  $("main").append($("form"), $("storage"));
  let form = null; // what is being asked: {asks, before, over, rejected}

  function show(isForm) {
    $("form").hidden = !isForm;
    $("home").hidden = isForm;
    scrollTo(0, 0);
    (isForm ? $("heading") : $("main")).focus({ preventScroll: true });
  }

  async function edit(entry, row = null) {
    const template = $(`sheet-${entry.kind}`);
    if (!template) return;
    // Days drawn by the server: their check-in asks the early signs in front.
    const me = await store.fact("me").catch(() => null);
    const isDrawn = me?.drawn?.includes(entry.day);
    const isMade = Boolean(entry.version);
    const rejected = row?.state === "rejected" ? row.key : null;
    form = { asks: JSON.parse(template.dataset.asks), before: said(entry), over: isMade ? entry : null, rejected };
    $("fields").replaceChildren(template.content.cloneNode(true));
    $("heading").textContent = `${template.dataset.heading}${entry.day ? `, ${entry.day}` : ""}`;
    fill($("form"), form.asks, form.before, inWords);
    const signs = isDrawn && $("fields").querySelector("[name^='early_signs.']")?.closest("fieldset");
    if (signs) $("fields").querySelector("details").before(signs);
    const problems = (rejected && row.problems) || [];
    $("wrong").hidden = !problems.length;
    $("wrong").replaceChildren(...problems.map(({ field, text }) => make("p", `${field.replaceAll("_", " ")}: ${text}`)));
    $("withdraw").hidden = !isMade;
    show(true);
  }

  // The form stays as it is until the phone has what it says.
  async function save(entry, ownWords) {
    const { rejected, over } = form;
    const words = title[entry.kind];
    try {
      if (rejected) {
        await outbox.mend(rejected, entry);
        tell(`${words}. Saved on this phone.`);
      } else if (!(await keep(entry, words, over))) return;
      for (const word of ownWords) await outbox.keep(word);
    } catch {
      tell(`NOT saved: the phone refused it. ${words} is not recorded.`);
      return;
    }
    show(false);
    await draw();
    send();
  }

  $("form").onsubmit = (event) => {
    event.preventDefault();
    const { keys, ownWords } = answers(form.asks, pairsOf($("form")), form.before, new Date(), zoneHere());
    save({ ...keys, kind: form.before.kind }, ownWords);
  };
  $("back").onclick = () => show(false);
  $("withdraw").onclick = async () => {
    const { over, rejected, before } = form;
    // What the server never took can simply go; what it may have is taken back by an entry.
    if (rejected) await store.remove([rejected]);
    const mark = rejected ? null : await outbox.keep({ kind: before.kind }, { id: over.id, base: over.version, withdrawn: true });
    tell("Taken back.", mark && (() => outbox.keep(before, { id: over.id, base: mark.version })));
    show(false);
    await draw();
    send();
  };
  // "None of these" and any of them exclude each other; a typed time chooses itself.
  $("form").addEventListener("input", ({ target }) => {
    const group = target.closest("fieldset");
    if (target.type === "checkbox" && target.checked) {
      const isNone = target.name.endsWith(".none_of_these");
      for (const box of group.querySelectorAll("input[type=checkbox]")) {
        if (box !== target && (isNone || box.name.endsWith(".none_of_these"))) box.checked = false;
      }
    }
    const chosen = { "datetime-local": "", time: "woke" }[target.type];
    const radio = chosen !== undefined && target.closest("fieldset.when")?.querySelector(`input[type=radio][value="${chosen}"]`);
    if (radio) radio.checked = true;
  });
  // The few questions of the server: which episodes they are about does not depend on what followed.
  async function drawQuestions() {
    const me = await store.fact("me");
    const entries = new Map((await outbox.current()).map((row) => [row.entry.id, row.entry]));
    const asked = (me?.questions ?? []).filter(({ id }) => entries.has(id));
    const settle = (question) => store.note("me", { ...me, questions: asked.filter((one) => one !== question) }).then(drawQuestions);
    $("asked").hidden = !asked.length;
    $("asked").replaceChildren(...asked.map((question) => make("fieldset", "", (group) => {
      const entry = entries.get(question.id);
      const day = (entry.began?.at ?? "").slice(0, 16).replace("T", " ");
      const taps = make("div", "", (chips) => (chips.className = "chips"));
      group.append(make("legend", `Neck, ${day}: ${question.words}`), taps);
      for (const [label, keys] of [...question.taps, ["Skip", {}]]) {
        taps.append(make("button", label, (button) => (button.onclick = async () => {
          if (!keys) edit(entry);
          else if (Object.keys(keys).length && !(await keep({ ...said(entry), ...keys }, label, entry))) return;
          await settle(question);
        })));
      }
    })));
  }
  $("beginnings").after($("asked"));
  document.addEventListener("drawn", drawQuestions);
  drawQuestions();

  $("adopt").onclick = async () => {
    await outbox.adopt(await outbox.owner());
    send();
  };
  $("save").onclick = async () => {
    const entries = (await outbox.rows()).map((row) => row.entry);
    const name = `headlog-${dayOf(new Date())}.json`;
    const file = new File([openFile(entries, Date.now(), zoneHere())], name, { type: "application/json" });
    await store.note("saved_at", Date.now());
    if (matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ files: [file] })) {
      navigator.share({ files: [file] }).catch(() => {});
      return;
    }
    make("a", "", (link) => Object.assign(link, { href: URL.createObjectURL(file), download: name })).click();
  };
  $("install").onclick = () => window.installing?.prompt();
  navigator.storage?.persisted?.().then((isKept) => {
    $("kept").textContent = `This phone has ${isKept ? "" : "not "}promised to keep what is stored here.`;
  });
  return edit;
}

// What the phone holds as an open diary file, to be saved by hand.
function openFile(entries, now, zone) {
  const written_at = new Date(now).toISOString();
  return JSON.stringify({ format: "headlog-diary", format_version: 1, written_at, zone, entries }, null, 1);
}
