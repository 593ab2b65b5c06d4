import type { BrandAnswer, Layout, Link, MenuEntry, Picture } from "@iduet/delivery-client";
import { publicPath } from "@/lib/addresses";
import type { Around } from "./around";

interface ChromeProps {
  layout: Layout;
  brand: BrandAnswer;
  around: Around;
}

/** Logo, menu and language. An entry with others below it opens without a script. */
export function Header({ layout, brand, around: { page, texts } }: ChromeProps) {
  return (
    <header className="header">
      <div className="wrap">
        <a className="logo" href={publicPath(page.language)}>
          <Logo picture={brand.logo_light} name={brand.name} />
        </a>
        <nav aria-label={texts.menu}>
          <ul className="menu">
            {layout.menus.header.map((entry) => (
              <li key={entry.text}>
                {entry.children.length === 0 ? (
                  <Anchor link={entry.link} text={entry.text} here={page.path} />
                ) : (
                  <details name="menu">
                    <summary>{entry.text}</summary>
                    <ul>
                      {entry.link && (
                        <li>
                          <Anchor link={entry.link} text={texts.allAbout(entry.text)} here={page.path} />
                        </li>
                      )}
                      <Below entry={entry} here={page.path} />
                    </ul>
                  </details>
                )}
              </li>
            ))}
          </ul>
        </nav>
        {page.translations.length > 0 && (
          <nav aria-label={texts.language}>
            <ul className="menu">
              {page.translations.map((translation) => (
                <li key={translation.language}>
                  <a href={translation.url} hrefLang={translation.language} lang={translation.language}>
                    {layout.languages.find(({ language }) => language === translation.language)?.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </header>
  );
}

/** The brand, its menus, its sisters and the legal pages. */
export function Footer({ layout, brand, around: { page, texts } }: ChromeProps) {
  const { contact } = brand;
  return (
    <footer className="footer tone-dark">
      <div className="wrap columns">
        <div>
          <Logo picture={brand.logo_dark} name={brand.name} />
          <p>{brand.strapline}</p>
          <p>{brand.statement}</p>
          {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
        </div>
        <nav className="columns" aria-label={texts.footer}>
          {layout.menus.specialisations.length > 0 && (
            <div>
              <h2>{texts.specialisations}</h2>
              <Entries entries={layout.menus.specialisations} here={page.path} />
            </div>
          )}
          {layout.menus.footer.map((entry) => (
            <div key={entry.text}>
              <h2>
                <Anchor link={entry.link} text={entry.text} here={page.path} />
              </h2>
              <ul>
                <Below entry={entry} here={page.path} />
              </ul>
            </div>
          ))}
        </nav>
      </div>
      <div className="wrap">
        <h2>{contact.legal_name ? texts.partOf(contact.legal_name) : texts.brandsOfGroup}</h2>
        <ul className="links">
          {layout.group.map((sister) => (
            <li key={sister.key}>
              {sister.is_current ? <strong>{sister.domain}</strong> : <a href={sister.url}>{sister.domain}</a>}{" "}
              {sister.field_of_work}
            </li>
          ))}
        </ul>
        <p>© {[contact.legal_name || brand.name, contact.registration].filter(Boolean).join(", ")}</p>
        <nav aria-label={texts.legal}>
          <Entries entries={layout.menus.legal} here={page.path} />
        </nav>
      </div>
    </footer>
  );
}

function Logo({ picture, name }: { picture: Picture | null; name: string }) {
  return picture ? <img src={picture.src} alt={picture.alt} width={picture.width} height={picture.height} /> : name;
}

function Entries({ entries, here }: { entries: MenuEntry[]; here: string }) {
  return (
    <ul className="links">
      {entries.map((entry) => (
        <li key={entry.text}>
          <Anchor link={entry.link} text={entry.text} here={here} />
        </li>
      ))}
    </ul>
  );
}

function Below({ entry, here }: { entry: MenuEntry; here: string }) {
  return entry.children.map((link) => (
    <li key={link.url}>
      <Anchor link={link} text={link.text} here={here} />
    </li>
  ));
}

function Anchor({ link, text, here }: { link: Link | null; text: string; here: string }) {
  if (link === null) return text;
  return (
    <a href={link.url} aria-current={link.url === here ? "page" : undefined}>
      {text}
    </a>
  );
}
