"use strict";
// The page of `quizgen review`. What it knows it asks of the program that opened it; what is decided is in the deck file
// before the program answers. Requests go one after the other, so that two quick keys never meet the same question.

const $ = (id) => document.getElementById(id);
const token = location.hash.slice(1);
const POLL = 2500;  // milliseconds between two looks at the file
const PAGE = 100;  // candidates shown at once
const LETTERS = { A: "language", B: "not clear", C: "not true", D: "two answers", E: "gives itself away", F: "not worth it", G: "options" };
const FORMS = { short: "short answer", cloze: "cloze", choice: "choice", "true-false": "true or false", matching: "matching", ordering: "ordering" };
const CONTEXTS = { alone: "stands alone", placed: "with its title", article: "with the article" };
const STATES = { open: "", kept: "✓ kept", dropped: "✗ dropped" };
const LISTS = ["also_accept", "distractors"];
const FIELDS = ["stem", "answer", "distractors", "pairs"];
const FILTERS = ["state", "form", "kind", "context", "doubt"];

let deck = null;
let byId = new Map();
let shownArticle = null;
let marked = [];  // paragraphs that hold marks, with their plain text
let current = "";
let typing = null;  // the question in the editor: its id ("" of a new one), stamp and, of a new one, its span
let candidates = [];
let sure = false;  // Escape was pressed once over changes

// ------------------------------------------------------------------------------------------------------------- asking

async function ask(method, path, body) {
  const headers = { "X-Quizgen-Token": token };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let reply;
  try {
    reply = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Error("The program does not answer any more. What you decided is in the file; start quizgen review again to go on.");
  }
  const said = await reply.json();
  if (!reply.ok) throw new Error(said.error);
  return said;
}

// What a key or a click does waits for what the ones before do: a question is never decided that she has not seen.
let queue = Promise.resolve();
function run(work) {
  queue = queue.then(work).then(() => hush()).catch(complain);
  return queue;
}

function hush(of) {
  if (of === undefined || complain.of === of) $("alert").textContent = "";
}

async function complain(error, of) {
  complain.of = of;
  $("alert").textContent = error.message;
  if (!of) await look().catch(() => {});  // show what the file holds now
}

function say(text) {
  const place = $("status");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { place.textContent = ""; }, 6000);
}

// --------------------------------------------------------------------------------------------------------------- deck

async function load() {
  deck = await ask("GET", "/deck");
  shownArticle = null;
  byId = new Map(deck.questions.map((each) => [each.id, each]));
  if (!byId.has(current)) current = sessionStorage.getItem("current") || "";
  if (!byId.has(current)) current = (deck.questions.find((each) => each.state === "open") || deck.questions[0] || { id: "" }).id;
  document.title = "Review: " + deck.title;
  $("title").textContent = deck.title;
  fillFilters();
  list();
  show();
}

async function look() {
  const now = await ask("GET", "/state");
  if (deck && now.version !== deck.version) await load();
}

function poll() {
  if (document.hidden || !deck) return;
  queue = queue.then(async () => {
    const before = deck && deck.version;
    await look();
    hush("poll");
    if (deck && deck.version !== before) say("Another program changed the file: this is how it stands now.");
  }).catch((error) => complain(error, "poll"));
}

function took(answer) {
  Object.assign(deck, { version: answer.version, undo: answer.undo });
  if (answer.question) byId.set(answer.id, answer.question); else byId.delete(answer.id);
  const same = answer.order.length === deck.questions.length && answer.order.every((id, n) => deck.questions[n].id === id);
  if (answer.order.some((id) => !byId.has(id))) return load();  // another program added questions
  deck.questions = answer.order.map((id) => byId.get(id));
  if (same) line(answer.id); else list();
  return undefined;
}

function visible() {
  return [...$("questions").children].filter((each) => !each.hidden).map((each) => each.dataset.id);
}

// --------------------------------------------------------------------------------------------------------------- list

