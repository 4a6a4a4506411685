// Interactives: native controls choose among states that were computed when the book was built.
// The states of each lie in a script file of their own, so that they load from file:// as well.
"use strict";

(() => {
  const AHEAD = "800px"; // load states when the reader is this near

  /** The text at a place of texts stored as their differences (urban_rural/differences.py). */
  function unpack({ shapes, templates, patterns }, place) {
    const [pieces, slots] = templates[shapes[place]];
    let text = pieces[0];
    slots.forEach(([pattern, values], slot) => {
      text += values[patterns[pattern][place]] + pieces[slot + 1];
    });
    return text;
  }

  /** Where a control stands on its grid, counted from 0. */
  function position(control) {
    if (control.type === "range") return Math.round((control.value - control.min) / control.step);
    if (control.localName === "select") return control.selectedIndex;
    return [...control.elements].findIndex((button) => button.checked);
  }

  /** Write a slider's value beside it. */
  function showValue(slider) {
    const digits = +slider.dataset.digits;
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    const text = (+slider.value).toLocaleString("en", options) + slider.dataset.suffix;
    slider.nextElementSibling.textContent = text;
    slider.setAttribute("aria-valuetext", text);
  }

  function start(figure) {
    const form = figure.querySelector("form");
    const controls = [...form.querySelectorAll("[data-size]")];
    const sentence = figure.querySelector("output");
    let states;
    let script;

    const place = () =>
      controls.reduce((sum, control) => sum * control.dataset.size + position(control), 0);

    function load() {
      if (script) return;
      script = document.createElement("script");
      script.src = figure.dataset.states;
      script.onload = () => {
        states = window.exploreStates[figure.id];
        show();
      };
      script.onerror = () => {
        script.remove();
        script = null;
        if (place() === shown) return; // nothing was asked for yet
        shown = -1;
        sentence.textContent = "The answer could not be loaded. Move a control to try again.";
      };
      document.head.append(script);
    }

    function show() {
      controls.filter((control) => control.type === "range").forEach(showValue);
      if (!states) return load();
      if (place() === shown) return;
      shown = place();
      for (const part of Object.keys(states)) {
        const text = unpack(states[part], shown);
        if (part === "sentence") sentence.textContent = text;
        else figure.querySelector(`[data-part=${part}]`).innerHTML = text;
      }
    }

    form.reset(); // a browser may bring back what was chosen before a reload
    form.firstElementChild.disabled = false;
    let shown = place();
    form.addEventListener("input", show);
    form.addEventListener("reset", () => setTimeout(show));
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      load();
    }, { rootMargin: AHEAD }).observe(figure);
  }

  document.querySelectorAll("figure.explore").forEach(start);
})();
