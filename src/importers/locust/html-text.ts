const ENTITIES = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#34;', '"'],
  ['&#39;', "'"],
  ['&#x27;', "'"],
  ['&amp;', '&'],
]);

/** Takes back the HTML escapes of Python (`html.escape`, MarkupSafe), once: `&amp;lt;` becomes `&lt;`. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#34|#39|#x27|amp);/g, (entity) => ENTITIES.get(entity) ?? entity);
}

/** False for a text that was certainly not escaped, because it holds a character that escaping would have replaced. */
export function mayBeEscaped(text: string): boolean {
  return !/[<>"']|&(?!(?:lt|gt|quot|#34|#39|#x27|amp);)/.test(text);
}