function fillFilters() {
  const fill = (name, values, words) => {
    const select = $("by-" + name);
    const before = select.value;
    select.length = 1;
    for (const value of values) select.add(new Option(words[value] || value, value));
    select.value = values.includes(before) ? before : "";
  };
  const has = (name, all) => all.filter((value) => deck.questions.some((each) => each[name] === value));
  fill("form", has("form", Object.keys(FORMS)), FORMS);
  fill("context", has("context", Object.keys(CONTEXTS)), CONTEXTS);
  fill("kind", [...new Set(deck.questions.map((each) => each.kind))].filter(Boolean).sort(), {});
}

function fits(question) {
  return FILTERS.every((name) => {
    const wanted = $("by-" + name).value;
    if (name === "doubt") return question.doubt >= Number(wanted);
    return !wanted || question[name] === wanted || (wanted === "unread" && question.unread);
  });
}

function list() {
  const lines = deck.questions.map((question, n) => filled(document.createElement("li"), question, n + 1));
  $("questions").replaceChildren(...lines);
  afterList();
}

function filled(item, question, number) {
  item.dataset.id = question.id;
  item.className = question.state;
  item.hidden = !fits(question);
  const button = item.firstElementChild || item.appendChild(make("button", "", { type: "button" }));
  if (question.id === current) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  button.replaceChildren(make("span", String(number), { className: "number" }),
    make("span", (STATES[question.state] || "open") + (question.letter ? " " + question.letter : ""), { className: "state" }),
    make("span", question.stem, { className: "words" }));
  return item;
}

function line(id) {
  const place = deck.questions.findIndex((each) => each.id === id);
  if (place >= 0) filled($("questions").children[place], deck.questions[place], place + 1);
  afterList();
}

function afterList() {
  $("none").hidden = visible().length > 0;
  $("undo").disabled = !deck.undo;
  const count = (state) => deck.questions.filter((each) => each.state === state).length;
  const kept = make("strong", deck.wanted ? `${count("kept")} of ${deck.wanted} wanted` : `${count("kept")} kept`);
  $("counter").replaceChildren(kept, `, ${count("dropped")} dropped, ${count("open")} not decided`);
}

// --------------------------------------------------------------------------------------------------------------- card

function make(tag, text, rest) {
  return Object.assign(document.createElement(tag), { textContent: text || "" }, rest);
}

function show() {
  const question = byId.get(current);
  sessionStorage.setItem("current", current);
  for (const each of $("questions").querySelectorAll("[aria-current]")) each.removeAttribute("aria-current");
  for (const each of $("shown").querySelectorAll("button, input")) each.disabled = !question;
  if (!question) {
    $("card-title").textContent = "No question";
    for (const id of ["tags", "line", "stem", "answers"]) $(id).replaceChildren();
    article({ article: deck.articles[0].id, evidence: [] });
    return;
  }
  const place = deck.questions.indexOf(question);
  const button = $("questions").children[place].firstElementChild;
  button.setAttribute("aria-current", "true");
  into($("list"), button);
  $("card-title").textContent = `Question ${place + 1} of ${deck.questions.length}`;
  const tags = [FORMS[question.form], question.kind, CONTEXTS[question.context]];
  if (question.doubt) tags.push("doubt " + question.doubt);
  if (question.edited) tags.push("your words");
  if (question.unread) tags.push("new");
  $("tags").replaceChildren(...tags.filter(Boolean).map((each) => make("span", each)));
  if (question.state !== "open") $("tags").append(make("span", STATES[question.state] + (question.letter ? ": " + LETTERS[question.letter] : ""), { className: question.state }));
  $("line").textContent = question.line;
  $("stem").textContent = question.stem;
  $("answers").replaceChildren(...answersOf(question));
  $("open").disabled = question.state === "open";
  $("points").value = question.points || "";
  article(question);
  if ($("card").getBoundingClientRect().top < 0) $("card").scrollIntoView();  // on a phone, where the page itself scrolls
}

