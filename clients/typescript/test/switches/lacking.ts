// Forgets steps: it must not compile.
import { assertNever, type Block } from "../../src/index.js";

export function nameOf(block: Block): string {
  switch (block.type) {
    case "text_section":
    case "figure":
    case "facts":
    case "link_cards":
    case "table":
    case "role_cards":
    case "examples":
    case "questions":
    case "call_to_action":
    case "specialisations":
    case "group_brands":
    case "contact_details":
    case "cookie_table":
    case "enquiry_form":
    case "comparison_text":
    case "criteria_table":
    case "choice_list":
    case "decision_aid":
    case "strategic_choice":
    case "advantage":
    case "getting_started":
      return block.type;
    default:
      return assertNever(block);
  }
}
