// Keeps the pages a reader visited, with what they loaded, readable when the line drops.
// The network comes first for pages: asking whether a page has changed costs one round trip and,
// if it has not, no more, so a page older than the published one is never shown while the server
// answers. What carries a version in its address cannot be stale and is taken from the device.
// Nothing is fetched that the reader did not open.
"use strict";

const VERSION = "VERSION"; // of everything published; the build writes it
const PATIENCE = 10_000; // ms without any answer, after which the line counts as dropped
const FAMILY = `book ${registration.scope} `;
const CACHE = FAMILY + VERSION;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const own = async () => (await caches.keys()).filter((name) => name.startsWith(FAMILY));

/** What is kept at an address, newest version first. */
async function kept(address) {
  const names = (await own()).filter((name) => name !== CACHE).reverse();
  for (const name of [CACHE, ...names]) {
    const found = await (await caches.open(name)).match(address);
    if (found) return found;
  }
}

async function keep(address, response) {
  try {
    await (await caches.open(CACHE)).put(address, response);
  } catch {
    // the device has no room left: the page is shown all the same
  }
}

/** The address a page is kept under: what follows "?" or "#" does not make it another page. */
function bare(address) {
  const url = new URL(address);
  url.search = url.hash = "";
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href;
}

/** A file whose address changes with its content. */
async function unchanging(event) {
  const found = await kept(event.request.url);
  const response = found || (await fetch(event.request));
  if (response.ok) event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

/** A page, or a file without a version: as published, or as kept if nobody answers. */
async function newest(event, request) {
  const address = bare(event.request.url);
  const answer = fetch(request).then((response) => {
    if (response.ok) event.waitUntil(keep(address, response.clone()));
    return response;
  });
  const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answered = await Promise.race([answer.catch(() => null), waited]);
  if (answered) return answered;
  return (await kept(address)) || (event.request.mode === "navigate" ? missing() : answer);
}

/** What is shown in place of a page that is not kept. */
async function missing() {
  const pages = new Map();
  for (const name of await own()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (!url.endsWith(".html")) continue;
      const title = (await (await cache.match(url)).text()).match(/<title>([^<]*)<\/title>/);
      pages.set(url, title ? title[1] : url);
    }
  }
  const links = [...pages].map(([url, title]) => `<li><a href="${encodeURI(url)}">${title}</a></li>`);
  const text = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>No line</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto;
padding: 0 1rem }</style></head>
<body><main><h1>No line</h1>
<p>This page is not kept on your device, and no server answers. Try again later, or read on
where you have been before.</p>
<ul>${links.join("\n")}</ul></main></body></html>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY };
  return new Response(text, { status: 503, headers });
}

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  const clear = async () => {
    const before = (await own()).filter((name) => name !== CACHE);
    await Promise.all(before.slice(0, -1).map((name) => caches.delete(name))); // the last one stays
    await clients.claim();
  };
  event.waitUntil(clear());
});

// The first page a reader opens is loaded before there is a worker. It names what it has loaded,
// which the browser still holds: keeping it takes nothing from the line.
addEventListener("message", (event) => {
  const addresses = event.data.filter((address) => address.startsWith(registration.scope));
  event.waitUntil(
    Promise.all(
      addresses.map(async (address) => {
        const key = new URL(address).searchParams.has("v") ? address : bare(address);
        if (await (await caches.open(CACHE)).match(key)) return;
        const response = await fetch(address, { cache: "force-cache" }).catch(() => null);
        if (response?.ok) await keep(key, response);
      }),
    ),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  if (url.searchParams.has("v")) return event.respondWith(unchanging(event));
  if (/(\/|\.html)$/.test(url.pathname)) {
    const asked = new Request(request.url, { cache: "no-cache", redirect: "manual" });
    return event.respondWith(newest(event, asked));
  }
  if (/\.(svg|png|woff2)$/.test(url.pathname)) event.respondWith(newest(event, request));
});
