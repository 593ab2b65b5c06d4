import type { FullBlock, FullBlockOf } from "@iduet/delivery-client";
import type { Around } from "./around";
import { RoleName } from "./library";
import { Picture } from "./picture";
import { Prose } from "./prose";
import { Section } from "./section";

type Part<Type extends FullBlock["type"]> = { value: FullBlockOf<Type>["value"]; around: Around };

export function LinkCards({ value, around }: Part<"link_cards">) {
  return (
    <Section heading={value.heading} fallback={around.texts.readOn} introduction={value.introduction}>
      <ul className="cards">
        {value.cards.map((card) => (
          <li key={card.title} className="card">
            {card.picture && <Picture picture={card.picture} />}
            <h3>{card.title}</h3>
            {card.text && <p>{card.text}</p>}
            {card.link && (
              <p>
                <a href={card.link.url}>{card.link.text || card.title}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function CriteriaTable({ value, around }: Part<"criteria_table">) {
  return (
    <Section heading={value.heading} fallback={value.caption}>
      <div className="scroll" tabIndex={0} role="region" aria-label={value.caption}>
        <table>
          <caption>{value.caption}</caption>
          <thead>
            <tr>
              <td />
              {value.roles.map((role) => (
                <th key={role.id} scope="col">
                  <RoleName role={role} language={around.page.language} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.rows.map((row) => (
              <tr key={row.criterion}>
                <th scope="row">{row.criterion}</th>
                {row.cells.map((cell, position) => (
                  <td key={value.roles[position]?.id ?? position}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

export function Table({ value, around: { texts } }: Part<"table">) {
  return (
    <Section heading={value.heading}>
      <div className="scroll" tabIndex={0} role="region" aria-label={value.caption || value.heading || texts.table}>
        <table>
          {value.caption && <caption>{value.caption}</caption>}
          {value.columns.length > 0 && (
            <thead>
              <tr>
                {value.columns.map((column, place) =>
                  column ? <th key={place} scope="col">{column}</th> : <td key={place} />,
                )}
              </tr>
            </thead>
          )}
          <tbody>
            {value.rows.map((row, number) => (
              <tr key={number}>
                {row.cells.map((cell, place) =>
                  place === 0 && value.row_headings && cell.html ? (
                    <th key={place} scope="row">
                      <Prose text={cell} />
                    </th>
                  ) : (
                    <td key={place}>
                      <Prose text={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

export function GroupBrands({ value, around }: Part<"group_brands">) {
  return (
    <Section heading={value.heading} fallback={around.texts.brandsOfGroup} introduction={value.introduction}>
      <ul className="cards">
        {value.brands.map((brand) => (
          <li key={brand.key} className="card">
            <h3>{brand.is_current ? brand.domain : <a href={brand.url}>{brand.domain}</a>}</h3>
            <p>{brand.field_of_work}</p>
            {brand.is_current && <p className="muted">{around.texts.youAreHere}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function ContactDetails({ value, around }: Part<"contact_details">) {
  return (
    <Section heading={value.heading} fallback={around.texts.contact} tone="alt">
      {value.email && (
        <p>
          <a href={`mailto:${value.email}`}>{value.email}</a>
        </p>
      )}
      {value.phone && (
        <p>
          <a href={`tel:${value.phone.replaceAll(" ", "")}`}>{value.phone}</a>
        </p>
      )}
      {value.addresses.map((address) => (
        <address key={address.label}>
          <strong>{address.label}</strong>
          <br />
          {address.street}
          <br />
          {address.postal_code} {address.city}
          {address.country !== "NL" && `, ${address.country}`}
        </address>
      ))}
      <ul className="links">
        {value.social_links.map((profile) => (
          <li key={profile.url}>
            <a href={profile.url} rel="me">
              {profile.network}
            </a>
          </li>
        ))}
      </ul>
      <p className="muted">{[value.legal_name, value.registration].filter(Boolean).join(", ")}</p>
    </Section>
  );
}

export function CookieTable({ value, around: { texts } }: Part<"cookie_table">) {
  return (
    <Section heading={value.heading} fallback={texts.cookies} tone="alt">
      {value.categories.map((category) => (
        <div key={category.key}>
          <h3>{category.name}</h3>
          <p>{category.meaning}</p>
          {category.cookies.length === 0 ? (
            <p className="muted">{texts.cookieNone}</p>
          ) : (
            <div className="scroll" tabIndex={0} role="region" aria-label={texts.cookiesOf(category.name)}>
              <table>
                <caption>{texts.cookiesOf(category.name)}</caption>
                <thead>
                  <tr>
                    {[texts.cookieName, texts.cookieProvider, texts.cookieDuration, texts.cookiePurpose].map((title) => (
                      <th key={title} scope="col">
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {category.cookies.map((cookie) => (
                    <tr key={cookie.name}>
                      <th scope="row">
                        <code>{cookie.name}</code>
                      </th>
                      <td>{cookie.provider}</td>
                      <td>{cookie.duration}</td>
                      <td>{cookie.purpose}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
      ))}
    </Section>
  );
}
