import type { CallToActionCard, ExampleCase, Fact, QuestionAndAnswer, RoleCard } from "@iduet/delivery-client";
import { Prose } from "./prose";
import type { Around } from "./around";

type Named = Pick<RoleCard, "short_name" | "name_language" | "url">;

/** Names of roles are often English in Dutch pages. */
export function RoleName({ role, language, linked = false }: { role: Named; language: string; linked?: boolean }) {
  const name = <span lang={role.name_language === language ? undefined : role.name_language}>{role.short_name}</span>;
  return linked && role.url ? <a href={role.url}>{name}</a> : name;
}

export function RoleNames({ roles, language }: { roles: (Named & { id: number })[]; language: string }) {
  return roles.map((role, position) => (
    <span key={role.id}>
      {position > 0 && " / "}
      <RoleName role={role} language={language} linked />
    </span>
  ));
}

export function Role({ role, around }: { role: RoleCard; around: Around }) {
  const { texts, page } = around;
  return (
    <article className="card">
      <h3>
        <RoleName role={role} language={page.language} />
      </h3>
      {role.full_name && role.full_name !== role.short_name && <p lang={role.name_language}>{role.full_name}</p>}
      {role.tagline && <p className="lead">{role.tagline}</p>}
      <Prose text={role.description} />
      {role.choose_when && (
        <p>
          <strong>{texts.chooseWhen}</strong> {role.choose_when}.
        </p>
      )}
      {role.topics.length > 0 && (
        <ul className="tags" aria-label={texts.topics}>
          {role.topics.map((topic) => (
            <li key={topic}>{topic}</li>
          ))}
        </ul>
      )}
      {role.salary && (
        <p>
          <strong>{texts.salary}</strong>{" "}
          {texts.salaryRange(around.number(role.salary.minimum), around.number(role.salary.maximum))}{" "}
          <small>
            {texts.source} {role.salary.source}, <Day date={role.salary.reference_date} around={around} />
          </small>
        </p>
      )}
      {role.url && role.url !== page.path && (
        <p>
          <a href={role.url}>{texts.moreAbout(role.short_name)}</a>
        </p>
      )}
    </article>
  );
}

export function Example({ example, around }: { example: ExampleCase; around: Around }) {
  const { texts, page } = around;
  return (
    <article className="card">
      <h3>{example.title}</h3>
      <p className="muted">
        {example.sector} <RoleNames roles={example.roles} language={page.language} />
      </p>
      <h4>{texts.situation}</h4>
      <Prose text={example.situation} />
      {example.action.html && <h4>{texts.action}</h4>}
      <Prose text={example.action} />
      <h4>{texts.result}</h4>
      <Prose text={example.result} />
    </article>
  );
}

export function Question({ question }: { question: QuestionAndAnswer }) {
  return (
    <details className="question">
      <summary>
        <h3>{question.question}</h3>
      </summary>
      <Prose text={question.answer} />
    </details>
  );
}

export function CallToAction({ action }: { action: CallToActionCard }) {
  return (
    <p>
      <a className="button" href={action.link.url}>
        {action.link.text}
      </a>
    </p>
  );
}

export function Facts({ facts, around }: { facts: Fact[]; around: Around }) {
  if (facts.length === 0) return null;
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd className="figure">{fact.value}</dd>
          {fact.source && (
            <dd className="muted">
              {around.texts.source} {fact.source}
              {fact.reference_date && (
                <>
                  , <Day date={fact.reference_date} around={around} />
                </>
              )}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export function Day({ date, around }: { date: string; around: Around }) {
  return <time dateTime={date}>{around.day(date)}</time>;
}
