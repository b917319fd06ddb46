// Is what was typed the answer? Stricter than `quizgen study`: what that calls wrong is never right here.
function comparable(given) {
  const plain = given.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
    .replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l").replace(/æ/g, "ae").replace(/œ/g, "oe")
    .replace(/[‘’ʼ`´′]/g, "'").replace(/[‐‑‒–—―−]/g, "-")
    .replace(/(\d),(?=\d{3}\b)/g, "$1")
    .replace(/\b(?:[a-z]\.){2,}/g, (found) => found.replace(/\./g, "") + " ")
    .replace(/&/g, " and ").replace(/\b(\d+)(?:st|nd|rd|th)\b/g, "$1");
  // Signs that make another answer of a number, a currency or a formula stay.
  const words = plain.match(/[+\-]?[$€£¥]?\d+(?:[.:]\d+)*%?|[^\s\p{P}]+(?:'[^\s\p{P}]+)*|%/gu) || [];
  const text = words.join(" ").replace(/^(?:it was|it is|it's) (?=.)/, "").replace(/^(?:in|on) (?=.)/, "");
  return text.replace(/^(?:(?:the|a|an|year) )+(?=.)/, "").replace(/^(\d+) of (?=[a-z]+ \d{4}$)/, "$1 ");
}

const MONTH = /\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/;

function isRight(accepted, typed) {
  const mine = comparable(typed);
  if (!mine) return false;
  return accepted.some((answer) => {
    const wanted = comparable(answer);
    if (wanted === mine) return true;
    // "June 28, 1919" for "28 June 1919"
    const dated = /^(?:\d{1,2} [a-z]+|[a-z]+ \d{1,2}) \d{4}$/;
    const sorted = (text) => text.split(" ").sort().join(" ");
    return dated.test(wanted) && dated.test(mine) && MONTH.test(wanted) && sorted(wanted) === sorted(mine);
  });
}