// Scroll a panel, and nothing around it, so that a part of it is seen.
function into(panel, part) {
  if (getComputedStyle(panel).overflowY === "visible") return;
  const box = panel.getBoundingClientRect(), at = part.getBoundingClientRect();
  if (at.top < box.top || at.bottom > box.bottom) panel.scrollTop += at.top - box.top - box.height / 3;
}

function answersOf(question) {
  const found = make("dl");
  const put = (name, ...values) => {
    if (!values.some(Boolean)) return;
    found.append(make("dt", name), ...values.map((each) => make("dd", each)));
  };
  put("Answer", question.answer);
  put("Also right", question.also_accept.join(" · "));
  put(question.form === "choice" ? "Wrong options" : "Wrong options, if it is asked as a choice",
    (question.distractors.length ? question.distractors : question.options).join(" · "));
  put("Pairs", ...question.pairs.map(([left, right]) => `${left}: ${right}`));
  put("Note", question.note);
  const out = [found];
  if (!textOf(question.article)) out.push(...question.evidence.map((each) => make("blockquote", each[3])));
  return out;
}

function go(id, aloud) {
  if (!byId.has(id) || busy()) return;
  current = id;
  show();
  if (aloud) say(aloud + heard());
}

function heard() {
  const question = byId.get(current);
  return question ? ` Question ${deck.questions.indexOf(question) + 1}: ${question.stem} Answer: ${question.answer || "pairs"}.` : "";
}

function step(by) {
  const ids = visible();
  const at = ids.indexOf(current);
  const to = by === "first" ? 0 : by === "last" ? ids.length - 1 : at < 0 ? 0 : at + by;
  if (ids[to]) go(ids[to], "."); else say(by > 0 ? "That was the last one." : "That is the first one.");
}

// ------------------------------------------------------------------------------------------------------------ article

function textOf(id) {
  const found = deck.articles.find((each) => each.id === id);
  return found && found.paragraphs.length ? found : null;
}

function article(question) {
  const found = deck.articles.find((each) => each.id === question.article) || deck.articles[0];
  if (shownArticle !== found.id) draw(found);
  for (const [paragraph, text] of marked) paragraph.textContent = text;
  marked = [];
  for (const [id, start, end] of question.evidence) if (id === found.id) mark(start, end, question);
  for (const part of ["mark", "mark strong"]) {  // the sentence, and where that is too long its answer
    const first = $("text").querySelector(part);
    if (first) into($("article"), first);
  }
}

function draw(found) {
  shownArticle = found.id;
  $("article-title").textContent = found.title;
  $("credit").textContent = [found.byline, found.published, found.source].filter(Boolean).join(" · ");
  if (!found.paragraphs.length) {
    $("text").replaceChildren(make("p", "This deck does not hold its article's text. Make it again without --no-text to see it here; the sentence that proves a question stands below its answer."));
    return;
  }
  marked = [];
  $("text").replaceChildren(...found.paragraphs.filter((each) => each[1] !== "title").map(([start, kind, text]) => {
    const paragraph = make(kind === "heading" ? "h3" : "p", text);
    paragraph.dataset.start = start;
    return paragraph;
  }));
}

// Characters of a text are counted as Python does, by code points; JavaScript counts pairs for some.
const points = (text) => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);
const units = (text, n) => (/[\ud800-\udfff]/.test(text) ? [...text].slice(0, Math.max(n, 0)).join("").length : Math.max(n, 0));

function mark(start, end, question) {
  for (const paragraph of $("text").children) {
    const at = Number(paragraph.dataset.start);
    const text = paragraph.textContent;
    if (at >= end || at + points(text) <= start || paragraph.querySelector("mark")) continue;
    const from = units(text, start - at), to = Math.min(units(text, end - at), text.length);
    let [one, two] = question.asked ? question.asked.map((each) => units(text, each - at)) : [-1, -1];
    if (one < from || two > to || one >= two) {
      const found = question.answer ? text.slice(from, to).toLowerCase().indexOf(question.answer.toLowerCase()) : -1;
      [one, two] = found < 0 ? [to, to] : [from + found, from + found + question.answer.length];
    }
    const whole = make("mark");
    whole.append(text.slice(from, one), ...(two > one ? [make("strong", text.slice(one, two)), text.slice(two, to)] : []));
    marked.push([paragraph, text]);
    paragraph.replaceChildren(text.slice(0, from), whole, text.slice(to));
  }
}

