import { leftOut, type FullBlock } from "@iduet/delivery-client";

/** A block as heading and HTML, for blocks that are text. Add a component for each that you draw in another way. */
export function sectionOf(block: FullBlock): { heading: string; html: string } | null {
  switch (block.type) {
    case "text_section":
    case "comparison_text":
    case "strategic_choice":
    case "advantage":
    case "getting_started":
      return { heading: block.value.heading, html: block.value.text?.html ?? "" };
    case "role_cards":
      return {
        heading: block.value.heading,
        html: block.value.roles.map((role) => role.description.html).join(""),
      };
    case "questions":
      return {
        heading: block.value.heading,
        html: block.value.questions.map((one) => one.answer.html).join(""),
      };
    case "call_to_action":
    case "choice_list":
    case "contact_details":
    case "cookie_table":
    case "criteria_table":
    case "decision_aid":
    case "enquiry_form":
    case "examples":
    case "facts":
    case "figure":
    case "group_brands":
    case "link_cards":
    case "specialisations":
    case "steps":
    case "table":
      return null; // drawn by the components in clients/nextjs/components
    default:
      return leftOut(block);
  }
}
