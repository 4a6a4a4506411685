// Runs Lighthouse over pages in one Chromium and writes one line of JSON for each.
//
// Standard input: { chromium, switches, addresses, categories, audits, quiet }, the last being the
// milliseconds without network or script after which a page counts as loaded.
// A line: { address, scores: category -> 0 to 100, values: audit -> number, faults: [...] }.

import { text } from "node:stream/consumers";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const { chromium, switches, addresses, categories, audits, quiet } = JSON.parse(await text(process.stdin));
const browser = await launch({
  chromePath: chromium,
  chromeFlags: [...switches, "--headless=new"],
  logLevel: "silent",
});

const waits = {
  pauseAfterFcpMs: quiet,
  pauseAfterLoadMs: quiet,
  networkQuietThresholdMs: quiet,
  cpuQuietThresholdMs: quiet,
};

/** What of an audit that counts is not as it should be. */
function fault({ id, title, details }) {
  const items = (details?.items ?? []).slice(0, 5);
  const where = items.map((item) => item.node?.snippet ?? item.source ?? item.description ?? item.url);
  return [id, title, ...where.filter(Boolean)].join(": ");
}

try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, {
      port: browser.port,
      logLevel: "silent",
      onlyCategories: categories,
      onlyAudits: audits,
      disableFullPageScreenshot: true,
      ...waits,
    });
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    const counted = Object.values(lhr.categories).filter(({ id }) => categories.includes(id));
    const parts = counted.flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
    const wrong = parts.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
    console.log(
      JSON.stringify({
        address,
        scores: Object.fromEntries(counted.map(({ id, score }) => [id, Math.round(100 * score)])),
        values: Object.fromEntries(audits.map((id) => [id, lhr.audits[id].numericValue])),
        faults: wrong.map(fault),
      }),
    );
  }
} finally {
  browser.kill();
}