function selection() {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const within = (node) => (node.nodeType === 1 ? node : node.parentElement).closest("#text > *");
  const paragraph = within(range.startContainer);
  if (!paragraph || within(range.endContainer) !== paragraph || !paragraph.dataset.start) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(range.startContainer, range.startOffset);
  const said = range.toString();
  const text = said.trim();
  if (!text) return null;
  const start = Number(paragraph.dataset.start) + points(before.toString()) + points(said) - points(said.trimStart());
  return { article: shownArticle, start, end: start + points(text), text };
}

function found(text) {
  const id = (byId.get(current) || { article: deck.articles[0].id }).article;
  const wanted = text.trim().toLowerCase();
  const whole = textOf(id);
  if (wanted.length < 2 || !whole) return null;
  for (const [start, kind, paragraph] of whole.paragraphs) {
    const at = kind === "title" || kind === "heading" ? -1 : paragraph.toLowerCase().indexOf(wanted);
    if (at >= 0) {
      const from = start + points(paragraph.slice(0, at));
      return { article: id, start: from, end: from + points(wanted), text: paragraph.slice(at, at + wanted.length) };
    }
  }
  return null;
}

// ---------------------------------------------------------------------------------------------------------- decisions

async function decide(what, rest, told) {
  const question = byId.get(current);
  if (!question || typing) return;
  const ids = visible();
  await took(await ask("POST", "/decide", { do: what, id: question.id, stamp: question.stamp, ...rest }));
  told(question, ids);
}

function judge(what, letter) {
  if (what === "open" && byId.has(current) && byId.get(current).state === "open") return undefined;
  return decide(what, letter ? { letter } : {}, (question, ids) => {
    const after = ids.slice(ids.indexOf(question.id) + 1);
    const next = after.find((id) => byId.has(id) && byId.get(id).state === "open") || after[0];
    const done = what === "keep" ? "Kept." : what === "drop" ? "Dropped" + (letter ? `: ${LETTERS[letter]}.` : ".") : "Taken back.";
    const open = deck.questions.some((each) => each.state === "open");
    if (next && what !== "open") go(next, done); else { show(); say(done + (open ? "" : " Every question is decided.")); }
  });
}

function setPoints(value) {
  const worth = Math.max(0, Math.min(100, Math.round(Number(value) || 0)));
  return decide("points", { points: worth }, () => { show(); say(worth ? `${worth} points.` : "Points by its form."); });
}

function move(by) {
  const ids = visible();
  const other = ids[ids.indexOf(current) + by];
  if (!other) { say(by > 0 ? "It is the last one." : "It is the first one."); return undefined; }
  const order = deck.questions.map((each) => each.id);
  const before = by < 0 ? other : order[order.indexOf(other) + 1] || "";
  return decide("move", { before }, () => { show(); say(`Now question ${deck.questions.indexOf(byId.get(current)) + 1}.`); });
}

async function undo() {
  if (busy()) return;
  const answer = await ask("POST", "/undo");
  const place = deck.questions.findIndex((each) => each.id === answer.id);
  await took(answer);
  current = answer.question ? answer.id : (deck.questions[Math.min(place, deck.questions.length - 1)] || { id: "" }).id;
  show();
  say("Undone." + heard());
}

// ------------------------------------------------------------------------------------------------------------- editor

function openEditor(question, span) {
  if (!deck) return;
  typing = { id: question.id || "", stamp: question.stamp, span: span || null, back: document.activeElement };
  $("shown").hidden = true;
  $("editor").hidden = false;
  $("drafts").replaceChildren();
  for (const name of FIELDS) $("f-" + name).replaceChildren();
  fill(question);
  typing.before = JSON.stringify(words());
  sure = false;
  if (!typing.id) $("card-title").textContent = "A question of your own";
  if (typing.id) check().catch(complain);
  $("e-stem").focus();
}

