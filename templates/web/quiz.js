"use strict";
const answers = JSON.parse(document.getElementById("answers").textContent);
const questions = [...document.querySelectorAll(".question")];
const score = document.getElementById("score");
const again = document.getElementById("again");
const checkAll = document.getElementById("check-all");
const place = "quizgen:" + document.body.dataset.key;
let marks = questions.map(() => null);

const controls = (question) => [...question.querySelectorAll("input, select, .lines button")];
const lines = (question) => [...question.querySelectorAll(".lines li")];

function given(question) {
  if (question.dataset.form === "ordering") return lines(question).map((line) => Number(line.dataset.place));
  if (question.dataset.form === "matching") return [...question.querySelectorAll("select")].map((each) => each.value);
  const typed = question.querySelector("input[type=text]");
  return typed ? typed.value : (question.querySelector("input:checked") || { value: "" }).value;
}

function put(question, value) {
  if (question.dataset.form === "ordering") {
    const all = lines(question);
    const list = question.querySelector(".lines");
    value.forEach((each) => list.append(all.find((line) => Number(line.dataset.place) === each)));
  } else if (question.dataset.form === "matching") {
    question.querySelectorAll("select").forEach((each, n) => { each.value = value[n]; });
  } else {
    const typed = question.querySelector("input[type=text]");
    if (typed) typed.value = value;
    else question.querySelectorAll("input").forEach((each) => { each.checked = each.value === value; });
  }
}

function judge(question) {
  const right = answers[questions.indexOf(question)];
  const mine = given(question);
  if (question.dataset.form === "ordering") return mine.every((each, n) => each === n);
  if (question.dataset.form === "matching") return mine.every((each, n) => each === String(right[n]));
  return Array.isArray(right) ? isRight(right, mine) : mine === String(right);
}

function show(question) {
  const mark = marks[questions.indexOf(question)];
  const done = mark !== null;
  question.classList.toggle("right", mark === true);
  question.classList.toggle("wrong", mark === false);
  question.querySelector(".verdict").textContent = done ? (mark ? "Right." : "Not right.") : "";
  question.querySelector(".feedback").hidden = !done;
  question.querySelector(".check").hidden = done;
  const overrule = question.querySelector(".overrule");
  if (overrule) overrule.hidden = mark !== false;
  controls(question).forEach((each) => { each.disabled = done; });
}

function tell() {
  const known = marks.filter((each) => each !== null).length;
  const right = marks.filter(Boolean).length;
  score.textContent = known ? `${right} of ${questions.length} right` + (known < questions.length ? `, ${questions.length - known} to go` : "") : "";
  again.hidden = !marks.includes(false);
  checkAll.hidden = known === questions.length;
}

function keep() {
  const mode = document.querySelector("[name=mode]:checked").value;
  try {
    localStorage.setItem(place, JSON.stringify({ mode, marks, given: questions.map(given) }));
  } catch { /* a browser that keeps nothing for files: the quiz works without */ }
}

function renew() {
  document.body.classList.toggle("at-end", document.querySelector("[name=mode]:checked").value === "end");
  questions.forEach(show);
  tell();
  keep();
}

function check(question) {
  marks[questions.indexOf(question)] = judge(question);
  renew();
  question.querySelector(".verdict").focus();
}

function clear(which) {
  questions.forEach((question, n) => {
    if (!which(n)) return;
    marks[n] = null;
    question.querySelectorAll("input[type=text], select").forEach((each) => { each.value = ""; });
    question.querySelectorAll("input[type=radio]").forEach((each) => { each.checked = false; });
  });
  renew();
}

questions.forEach((question) => {
  question.querySelector(".check").addEventListener("click", () => check(question));
  question.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.type === "text" && !document.body.classList.contains("at-end")) check(question);
  });
  question.addEventListener("click", (event) => {
    const step = Number(event.target.dataset.step || 0);
    if (!step) return;
    const line = event.target.closest("li");
    const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
    if (other) other[step < 0 ? "before" : "after"](line);
    event.target.focus();
    const now = lines(question).indexOf(line) + 1;
    question.querySelector(".moved").textContent = `${line.querySelector("span").textContent}: place ${now}`;
    keep();
  });
  const overrule = question.querySelector(".overrule");
  if (overrule) overrule.addEventListener("click", () => {
    marks[questions.indexOf(question)] = true;
    renew();
    question.querySelector(".verdict").focus();
  });
});
document.querySelectorAll("[name=mode]").forEach((each) => each.addEventListener("change", renew));
document.addEventListener("change", keep);
checkAll.addEventListener("click", () => {
  questions.forEach((question, n) => { if (marks[n] === null) marks[n] = judge(question); });
  renew();
  score.focus();
});
again.addEventListener("click", () => {
  const missed = marks.map((each) => each === false);
  clear((n) => missed[n]);
  questions[missed.indexOf(true)].querySelector("input, select, button").focus();
});
document.getElementById("over").addEventListener("click", () => {
  clear(() => true);
  scrollTo(0, 0);
});
try {
  const kept = JSON.parse(localStorage.getItem(place));
  if (kept) {
    marks = kept.marks;
    kept.given.forEach((value, n) => put(questions[n], value));
    document.querySelector(`[name=mode][value=${kept.mode}]`).checked = true;
  }
} catch { /* nothing kept */ }
renew();
