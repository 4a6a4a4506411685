// What a reader can do beyond reading. Without this script every page is whole, only plainer.
"use strict";

(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** What the reader chose before; a browser may refuse to remember. */
  const remembered = () => {
    try {
      return localStorage.getItem("theme") || "";
    } catch {
      return "";
    }
  };
  root.dataset.theme = remembered(); // at once, so that no page flashes in the other colours

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

  function themeButton(button) {
    const show = () => button.setAttribute("aria-pressed", isDark());
    button.onclick = () => {
      const wanted = isDark() ? "light" : "dark";
      root.dataset.theme = wanted === (dark.matches ? "dark" : "light") ? "" : wanted;
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // it holds for this page alone
      }
      show();
    };
    dark.onchange = show;
    show();
  }

  function button(words, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.onclick = action;
    return made;
  }

  /** Copy a text, then say so for a moment in place of an element's own words. */
  async function copy(text, element) {
    await navigator.clipboard.writeText(text);
    const words = element.textContent;
    element.textContent = "Copied";
    setTimeout(() => (element.textContent = words), 1500);
  }

  function anchors() {
    for (const link of all(".headerlink")) {
      link.addEventListener("click", () => copy(link.href, link).catch(() => {}));
    }
  }

  function copyButtons() {
    for (const block of all(".highlight pre")) {
      const code = block.textContent;
      block.before(button("Copy", (event) => copy(code, event.target).catch(() => {})));
    }
  }

  /** A figure alone on the whole screen, in a dialog that closes with Esc. */
  function enlarge(figure) {
    const dialog = document.createElement("dialog");
    const picture = figure.querySelector("svg[role=img]").cloneNode(true);
    dialog.setAttribute("aria-label", figure.querySelector("figcaption strong").textContent);
    dialog.append(button("Close", () => dialog.close()), picture);
    dialog.onclick = (event) => event.target === dialog && dialog.close();
    dialog.onclose = () => dialog.remove();
    document.body.append(dialog);
    dialog.showModal();
  }

  function enlargers() {
    for (const figure of all("figure.exhibit")) {
      if (!figure.querySelector("svg[role=img]")) continue;
      const opener = button("Enlarge", () => enlarge(figure));
      figure.querySelector(".data-link").before(opener);
    }
  }

  /** What a citation or a note leads to, shown beside it while it is pointed at or has the focus. */
  function previews() {
    const links = all("article a[aria-describedby]");
    if (!links.length || !root.showPopover) return;
    const box = document.createElement("div");
    box.className = "preview";
    box.popover = "manual";
    document.getElementById("main").append(box); // within a landmark
    let leaving;
    const hide = () => box.matches(":popover-open") && box.hidePopover();
    const leave = () => (leaving = setTimeout(hide, 250)); // time to move onto the box
    const stay = () => clearTimeout(leaving);
    box.onpointerenter = stay;
    box.onpointerleave = leave;
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    document.addEventListener("scroll", hide, { passive: true });
    for (const link of links) {
      const show = () => {
        stay();
        const note = document.getElementById(link.getAttribute("aria-describedby"));
        box.replaceChildren(...[...note.cloneNode(true).childNodes]);
        all("[id]", box).forEach((element) => element.removeAttribute("id"));
        box.showPopover();
        const { left, top, bottom } = link.getBoundingClientRect();
        const { width, height } = box.getBoundingClientRect();
        const above = bottom + height + 12 > innerHeight && top > height + 12;
        box.style.left = `${Math.max(16, Math.min(left, root.clientWidth - width - 16))}px`;
        box.style.top = `${above ? top - height - 6 : bottom + 6}px`;
      };
      link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show());
      link.addEventListener("pointerleave", leave);
      link.addEventListener("focus", () => link.matches(":focus-visible") && show());
      link.addEventListener("blur", hide);
    }
  }

  /** On paper nothing can be unfolded: answers are printed, code only where it was open. */
  function printing() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("details:not([open], .code)").filter((part) => !part.closest(".explore"));
      opened.forEach((part) => (part.open = true));
    });
    addEventListener("afterprint", () => opened.forEach((part) => (part.open = false)));
  }

  document.addEventListener("DOMContentLoaded", () => {
    all(".theme").forEach(themeButton);
    const contents = document.getElementById("contents");
    contents.addEventListener("click", (event) => {
      if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
    });
    anchors();
    copyButtons();
    enlargers();
    previews();
    printing();
  });
})();