function fill(question) {
  $("e-form").value = question.form;
  $("e-context").value = question.context;
  for (const name of ["stem", "answer", "note"]) $("e-" + name).value = question[name];
  $("e-truth").value = question.answer === "False" ? "False" : "True";
  for (const name of LISTS) $("e-" + name).value = question[name].join("\n");
  $("pairs").replaceChildren();
  for (const pair of question.pairs) addPair(pair);
  reform();
}

function addPair([left, right]) {
  const row = make("div", "", { className: "pair" });
  const n = $("pairs").children.length + 1;
  for (const [name, value] of [["Left", left], ["Right", right]]) {
    const input = make("input", "", { type: "text", value, maxLength: 2000 });
    input.setAttribute("aria-label", `${name} side of pair ${n}`);
    row.append(input);
  }
  $("pairs").append(row);
}

function reform() {
  const form = $("e-form").value;
  const paired = form === "matching" || form === "ordering";
  const part = (name) => $("editor").querySelector("." + name);
  part("one").hidden = paired || form === "true-false";
  part("truth").hidden = form !== "true-false";
  part("open").hidden = paired || form === "true-false";
  part("wrong").hidden = paired || form === "true-false";
  part("paired").hidden = !paired;
  if (paired) while ($("pairs").children.length < 3) addPair(["", ""]);
  const known = byId.get(typing.id);
  if (form === "choice" && !$("e-distractors").value && known) $("e-distractors").value = known.options.slice(0, 3).join("\n");
  if (form === "cloze" && !$("e-stem").value && typing.cloze) $("e-stem").value = typing.cloze;
  grow();
}

function grow() {
  for (const each of $("editor").querySelectorAll("textarea")) {
    each.style.height = "auto";
    if (each.scrollHeight) each.style.height = `${each.scrollHeight + 2}px`;
  }
}

function words() {
  const form = $("e-form").value;
  const lines = (id) => $(id).value.split("\n").map((each) => each.trim()).filter(Boolean);
  return {
    form,
    context: $("e-context").value,
    stem: $("e-stem").value,
    answer: form === "true-false" ? $("e-truth").value : $("e-answer").value,
    also_accept: lines("e-also_accept"),
    distractors: lines("e-distractors"),
    pairs: [...$("pairs").children].map((row) => [...row.children].map((each) => each.value)),
    note: $("e-note").value,
  };
}

function closeEditor() {
  const back = typing.back;
  typing = null;
  $("editor").hidden = true;
  $("shown").hidden = false;
  show();
  (back && back.isConnected && back.offsetParent ? back : $("card-title")).focus();
}

function changed() {
  return JSON.stringify(words()) !== typing.before;
}

// Whether something that she typed would be lost by going on; an editor without any is closed.
function busy() {
  if (typing && changed()) {
    say("Save or cancel what you typed first.");
    $("e-stem").focus();
    return true;
  }
  if (typing) closeEditor();
  return false;
}

function cancel() {
  if (!sure && changed()) {
    sure = true;
    say("You changed something. Escape once more leaves it as it was.");
    return;
  }
  closeEditor();
}

// A save that is refused since another program changed the question: she is told how it reads now, and may save again.
async function newer(error) {
  await look();
  const now = byId.get(typing.id);
  if (!now || now.stamp === typing.stamp) throw error;
  typing.stamp = now.stamp;
  throw new Error(`${error.message} It now reads: “${now.stem}” (${now.answer}). Save once more to put yours in its place.`);
}

async function save() {
  if (!typing) return;
  const said = { words: words() };
  const place = typing.span || { article: shownArticle };
  const span = typing.span ? [place.start, place.end] : null;
  const what = typing.id ? { do: "edit", id: typing.id, stamp: typing.stamp, ...said } : { do: "add", article: place.article, span, ...said };
  const answer = await ask("POST", "/decide", what).catch(newer);
  await took(answer);
  fillFilters();
  current = answer.id;
  closeEditor();
  say("Saved and kept.");
}

