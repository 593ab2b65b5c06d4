import { deref, leftOut, type BrandAnswer, type FullPage, type Layout, type PageDocument } from "@iduet/delivery-client";
import type { Asked } from "@/lib/decision";
import { aroundOf, type Around } from "./around";
import { BlockView } from "./block-view";
import { Footer, Header } from "./chrome";
import { Day, Example, Facts, Question, Role, RoleName } from "./library";
import { Picture } from "./picture";
import { Prose } from "./prose";
import { Section } from "./section";

interface PageViewProps {
  page: PageDocument;
  layout: Layout;
  brand: BrandAnswer;
  isDraft?: boolean;
  asked?: Asked | null;
}

/** A whole page: what stands around it, its head, and what its type adds. */
export function PageView({ page, layout, brand, isDraft = false, asked = null }: PageViewProps) {
  const full = deref(page);
  const around = aroundOf(full, isDraft, asked);
  // "<" would let a text of the page end the script.
  const linkedData = JSON.stringify(page.seo.json_ld).replaceAll("<", "\\u003c");
  return (
    <>
      <a className="skip" href="#content">
        {around.texts.skip}
      </a>
      <Header layout={layout} brand={brand} around={around} />
      <main id="content" tabIndex={-1}>
        <PageHead page={full} around={around} />
        <Contents page={full} around={around} />
      </main>
      <Footer layout={layout} brand={brand} around={around} />
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: linkedData }} />
    </>
  );
}

function PageHead({ page, around }: { page: FullPage; around: Around }) {
  const { texts } = around;
  return (
    <div className="page-head">
      <div className="wrap">
        {page.breadcrumbs.length > 0 && (
          <nav aria-label={texts.breadcrumbs}>
            <ol className="breadcrumbs">
              {page.breadcrumbs.map((above, position) => (
                <li key={above.id}>
                  <a href={above.url}>{position === 0 ? "Home" : above.title}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1>{page.title}</h1>
        {page.type === "article" && (
          <p className="muted">
            <Day date={page.date} around={around} /> {page.author && texts.articleBy(page.author)}
          </p>
        )}
        {"verdict" in page && page.verdict && <p>{page.verdict}</p>}
        <Prose text={page.introduction} />
        {page.hero && <Picture picture={page.hero} eager />}
        {"facts" in page && <Facts facts={page.facts.map((fact) => fact.value)} around={around} />}
      </div>
    </div>
  );
}

/** What stands below a page's head. The switch stops compiling when the contract gets a page type that it does not name. */
function Contents({ page, around }: { page: FullPage; around: Around }) {
  const { texts } = around;
  switch (page.type) {
    case "home":
    case "specialism":
    case "article":
    case "contact":
    case "content":
      return page.body.map((block) => <BlockView key={block.id} block={block} around={around} />);
    case "comparison":
      return (
        <>
          <nav className="wrap" aria-label={texts.comparedRoles}>
            <ul className="links">
              {page.roles.map(({ value: role }) => (
                <li key={role.id}>
                  {isOnPage(page, role.id) ? (
                    <a href={`#role-${role.id}`}>
                      <RoleName role={role} language={page.language} />
                    </a>
                  ) : (
                    <RoleName role={role} language={page.language} linked />
                  )}
                </li>
              ))}
            </ul>
          </nav>
          {page.body.map((block) => (
            <BlockView key={block.id} block={block} around={around} />
          ))}
          {page.related.length > 0 && (
            <Section heading={texts.related}>
              <ul className="links">
                {page.related.map((card) => (
                  <li key={card.id}>
                    <a href={card.url}>{card.title}</a>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      );
    case "role":
      return (
        <>
          {page.role && (
            <Section heading="" fallback={texts.roleInBrief}>
              <Role role={page.role} around={around} />
            </Section>
          )}
          {page.body.map((block) => (
            <BlockView key={block.id} block={block} around={around} />
          ))}
        </>
      );
    case "article_index":
      return (
        <section className="section">
          <div className="wrap">
            {page.articles.length === 0 && <p>{texts.nothingYet}</p>}
            <ul className="cards">
              {page.articles.map((article) => (
                <li key={article.id} className="card">
                  {article.picture && <Picture picture={article.picture} />}
                  <p className="muted">
                    <Day date={article.date} around={around} />
                  </p>
                  <h2>
                    <a href={article.url}>{article.title}</a>
                  </h2>
                  <p>{article.summary}</p>
                </li>
              ))}
            </ul>
          </div>
        </section>
      );
    case "examples":
      return (
        <Section heading="" fallback={texts.allExamples} tone="alt">
          <div className="cards">
            {page.examples.map(({ value }) => (
              <Example key={value.id} example={value} around={around} />
            ))}
          </div>
        </Section>
      );
    case "faq":
      return page.groups.map(({ id, value: group }) => (
        <Section key={id} heading={group.topic}>
          {group.questions.map((question) => (
            <Question key={question.id} question={question} />
          ))}
        </Section>
      ));
    default:
      return leftOut(page);
  }
}

function isOnPage(page: Extract<FullPage, { type: "comparison" }>, role: number): boolean {
  return page.body.some((block) => block.type === "role_cards" && block.value.roles.some(({ id }) => id === role));
}
