// House rules for the editor's checks. Loaded in previews only, never by readers.
// Each check gets an element and its options, and says whether the element keeps the rule.
(() => {
  const ABBREVIATIONS = /\b(e\.g|i\.e|etc|vs|approx|Dr|Mr|Mrs|Ms|Prof|St|No)\./g;
  const END_OF_SENTENCE = /(?<=[.!?][”’"')\]]*)\s+(?=[“‘"'(]*[\p{Lu}\p{N}])/u;

  const wordsOf = (text) => text.trim().split(/\s+/).filter(Boolean);
  const textOf = (element) => (element.textContent || "").trim();

  // A list inside an item has checks of its own.
  const ownText = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("ul, ol, p").forEach((part) => part.remove());
    return textOf(copy);
  };
  const sentencesOf = (text) =>
    text.replace(ABBREVIATIONS, "$1").split(END_OF_SENTENCE).filter((sentence) => wordsOf(sentence).length);

  const checks = {
    "check-house-long-sentence": (element, { words }) =>
      sentencesOf(ownText(element)).every((sentence) => wordsOf(sentence).length <= words),

    "check-house-long-paragraph": (element, { sentences }) => sentencesOf(textOf(element)).length <= sentences,

    "check-house-vague-link": (element, { texts }) =>
      !texts.includes(textOf(element).toLowerCase().replace(/[\s.:>»]+$/, "")),

    "check-house-plain-word": (element, { plainer }) => {
      const text = ownText(element).toLowerCase();
      return Object.entries(plainer).every(
        ([word, others]) => !new RegExp(`\\b${word}\\b`).test(text) || others.some((other) => text.includes(other)),
      );
    },

    "check-house-plain-name": (element, { link, medical }) =>
      !element.querySelector(link) || Boolean(element.querySelector(medical)),
  };

  for (const [name, keepsTheRule] of Object.entries(checks)) {
    window.wagtail?.userbar?.registerCheck(name, keepsTheRule);
  }
})();