let asked = 0;
async function check() {
  if (!typing) return;
  const number = ++asked;
  const { findings } = await ask("POST", "/check", { id: typing.id, words: words() });
  if (number !== asked || !typing) return;
  for (const name of FIELDS) {
    const lines = findings.filter((each) => each.field === name).map((each) => {
      const item = make("p");
      item.append(...(each.must ? [] : [make("code", each.code), " "]), each.why);
      return item;
    });
    const place = $("f-" + name);
    const said = lines.map((each) => each.textContent).join();
    if (place.textContent !== said) place.replaceChildren(...lines);  // a screen reader hears what is new
  }
}

function typed() {
  sure = false;
  grow();
  clearTimeout(typed.timer);
  typed.timer = setTimeout(() => {
    if (typing && !typing.id && !typing.chosen) proof();
    check().catch(complain);
  }, 200);
}

// The sentence that proves a question of her own: around the words that she selected, else where her answer stands.
function proof() {
  if (typing.id) { $("proof").textContent = ""; return; }
  const span = typing.chosen ? typing.span : found($("e-answer").value);
  const key = JSON.stringify(span);
  if (key === typing.key) return;
  Object.assign(typing, { span, key, cloze: "" });
  if (!span) {
    $("proof").textContent = textOf(shownArticle) ? "Its answer is not in the article's words: no sentence goes along." : "";
    $("drafts").replaceChildren();
    article({ article: shownArticle, evidence: [], answer: "" });
    return;
  }
  draft(typing, span).catch(complain);
}

async function draft(mine, span) {
  const told = await ask("POST", "/selected", { article: span.article, start: span.start, end: span.end });
  if (typing !== mine || mine.key !== JSON.stringify(span)) return;
  mine.cloze = told.cloze;
  $("proof").textContent = `Goes along: “${told.evidence[3]}”`;
  article({ article: span.article, evidence: [told.evidence], asked: [span.start, span.end], answer: span.text });
  if (told.share !== undefined) {
    $("drafts").replaceChildren(make("p", reading(told.share)));
    setTimeout(() => { if (typing === mine) draft(mine, span).catch(complain); }, 700);
    return;
  }
  if (!(told.drafts || []).length) $("drafts").replaceChildren(make("p", "The generator has no draft for these words."));
  else $("drafts").replaceChildren(...told.drafts.map((each) => {
    const button = make("button", `Use: ${each.stem}`, { type: "button" });
    button.addEventListener("click", () => { fill(each); typed(); $("e-stem").focus(); });
    return button;
  }));
}

function reading(share) {
  return "Reading the article for it" + (share ? `: ${Math.round(100 * share)} %` : " ...");
}

function start() {
  const span = selection();
  const blank = { form: "short", context: "placed", stem: "", answer: span ? span.text : "", also_accept: [], distractors: [], pairs: [], note: "" };
  $("ask-words").hidden = true;
  if (busy()) return;
  openEditor(blank, span);
  typing.chosen = Boolean(span);
  typing.key = undefined;
  proof();
}

// ------------------------------------------------------------------------------------------------------------ dialogs

function openDialog(id) {
  const dialog = $(id);
  const back = document.activeElement;
  dialog.showModal();
  dialog.addEventListener("close", () => {  // it comes late: whoever has the focus by then keeps it
    if (document.activeElement && document.activeElement !== document.body) return;
    (back && back.isConnected && back !== document.body ? back : $("card-title")).focus();
  }, { once: true });
}

async function drawer() {
  if (busy()) return;
  openDialog("drawer");
  $("drawer-state").textContent = "Reading the article ...";
  $("candidates").replaceChildren();
  $("more-candidates").hidden = true;
  try {
    for (;;) {
      const told = await ask("GET", "/rejected");
      if (!$("drawer").open) return;
      if (told.candidates) { candidates = told.candidates; break; }
      $("drawer-state").textContent = reading(told.share);
      await new Promise((done) => { setTimeout(done, 500); });
    }
  } catch (error) {
    $("drawer-state").textContent = error.message;
    return;
  }
  $("drawer-state").textContent = candidates.length ? `${candidates.length} candidates, the likeliest first.` : "Nothing was left out.";
  moreCandidates();
  const first = $("candidates").querySelector("button");
  if (first) first.focus();
}

