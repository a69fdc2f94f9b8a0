// Small conveniences; every page of the journal works without them.

// The zone the person is in now, so that a time means what their clock shows.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of document.querySelectorAll("input[data-zone]")) {
  if (zone) field.value = zone;
}

// A time from elsewhere says where its clock is; one from here need not.
for (const note of document.querySelectorAll("[data-zone-of]")) note.hidden = note.dataset.zoneOf === zone;

// Typing an exact time chooses it; choosing a quick answer leaves what was typed alone.
for (const group of document.querySelectorAll("fieldset.when")) {
  const typed = group.querySelector('input[type="datetime-local"]');
  const asBelow = group.querySelector('input[type="radio"][value=""]');
  typed?.addEventListener("input", () => { if (asBelow) asBelow.checked = true; });
  for (const clock of group.querySelectorAll('input[type="time"]')) {
    clock.addEventListener("input", () => {
      const woke = group.querySelector('input[type="radio"][value="woke"]');
      if (woke) woke.checked = true;
    });
  }
}

// "None of these" and any of them exclude each other.
for (const none of document.querySelectorAll('input[name$=".none_of_these"]')) {
  const others = [...none.closest("fieldset").querySelectorAll('input[type="checkbox"]')].filter((box) => box !== none);
  none.addEventListener("change", () => { if (none.checked) for (const box of others) box.checked = false; });
  for (const box of others) box.addEventListener("change", () => { if (box.checked) none.checked = false; });
}
