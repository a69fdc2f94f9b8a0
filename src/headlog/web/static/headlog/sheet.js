// The forms of the shell: an entry in, the same entry changed out; and what the first sight of it does not need.
// Loaded after the page stands.
import { answers, fill, pairsOf } from "./answers.js";
import { said } from "./outbox.js";
import { dayOf, zoneHere } from "./moments.js";

const $ = (id) => document.getElementById(id);
const FIRST = 12;
const DOUBLE_TAP_MS = 500;
const DRAFT_MS = 12 * 3_600_000;

export function prepare({ outbox, store, keep, tell, draw, send, make, title, names, inWords, inTurn, atNow, view }) {
  $("home").after($("form"));
  $("box").after($("two"), $("urge"), $("storage"));
  $("symptoms").append($("grades"));
  // A convenience: a phone that does not take it has what was recorded all the same.
  const note = (fact, value) => store.note(fact, value).catch(() => {});
  let form = null; // what is being asked: {of, asks, before, over}
  let most = FIRST;

  function show(isForm) {
    $("form").hidden = !isForm;
    $("home").hidden = isForm;
    scrollTo(0, 0);
    (isForm ? $("heading") : $("main")).focus({ preventScroll: true });
    // The phone's own "back" leaves the form, not the screen.
    if (isForm && !history.state) history.pushState("form", "");
  }
  addEventListener("popstate", () => $("form").hidden || show(false));

  function close() {
    note("draft", null);
    $("fields").replaceChildren();
    show(false);
  }
  // Of the record that was taken back, or of anything at all when the screen passes to somebody else.
  document.addEventListener("close", ({ detail }) => {
    if (!detail || (!$("form").hidden && form.over?.id === detail)) close();
  });

  const answered = () => answers(form.asks, pairsOf($("form")), form.before, new Date(), zoneHere());

  async function edit(entry, row = null) {
    const template = $(`sheet-${entry.kind}`);
    if (!template) return;
    // Days drawn by the server: their check-in asks the early signs in front.
    const me = await store.fact("me").catch(() => null);
    const isDrawn = me?.drawn?.includes(entry.day);
    const isMade = Boolean(entry.version);
    const of = `${entry.kind} ${entry.version ?? entry.day}`;
    form = { of, asks: JSON.parse(template.dataset.asks), before: said(entry), over: isMade ? entry : null };
    const draft = await store.fact("draft").catch(() => null);
    const isDraft = draft?.of === of && draft.owner === view().owner && Date.now() - draft.at < DRAFT_MS;
    if (isDraft) tell("What you typed is here again. It is not saved yet.");
    $("fields").replaceChildren(template.content.cloneNode(true));
    $("heading").textContent = `${template.dataset.heading}${entry.day ? `, ${entry.day}` : ""}`;
    fill($("form"), form.asks, isDraft ? draft.keys : form.before, inWords);
    const signs = isDrawn && $("fields").querySelector("[name^='early_signs.']")?.closest("fieldset");
    if (signs) $("fields").querySelector("details").before(signs);
    const problems = (row?.state === "rejected" && row.problems) || [];
    $("wrong").hidden = !problems.length;
    $("wrong").replaceChildren(...problems.map(({ field, text }) => make("p", `${field.replaceAll("_", " ")}: ${text}`)));
    $("withdraw").hidden = !isMade;
    show(true);
  }

  // The form stays as it is until the phone has what it says.
  async function save() {
    if (form.isBusy) return;
    form.isBusy = true;
    const { keys, ownWords } = answered();
    const { kind } = form.before;
    if (!(await keep({ ...keys, kind }, names[kind], form.over))) {
      form.isBusy = false;
      return;
    }
    close();
    try {
      for (const word of ownWords) await outbox.keep(word);
    } catch {
      tell("NOT saved: the phone refused it. Your own word is not recorded.", null, true);
    }
    await draw();
    send();
  }

  $("form").onsubmit = (event) => {
    event.preventDefault();
    save();
  };
  $("back").onclick = close;
  $("withdraw").onclick = () => inTurn(async () => {
    const { over, before } = form;
    try {
      const mark = await outbox.takeBack(over, null, view().owner);
      tell("Taken back.", mark && { id: over.id, work: () => outbox.keep(before, { id: over.id, base: mark.version }) });
    } catch {
      tell("Not taken back: the phone refused it.", null, true);
      return;
    }
    close();
    await draw();
    send();
  });
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
    // What is typed outlives a phone that closes the screen.
    note("draft", { of: form.of, owner: view().owner, at: Date.now(), keys: answered().keys });
  });
  // What was skipped here rests on the pages too, once the server has been told of it.
  async function tellSkips() {
    const told = new Set();
    for (const { name, url, skip } of (await store.fact("skips")) ?? []) {
      const headers = { "X-CSRFToken": outbox.token(), "X-Headlog-Carry": "1" };
      const answer = await fetch(url, { method: "POST", body: new URLSearchParams(skip), headers }).catch(() => null);
      if (answer?.ok || answer?.status === 404) told.add(name);
    }
    if (told.size) await store.note("skips", ((await store.fact("skips")) ?? []).filter(({ name }) => !told.has(name)));
  }

  // The few questions of the server: which episodes they are about does not depend on what followed.
  async function drawQuestions() {
    const me = await store.fact("me");
    const entries = new Map((await outbox.current()).map((row) => [row.entry.id, row.entry]));
    const skips = ((await store.fact("skips")) ?? []).map(({ name }) => name);
    const asked = (me?.questions ?? []).filter(({ id, name }) => entries.has(id) && !skips.includes(name));
    const settle = (question) => store.note("me", { ...me, questions: asked.filter((one) => one !== question) }).then(drawQuestions);
    $("asked").hidden = !asked.length;
    $("asked").replaceChildren(...asked.map((question) => make("fieldset", "", (group) => {
      const entry = entries.get(question.id);
      const day = (entry.began?.at ?? "").slice(0, 16).replace("T", " ");
      const taps = make("div", "", (chips) => (chips.className = "chips"));
      group.append(make("legend", `Neck, ${day}: ${question.words}`), taps);
      for (const [label, keys] of [...question.taps, ["Skip", {}]]) {
        taps.append(make("button", label, (button) => (button.onclick = async () => {
          const rests = keys && !Object.keys(keys).length;
          if (!keys) edit(entry);
          else if (!rests && !(await keep((was) => ({ ...was, ...keys }), label, entry))) return;
          if (rests) await store.note("skips", [...((await store.fact("skips")) ?? []), question]);
          await settle(question);
          if (rests) tellSkips();
        })));
      }
    })));
  }
  $("beginnings").after($("asked"));

  function line(row) {
    const state = { unsent: "not sent yet", rejected: "not accepted, change it", sent: "" }[row.state];
    const words = [title(row.entry), state].filter(Boolean).join(" · ");
    return make("li", "", (item) => item.append(make("button", words, (button) => {
      button.className = "button quiet";
      button.onclick = () => edit(row.entry, row);
    })));
  }

  function drawDoses(medicines) {
    const list = JSON.stringify(medicines);
    if ($("doses").dataset.list === list) return;
    $("doses").dataset.list = list;
    const own = medicines.map((one) => make("button", one.name, (button) => (button.onclick = () => keep({ kind: "dose", ...one.keys, at: atNow() }, one.name))));
    $("doses").replaceChildren(...own, ...$("doses").querySelectorAll("[data-keys]"));
  }

  function drawRest() {
    if (!view()) return;
    const { rows, unsent, me, orphans, open, outcome } = view();
    const shown = [...unsent.filter((row) => row.state === "rejected"), ...rows.filter((row) => row.state !== "rejected" && row.entry.kind !== "own_word")];
    drawDoses(me?.medicines ?? []);
    $("made").hidden = !shown.length;
    $("rows").replaceChildren(...shown.slice(0, most).map(line));
    $("older").hidden = shown.length <= most;
    for (const button of document.querySelectorAll("[data-grade]")) {
      button.setAttribute("aria-pressed", open?.[button.dataset.grade] === button.dataset.value);
    }
    $("send").hidden = !unsent.length || !me;
    $("save").hidden = !unsent.length;
    $("sign-in").hidden = me && outcome !== "signed_out";
    const asked = me && orphans.length;
    $("adopt").hidden = !asked;
    if (asked) $("adopt").textContent = `Add ${orphans.length} made without an account to the diary of ${me.name}`;
    $("install").hidden = !window.installing;
    const [two] = me?.conflicts ?? [];
    $("two").hidden = !two;
    if (two) $("two").lastElementChild.href = `/entries/${two}/history/`;
    drawQuestions();
  }
  document.addEventListener("drawn", drawRest);
  drawRest();
  tellSkips();
  addEventListener("online", tellSkips);

  $("older").onclick = () => {
    const first = most;
    most = Infinity;
    drawRest();
    $("rows").children[first]?.firstChild.focus();
  };
  $("symptoms").addEventListener("click", ({ target }) => {
    const { grade, value } = target.dataset;
    const { open } = view();
    if (grade && open) keep((was) => ({ ...was, [grade]: value }), `${target.closest("fieldset").querySelector("legend").textContent}: ${value}`, open);
  });
  $("send").onclick = send;
  // Darker than the phone's own lowest light: four steps, and back.
  const { dataset } = document.documentElement;
  $("dim").onclick = () => {
    dataset.dim = (Number(dataset.dim ?? 0) + 1) % 4;
    note("dim", dataset.dim);
  };
  $("adopt").onclick = async () => {
    await outbox.adopt(await outbox.owner());
    send();
  };
  $("save").onclick = async () => {
    const entries = (await outbox.rows()).map((row) => row.entry);
    const name = `headlog-${dayOf(new Date())}.json`;
    const file = new File([openFile(entries, Date.now(), zoneHere())], name, { type: "application/json" });
    if (matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ files: [file] })) {
      const isShared = await navigator.share({ files: [file] }).then(() => true, () => false);
      if (!isShared) return;
    } else make("a", "", (link) => Object.assign(link, { href: URL.createObjectURL(file), download: name })).click();
    await store.note("saved_at", Date.now());
    draw();
  };
  $("install").onclick = () => window.installing?.prompt();
  navigator.storage?.persisted?.().then((isKept) => {
    $("kept").textContent = `This phone has ${isKept ? "" : "not "}promised to keep what is stored here.`;
  });
  $("urge").hidden = navigator.standalone || matchMedia("(display-mode: standalone)").matches;
  guardTaps();
  return edit;
}

// A second tap on the same spot within a moment, on something that has come there meanwhile, is the first one.
function guardTaps() {
  let last = null;
  let isAgain = false;
  addEventListener("pointerdown", (event) => {
    const isNear = last && Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) < 24;
    isAgain = isNear && event.target !== last.target && event.timeStamp - last.timeStamp < DOUBLE_TAP_MS;
    last = event;
  }, true);
  addEventListener("click", (event) => {
    if (!isAgain || !event.detail) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

// What the phone holds as an open diary file, to be saved by hand.
function openFile(entries, now, zone) {
  const written_at = new Date(now).toISOString();
  return JSON.stringify({ format: "headlog-diary", format_version: 1, written_at, zone, entries }, null, 1);
}
