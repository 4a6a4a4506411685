// The claim ledger: lists and a search field choose which rows are shown. Without this script the
// page holds the same table, whole, by section.
"use strict";

(() => {
  const figure = document.querySelector("figure.ledger");
  const form = figure.querySelector("form");
  const output = form.querySelector("output");
  const groups = [...figure.querySelectorAll("tbody")].map((body) => ({
    body,
    section: body.id.replace("ledger-", ""),
    rows: [...body.rows].slice(1).map((row) => ({
      row,
      verdict: row.cells[2].textContent,
      text: row.textContent.toLowerCase(),
    })),
  }));
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
  // "✗ does not hold, misprint. arithmetic": the kind is the last part, the verdict the first
  const parts = (text) => ({
    verdict: text.replace(/^. /u, "").split(/[,.]/)[0],
    kind: text.split(". ").at(-1),
  });
  for (const { rows } of groups) for (const entry of rows) Object.assign(entry, parts(entry.verdict));

  function show() {
    const { section, kind, verdict, words } = Object.fromEntries(new FormData(form));
    const wanted = words.trim().toLowerCase();
    const key = section === "report" ? "press" : section && `s${section.replace(".", "")}`;
    let shown = 0;
    for (const { body, section: own, rows } of groups) {
      let left = 0;
      for (const entry of rows) {
        const keep =
          (!key || own === key) &&
          (!kind || entry.kind === kind) &&
          (!verdict || entry.verdict === verdict) &&
          (!wanted || entry.text.includes(wanted));
        entry.row.hidden = !keep;
        left += keep;
      }
      body.hidden = !left;
      shown += left;
    }
    output.textContent = `${shown} of ${total} claims`;
  }

  /** A link to a claim that the filters hide takes the filters back. */
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !figure.contains(target) || !target.closest("[hidden]")) return;
    form.reset();
    show();
    target.scrollIntoView();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", show);
  addEventListener("hashchange", reveal);
  form.hidden = false;
  form.reset(); // a browser may bring back what was chosen before a reload
  show();
})();
