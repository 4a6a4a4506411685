// The search page. The words of all pages lie in one script file, which is loaded when the
// reader searches: a script loads from file:// as well, and no page has to be fetched.
"use strict";

(() => {
  const AROUND = 90; // characters shown before and after a find
  const MOST = 30; // finds listed

  const results = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const form = results.parentElement.querySelector("form");
  const field = form.elements.q;
  let asked = "";
  let loading;

  /** Text as it is compared: no accents, no capitals, straight apostrophes; as long as before. */
  function plain(text) {
    return [...text]
      .map((letter) => {
        const bare = letter.normalize("NFD")[0].toLowerCase();
        return bare.length === letter.length ? bare : letter;
      })
      .join("")
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u2010-\u2013]/g, "-");
  }

  /** Where words stand in a text, the last of them perhaps by its beginning alone. */
  function pattern(words) {
    const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(^|[^\\p{L}\\p{N}])${escaped}`, "gu");
  }

  /** What is looked for: words, of which a beginning is enough, and "phrases in quotes". */
  function terms(query) {
    const found = plain(query).match(/"[^"]+"|[^\s"]+/g) || [];
    return found.map((term) => term.replace(/"/g, "").trim()).filter(Boolean);
  }

  /** The sections that have most of the terms, the best first. */
  function find(patterns, whole) {
    const found = [];
    for (const [page, sections] of window.searchIndex) {
      const title = sections[0][1];
      for (const [anchor, heading, text] of sections) {
        let score = 0;
        let met = 0;
        for (const term of patterns) {
          const inHeading = (plain(heading).match(term) || []).length;
          const inText = (plain(text).match(term) || []).length;
          if (inHeading + inText) met += 1;
          score += 5 * inHeading + Math.min(inText, 5);
        }
        if (plain(text).match(whole)) score += 20;
        if (met) found.push({ page, title, anchor, heading, text, met, score });
      }
    }
    const most = Math.max(0, ...found.map((one) => one.met));
    const kept = found.filter((one) => one.met === most).sort((a, b) => b.score - a.score);
    return { kept, all: most === patterns.length };
  }

  /** The words around the first find, of all terms together if there is one; terms marked. */
  function excerpt(text, patterns, whole) {
    const compared = plain(text);
    const together = [...compared.matchAll(whole)].map((match) => match.index + match[1].length);
    const spans = patterns
      .flatMap((term) => [...compared.matchAll(term)])
      .map((match) => [match.index + match[1].length, match.index + match[0].length])
      .sort((a, b) => a[0] - b[0]);
    const first = together[0] ?? spans[0]?.[0] ?? 0;
    let from = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
    if (from > first) from = first;
    const cut = text.indexOf(" ", first + AROUND);
    const to = cut < 0 ? text.length : cut;
    const paragraph = document.createElement("p");
    paragraph.append(from ? "… " : "");
    let at = from;
    for (const [start, end] of spans) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      paragraph.append(text.slice(at, start), mark);
      at = end;
    }
    paragraph.append(text.slice(at, to), to < text.length ? " …" : "");
    return paragraph;
  }

  function show() {
    const words = terms(asked);
    if (!words.length) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    const patterns = words.map(pattern);
    const whole = pattern(words.join(" "));
    const { kept, all } = find(patterns, whole);
    const passages = `${kept.length} ${kept.length === 1 ? "section" : "sections"}`;
    if (!kept.length) status.textContent = "Nothing found. Try another word, or its beginning.";
    else if (all) status.textContent = `Found in ${passages}.`;
    else status.textContent = `No section has all of it; ${passages} come nearest.`;
    if (kept.length > MOST) status.textContent += ` The first ${MOST} are listed.`;
    results.replaceChildren(
      ...kept.slice(0, MOST).map(({ page, title, anchor, heading, text }) => {
        const link = document.createElement("a");
        link.href = page + (anchor && `#${anchor}`);
        link.textContent = heading === title ? title : `${heading} (${title})`;
        const item = document.createElement("li");
        item.append(link, excerpt(text, patterns, whole));
        return item;
      }),
    );
  }

  function load() {
    if (window.searchIndex) return Promise.resolve();
    loading ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = results.dataset.index;
      script.onload = resolve;
      script.onerror = () => {
        script.remove();
        loading = null;
        reject();
      };
      document.head.append(script);
    });
    return loading;
  }

  async function search() {
    asked = field.value;
    if (asked.trim() && !window.searchIndex) status.textContent = "Loading the words of the book.";
    try {
      if (asked.trim()) await load();
      show();
    } catch {
      status.textContent = "The words of the book could not be loaded. Search again to try again.";
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    const address = new URL(location.href);
    address.searchParams.set("q", field.value);
    try {
      history.replaceState(null, "", address);
    } catch {
      // a page opened as a file may keep the address it has
    }
  });
  field.addEventListener("input", () => {
    if (window.searchIndex) search();
  });
  const words = new URL(location.href).searchParams.get("q");
  if (words) {
    field.value = words;
    search();
  }
})();