function moreCandidates() {
  const at = $("candidates").children.length;
  $("candidates").append(...candidates.slice(at, at + PAGE).map((each) => {
    const item = make("li");
    item.dataset.id = each.id;
    const button = make("button", "Take in ", { type: "button" });
    button.append(make("kbd", "t"), make("span", `: ${each.stem}`, { className: "unseen" }));
    item.append(make("p", `${each.stem} — ${each.answer || each.pairs.map((pair) => pair.join(": ")).join("; ")}`),
      make("p", `${FORMS[each.form]} · ${each.code}: ${each.why}`, { className: "why" }), button);
    return item;
  }));
  $("more-candidates").hidden = at + PAGE >= candidates.length;
}

async function takeIn(item) {
  let answer;
  try {
    answer = await ask("POST", "/decide", { do: "take", id: item.dataset.id });
  } catch (error) {
    $("drawer-state").textContent = error.message;
    throw error;
  }
  await took(answer);
  fillFilters();
  const near = item.nextElementSibling || item.previousElementSibling;
  item.remove();
  candidates = candidates.filter((each) => each.id !== answer.id);
  current = answer.id;
  show();
  $("drawer-state").textContent = `Taken in: ${answer.question.stem}`;
  (near ? near.querySelector("button") : $("drawer").querySelector(".close")).focus();
}

async function preview() {
  openDialog("preview");
  $("preview-state").textContent = "Setting the pages ...";
  $("pages").replaceChildren();
  try {
    const { pages } = await ask("POST", "/pages");
    const parser = new DOMParser();
    $("pages").append(...pages.map((page, n) => {
      const picture = document.importNode(parser.parseFromString(page, "image/svg+xml").documentElement, true);
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", `Page ${n + 1} of ${pages.length}`);
      picture.removeAttribute("width");
      picture.removeAttribute("height");
      return picture;
    }));
    $("preview-state").textContent = `${pages.length} pages; quizgen print has more layouts.`;
  } catch (error) {
    $("preview-state").textContent = error.message;
  }
}

function over() {
  if (busy()) return;
  const count = (state) => deck.questions.filter((each) => each.state === state).length;
  const open = count("open");
  $("over-state").textContent = `${count("kept")} kept, ${count("dropped")} dropped. ` +
    (open ? `${open} not decided: they go along into prints and exports.` : "Every question is decided.") + ` All is in ${deck.file} already.`;
  $("see-open").hidden = !open;
  openDialog("over");
}

async function done() {
  clearInterval(poll.timer);
  await ask("POST", "/done");
  const said = make("main");
  said.append(make("h1", "Done", { tabIndex: -1 }), make("p", `What you decided is in ${deck.file}. You can close this page.`));
  said.append($("alert"), $("status"));
  document.body.replaceChildren(said);
  deck = null;
  said.firstElementChild.focus();
}

// --------------------------------------------------------------------------------------------------------------- keys

const KEYS = {
  k: () => judge("keep"),
  d: () => judge("drop"),
  o: () => judge("open"),
  e: () => edit(),
  u: undo,
  j: () => step(1),
  arrowright: () => step(1),
  p: () => step(-1),
  arrowleft: () => step(-1),
  home: () => step("first"),
  end: () => step("last"),
  n: start,
  r: () => { drawer(); },  // they read and print for long, and nothing waits for them
  v: () => { preview(); },
  "?": () => openDialog("help"),
};

function edit() {
  if (byId.has(current)) openEditor(byId.get(current));
}

