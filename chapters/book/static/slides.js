// Slides: arrows, page keys and space move by a slide, Home and End to the ends, N shows notes.
"use strict";

(() => {
  const deck = document.querySelector(".deck");
  const slides = [...deck.querySelectorAll(".slide")];
  const tools = document.querySelector(".deck-tools");
  const place = tools.querySelector("output");
  const notes = tools.querySelector("[data-notes]");
  const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };
  let current = 0;

  function tell() {
    place.textContent = `${current + 1} of ${slides.length}`;
  }

  function go(to) {
    current = Math.max(0, Math.min(slides.length - 1, to));
    slides[current].scrollIntoView();
    tell();
  }

  function toggleNotes() {
    const shown = deck.classList.toggle("with-notes");
    notes.setAttribute("aria-pressed", String(shown));
    go(current);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea, button, a, summary, [tabindex='0']")) return;
    if (event.key in STEPS) go(current + STEPS[event.key]);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(slides.length - 1);
    else if (event.key.toLowerCase() === "n") toggleNotes();
    else return;
    event.preventDefault();
  });
  tools.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) go(current + Number(step.dataset.step));
  });
  notes.addEventListener("click", toggleNotes);

  // Whoever scrolls moves the count along.
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) current = slides.indexOf(entry.target);
    }
    tell();
  }, { rootMargin: "-50% 0px -50% 0px" });
  slides.forEach((slide) => observer.observe(slide));
  tools.querySelector(".keys").hidden = false;
  tell();
})();
