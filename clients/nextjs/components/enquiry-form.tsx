"use client";

import { leftOut, type FormDetails } from "@iduet/delivery-client";
import { useActionState, useEffect, useRef, type ReactNode } from "react";
import { TRAP, type Told } from "@/lib/asking";
import { sendEnquiry } from "@/lib/enquiry";
import { textsIn } from "@/lib/texts";

type Field = FormDetails["fields"][number];
type Again = Extract<Told, { kind: "again" }>;

/** Characters that an answer has at most. */
const LONGEST = { text: 200, email: 254, phone: 40, long_text: 5000 };
const SHOWN_SIDE_BY_SIDE = 5;

/** A form of the brand. Without a script the browser sends it to the page, which comes back with what is said to it. */
export function EnquiryForm({ form: asDrawn, isDraft }: { form: FormDetails; isDraft: boolean }) {
  const [told, send, isSending] = useActionState(sendEnquiry.bind(null, asDrawn.key, asDrawn.language), null);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (told) answer.current?.focus();
  }, [told]);

  if (told?.kind === "sent") {
    return (
      <div ref={answer} className="card" role="status" tabIndex={-1}>
        <h3>{told.thanks.title}</h3>
        <div className="prose" dangerouslySetInnerHTML={{ __html: told.thanks.text.html }} />
      </div>
    );
  }
  const form = told?.form ?? asDrawn;
  const id = `form-${form.key}`;
  const texts = textsIn(form.language);
  return (
    <form id={id} action={send} noValidate>
      {told && (
        <div ref={answer} className="card problem" role="alert" tabIndex={-1}>
          <p>{texts[told.notice]}</p>
          <ul>
            {form.fields
              .filter(({ value }) => value.name in told.problems)
              .map((field) => (
                <li key={field.id}>
                  <a href={`#${targetOf(field, id)}`}>{told.problems[field.value.name]}</a>
                </li>
              ))}
          </ul>
        </div>
      )}
      {/* React empties a form when it was sent; made anew it holds what was typed. */}
      <div key={JSON.stringify(told)}>
        {form.fields.map((field) => (
          <Asked key={field.id} field={field} id={`${id}-${field.value.name}`} told={told} optional={texts.optional} choose={texts.choose} />
        ))}
        <p hidden={told?.notice !== "formTrapped"}>
          <label htmlFor={`${id}-${TRAP}`}>{texts.leaveEmpty}</label>{" "}
          <input id={`${id}-${TRAP}`} name={TRAP} type="text" tabIndex={-1} autoComplete="off" />
        </p>
      </div>
      <input type="hidden" name="consent_version" value={form.consent_version} />
      <p>
        <button className="button" type="submit" disabled={isDraft || isSending}>
          {form.submit_text}
        </button>
      </p>
      <p className="muted">
        {form.cv_note} {texts.kept(form.kept_days)}
      </p>
    </form>
  );
}

interface AskedProps {
  field: Field;
  id: string;
  told: Again | null;
  optional: string;
  choose: string;
}

/** A field with its label, its explanation and what is wrong. The switch stops compiling when there is another kind. */
function Asked({ field, id, told, optional, choose }: AskedProps) {
  const { value } = field;
  const typed = told?.typed[value.name] ?? "";
  const problem = told?.problems[value.name];
  const help = "help_text" in value ? value.help_text : "";
  const described = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;
  const control = {
    name: value.name,
    "aria-required": value.is_required || undefined,
    "aria-invalid": problem ? true : undefined,
    "aria-describedby": described,
  };
  const explained = (
    <>
      {help && <p id={`${id}-help`}>{help}</p>}
      {problem && (
        <p id={`${id}-problem`} className="problem">
          {problem}
        </p>
      )}
    </>
  );
  const labelled = (label: string, below: ReactNode) => (
    <div className="field">
      <label htmlFor={id}>
        {label} {!value.is_required && <span className="muted">{optional}</span>}
      </label>
      {explained}
      {below}
    </div>
  );
  switch (field.type) {
    case "text": {
      const more = { maxLength: LONGEST.text, autoComplete: field.value.purpose || undefined };
      return labelled(field.value.label, <input {...control} {...more} id={id} type="text" defaultValue={typed} />);
    }
    case "email":
    case "phone": {
      const more = field.type === "email" ? { type: "email", autoComplete: "email" } : { type: "tel", autoComplete: "tel" };
      const maxLength = LONGEST[field.type];
      return labelled(field.value.label, <input {...control} {...more} id={id} maxLength={maxLength} defaultValue={typed} />);
    }
    case "long_text":
      return labelled(
        field.value.label,
        <textarea {...control} id={id} rows={6} maxLength={LONGEST.long_text} defaultValue={typed} />,
      );
    case "choice":
      if (!isSideBySide(field)) {
        return labelled(
          field.value.label,
          <select {...control} id={id} defaultValue={typed}>
            <option value="">{choose}</option>
            {field.value.options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>,
        );
      }
      return (
        <fieldset className="field" aria-describedby={described}>
          <legend>
            {field.value.label} {!value.is_required && <span className="muted">{optional}</span>}
          </legend>
          {explained}
          {field.value.options.map((option, position) => (
            <label key={option} className="option">
              <input
                id={`${id}-${position + 1}`}
                name={value.name}
                type="radio"
                value={option}
                defaultChecked={typed === option}
                aria-invalid={problem ? true : undefined}
              />
              <span>{option}</span>
            </label>
          ))}
        </fieldset>
      );
    case "checkbox":
      return (
        <div className="field">
          <label className="option">
            <input {...control} id={id} type="checkbox" defaultChecked={typed !== ""} />
            <span>{field.value.label}</span>
          </label>
          {explained}
        </div>
      );
    case "consent":
      return (
        <div className="field">
          {explained}
          <div className="option">
            <input {...control} id={id} type="checkbox" aria-labelledby={`${id}-text`} defaultChecked={typed !== ""} />
            {/* A label would tick the box where one follows a link in it by touch. */}
            <div id={`${id}-text`} dangerouslySetInnerHTML={{ __html: field.value.text?.html ?? "" }} />
          </div>
        </div>
      );
    default:
      return leftOut(field);
  }
}

function isSideBySide(field: Field): boolean {
  return field.type === "choice" && field.value.options.length <= SHOWN_SIDE_BY_SIDE;
}

/** What the list of problems leads to: of several buttons the first. */
function targetOf(field: Field, form: string): string {
  return `${form}-${field.value.name}${isSideBySide(field) ? "-1" : ""}`;
}