function pressed(event) {
  if (!deck || event.isComposing || event.metaKey) return;
  if (typing) {
    if (event.key === "Escape") { event.preventDefault(); cancel(); }
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); run(save); }
    if ($("editor").contains(event.target)) return;
  }
  if (event.ctrlKey || event.altKey || !$("keys-on").checked) return;
  const key = event.key.toLowerCase();
  if ($("drawer").open) { drawerKey(event, key); return; }
  if (typing || document.querySelector("dialog[open]") || event.target.closest("input, textarea, select")) return;
  let work = KEYS[key];
  if (event.shiftKey && key !== "?") {
    work = /^[a-g]$/.test(key) ? () => judge("drop", key.toUpperCase()) : { arrowup: () => move(-1), arrowdown: () => move(1) }[key];
  } else if (/^[0-9]$/.test(key)) {
    work = () => setPoints(key);
  }
  if (work) { event.preventDefault(); run(work); }
}

function drawerKey(event, key) {
  const item = event.target.closest("#candidates li") || $("candidates").firstElementChild;
  if (!item) return;
  const to = { arrowdown: item.nextElementSibling, arrowup: item.previousElementSibling }[key];
  if (key === "t") run(() => takeIn(item));
  else if (to) { to.querySelector("button").focus(); to.scrollIntoView({ block: "nearest" }); }
  else return;
  event.preventDefault();
}

// -------------------------------------------------------------------------------------------------------------- begin

function listen() {
  const on = (id, work, type = "click") => $(id).addEventListener(type, work);
  const clicks = {
    keep: KEYS.k, drop: KEYS.d, open: KEYS.o, edit, undo, next: KEYS.j, previous: KEYS.p, up: () => move(-1), down: () => move(1), new: start,
    "open-drawer": KEYS.r, "open-preview": KEYS.v, "open-help": KEYS["?"], "open-over": over, done, cancel: closeEditor, "ask-words": start,
    "more-candidates": moreCandidates,
  };
  for (const [id, work] of Object.entries(clicks)) on(id, () => run(work));
  for (const [letter, why] of Object.entries(LETTERS)) {
    const button = make("button", letter, { type: "button", title: why });
    button.setAttribute("aria-label", `Drop: ${letter}, ${why}`);
    button.addEventListener("click", () => run(() => judge("drop", letter)));
    $("letters").append(button);
  }
  on("questions", (event) => { const item = event.target.closest("li"); if (item) run(() => go(item.dataset.id)); });
  on("candidates", (event) => { if (event.target.closest("button")) run(() => takeIn(event.target.closest("li"))); });
  on("points", () => { const { value } = $("points"); run(() => setPoints(value)); }, "change");
  on("more-pairs", () => { addPair(["", ""]); $("pairs").lastElementChild.firstElementChild.focus(); });
  on("editor", (event) => { event.preventDefault(); run(save); }, "submit");
  on("editor", typed, "input");
  on("e-form", reform, "change");
  on("see-open", () => { $("over").close(); $("by-state").value = "open"; filtered(); });
  for (const name of FILTERS) on("by-" + name, filtered, "change");
  for (const each of document.querySelectorAll("dialog .close")) each.addEventListener("click", () => each.closest("dialog").close());
  document.addEventListener("keydown", pressed);
  document.addEventListener("selectionchange", () => { $("ask-words").hidden = Boolean(typing) || !selection(); });
  addEventListener("beforeunload", (event) => { if (typing && changed()) event.preventDefault(); });
  poll.timer = setInterval(poll, POLL);
}

function filtered() {
  for (const item of $("questions").children) item.hidden = !fits(byId.get(item.dataset.id));
  afterList();
  const chosen = FILTERS.map((name) => $("by-" + name).selectedOptions[0]).filter((each) => each.value).map((each) => each.text);
  $("filter-state").textContent = chosen.join(", ") || "all";
  const ids = visible();
  if (ids.length && !ids.includes(current)) go(ids[0]);
  say(`${ids.length} questions.`);
}

if (token) {
  run(load).then(() => { if (deck) listen(); performance.mark("shown"); });
} else {
  $("alert").textContent = "Open this page with the address that quizgen review printed: what stands behind the # lets it in.";
}
