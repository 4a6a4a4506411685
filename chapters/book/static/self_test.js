// Self-tests: say how many questions are answered right. All else works without this script.
"use strict";

document.querySelectorAll("form.self-test").forEach((form) => {
  const score = form.querySelector("output");
  const questions = form.querySelectorAll("fieldset");
  const count = () => {
    const chosen = form.querySelectorAll("input:checked").length;
    const right = form.querySelectorAll("input[data-right]:checked").length;
    score.textContent = chosen ? `${right} of ${questions.length} right.` : "";
  };
  form.reset(); // a browser may bring back what was chosen before a reload
  form.addEventListener("change", count);
  form.addEventListener("reset", () => { score.textContent = ""; });
});
