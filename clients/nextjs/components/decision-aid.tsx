import type { Decision, FullBlockOf } from "@iduet/delivery-client";
import type { Around } from "./around";
import { Section } from "./section";

type Aid = FullBlockOf<"decision_aid">["value"];

/** Questions that lead to a role: a plain form whose answers stand in the address, and the advice that they give. */
export function DecisionAid({ value, around }: { value: Aid; around: Around }) {
  const { texts, asked, isDraft } = around;
  const isComplete = asked !== null && value.questions.every(({ key }) => key in asked.answers);
  return (
    <Section
      id="decision-aid"
      heading={value.heading}
      fallback={texts.whichRole}
      introduction={value.introduction}
      tone="alt"
    >
      {asked?.decision && <Advice decision={asked.decision} around={around} />}
      {asked && !asked.decision && (
        <p className="problem" role="alert">
          {isComplete ? texts.adviceAway : texts.adviceIncomplete}
        </p>
      )}
      <form method="get" action="#decision-aid">
        {value.questions.map((question) => {
          const about = `about-${question.key}`;
          const isMissing = asked !== null && !(question.key in asked.answers);
          const isExplained = isMissing || question.explanation !== "";
          return (
            <fieldset key={question.key} className="field" aria-describedby={isExplained ? about : undefined}>
              <legend>{question.question}</legend>
              {isExplained && (
                <p id={about}>
                  {isMissing && <strong className="problem">{texts.adviceMissing} </strong>}
                  {question.explanation}
                </p>
              )}
              {question.answers.map((answer) => (
                <label key={answer.key} className="option">
                  <input
                    type="radio"
                    name={question.key}
                    value={answer.key}
                    required
                    defaultChecked={asked?.answers[question.key] === answer.key}
                  />
                  <span>{answer.answer}</span>
                </label>
              ))}
            </fieldset>
          );
        })}
        <p>
          <button className="button" type="submit" disabled={isDraft}>
            {asked?.decision ? texts.adviceAgain : texts.adviceShow}
          </button>{" "}
          {asked && <a href={`${around.page.path}#decision-aid`}>{texts.adviceStart}</a>}
        </p>
      </form>
    </Section>
  );
}

function Advice({ decision, around: { texts } }: { decision: Decision; around: Around }) {
  return (
    <div className="card advice" role="status">
      <h3>{texts.advised(decision.advised.map(({ name }) => name))}</h3>
      <ol>
        {decision.ranking.map(({ role, share, reasons }) => (
          <li key={role.key}>
            <p>
              <strong>{role.url ? <a href={role.url}>{role.name}</a> : role.name}</strong> {texts.adviceShareOf(share)}
            </p>
            <progress max={100} value={share} aria-hidden="true" />
            {reasons.length > 0 && (
              <ul>
                {reasons.map((reason) => (
                  <li key={reason.question}>
                    <strong>{reason.answer}</strong>: {reason.reason}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      <p className="muted">{texts.adviceKept}</p>
    </div>
  );
}
