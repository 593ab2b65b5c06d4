import type { ReactNode } from "react";
import { brandIn } from "@/lib/delivery";
import { settings } from "@/lib/settings";
import "../site.css";

export const generateStaticParams = () => settings.languages.map((locale) => ({ locale }));

/** The shell of every page: language, and the brand's own style sheet with its design tokens and fonts. */
export default async function Root({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const brand = await brandIn(locale);
  return (
    <html lang={locale}>
      <head>
        <link rel="stylesheet" href={brand.stylesheet} />
        {brand.favicon && <link rel="icon" href={brand.favicon.src} sizes="any" />}
      </head>
      <body>{children}</body>
    </html>
  );
}
