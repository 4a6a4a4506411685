// Starts what keeps visited pages readable when the line drops (service-worker.js), once the page
// is there. A page opened from a disk is on the device already.
"use strict";

addEventListener("load", async () => {
  if (!location.protocol.startsWith("http") || !navigator.serviceWorker) return;
  try {
    const top = new URL(document.documentElement.dataset.content_root, location.href);
    const first = !navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(new URL("service-worker.js", top));
    if (!first) return;
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    active.postMessage([location.href, ...loaded]);
  } catch {
    // a browser that keeps nothing, as in a private window: the book reads as before
  }
});
