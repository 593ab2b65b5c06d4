import { settings } from "@/lib/settings";
import { textsIn } from "@/lib/texts";

/** It is told no language, so it speaks all of them. */
export default function NotFound() {
  return (
    <main className="wrap message">
      {settings.languages.map((language, position) => {
        const texts = textsIn(language);
        const Heading = position === 0 ? "h1" : "h2";
        return (
          <section key={language} lang={language}>
            <Heading>{texts.notFound}</Heading>
            <p>
              <a href={position === 0 ? "/" : `/${language}/`}>{texts.toHome}</a>
            </p>
          </section>
        );
      })}
    </main>
  );
}
