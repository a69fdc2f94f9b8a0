// Keeps the data-free shell on the phone and nothing else. The first line is written by the server: the shell's
// version and the addresses it is made of. Every other request goes to the network untouched.
const { version, shell } = self.SHELL;
const NAME = `headlog-shell-${version}`;

self.addEventListener("install", (event) => {
  const fresh = shell.map((address) => new Request(address, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("headlog-shell-") && name !== NAME);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (shell.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === "navigate") {
    // Without a network a page cannot be read, but an attack can always be recorded.
    event.respondWith(fetch(request).catch(() => caches.match(shell[0])));
  }
});

// Where the browser has it; elsewhere the page sends the queue itself.
self.addEventListener("sync", (event) => {
  if (event.tag !== "outbox") return;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((pages) => pages.forEach((page) => page.postMessage("flush"))),
  );
});
