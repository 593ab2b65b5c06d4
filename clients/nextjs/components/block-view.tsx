import { leftOut, type FullBlock } from "@iduet/delivery-client";
import type { Around } from "./around";
import { ContactDetails, CookieTable, CriteriaTable, GroupBrands, LinkCards, Table } from "./block-parts";
import { DecisionAid } from "./decision-aid";
import { EnquiryForm } from "./enquiry-form";
import { CallToAction, Example, Facts, Question, Role, RoleNames } from "./library";
import { Picture } from "./picture";
import { Prose } from "./prose";
import { Section } from "./section";

/** A block of a page. The switch stops compiling when the contract gets a block that it does not name. */
export function BlockView({ block, around }: { block: FullBlock; around: Around }) {
  const { texts, page } = around;
  switch (block.type) {
    case "text_section":
    case "comparison_text":
    case "strategic_choice":
      return (
        <Section heading={block.value.heading}>
          <Prose text={block.value.text} />
        </Section>
      );
    case "advantage":
      return (
        <Section heading={block.value.heading} tone="accent">
          <Prose text={block.value.text} />
        </Section>
      );
    case "getting_started":
      return (
        <Section heading={block.value.heading} tone="dark">
          <Prose text={block.value.text} />
          {block.value.call_to_action && <CallToAction action={block.value.call_to_action} />}
        </Section>
      );
    case "call_to_action":
      return (
        <Section heading={block.value.title} introduction={block.value.text} tone="dark">
          <CallToAction action={block.value} />
        </Section>
      );
    case "figure":
      return block.value.image ? (
        <Section heading="">
          <figure>
            <Picture picture={block.value.image} />
            <figcaption>
              {block.value.caption} <small>{block.value.image.credit}</small>
            </figcaption>
          </figure>
        </Section>
      ) : null;
    case "facts":
      return (
        <Section heading={block.value.heading} fallback={texts.facts} tone="alt">
          <Facts facts={block.value.facts} around={around} />
        </Section>
      );
    case "link_cards":
      return <LinkCards value={block.value} around={around} />;
    case "steps":
      return (
        <Section heading={block.value.heading} fallback={texts.steps} introduction={block.value.introduction} tone="alt">
          <ol className="steps">
            {block.value.steps.map((step) => (
              <li key={step.title}>
                <h3>{step.title}</h3>
                <p>{step.text}</p>
              </li>
            ))}
          </ol>
        </Section>
      );
    case "role_cards":
      return (
        <Section heading={block.value.heading} fallback={texts.roles} introduction={block.value.introduction} tone="alt">
          <ul className="cards">
            {block.value.roles.map((role) => (
              <li key={role.id} id={`role-${role.id}`} tabIndex={-1}>
                <Role role={role} around={around} />
              </li>
            ))}
          </ul>
        </Section>
      );
    case "examples":
      return (
        <Section heading={block.value.heading} fallback={texts.examples} introduction={block.value.introduction} tone="alt">
          <div className="cards">
            {block.value.examples.map((example) => (
              <Example key={example.id} example={example} around={around} />
            ))}
          </div>
        </Section>
      );
    case "questions":
      return (
        <Section heading={block.value.heading} fallback={texts.questions} introduction={block.value.introduction}>
          {block.value.questions.map((question) => (
            <Question key={question.id} question={question} />
          ))}
        </Section>
      );
    case "choice_list":
      return (
        <Section heading={block.value.heading} fallback={texts.whichRole} introduction={block.value.introduction} tone="alt">
          <ul className="choices">
            {block.value.lines.map((line) => (
              <li key={line.reason}>
                <strong>
                  {line.engagement === "interim" && `${texts.interim} `}
                  <RoleNames roles={line.roles} language={page.language} />
                </strong>
                {": "}
                {line.reason}
              </li>
            ))}
          </ul>
        </Section>
      );
    case "decision_aid":
      return <DecisionAid value={block.value} around={around} />;
    case "criteria_table":
      return <CriteriaTable value={block.value} around={around} />;
    case "table":
      return <Table value={block.value} around={around} />;
    case "specialisations":
      return block.value.entries.length > 0 ? (
        <Section heading={block.value.heading} fallback={texts.specialisations} tone="alt">
          <ul className="links">
            {block.value.entries.map(
              (entry) =>
                entry.link && (
                  <li key={entry.link.url}>
                    <a href={entry.link.url} aria-current={entry.link.url === page.path ? "page" : undefined}>
                      {entry.text}
                    </a>
                  </li>
                ),
            )}
          </ul>
        </Section>
      ) : null;
    case "group_brands":
      return <GroupBrands value={block.value} around={around} />;
    case "contact_details":
      return <ContactDetails value={block.value} around={around} />;
    case "enquiry_form":
      return (
        <Section heading={block.value.title} introduction={block.value.introduction}>
          <EnquiryForm form={block.value} isDraft={around.isDraft} />
        </Section>
      );
    case "cookie_table":
      return <CookieTable value={block.value} around={around} />;
    default:
      return leftOut(block);
  }
}
