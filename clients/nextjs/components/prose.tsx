import type { RichText } from "@iduet/delivery-client";

/** Formatted text. The API sends clean HTML whose links are public addresses. */
export function Prose({ text }: { text: RichText | null }) {
  return text?.html ? <div className="prose" dangerouslySetInnerHTML={{ __html: text.html }} /> : null;
}
