import type { BrandAnswer, PageDocument } from "@iduet/delivery-client";
import type { Metadata } from "next";

/** A page's head, from what the API says of it. */
export function metadataOf(page: PageDocument, brand: BrandAnswer): Metadata {
  const { seo } = page;
  const image = seo.social_image;
  return {
    title: `${seo.title} | ${brand.name}`,
    description: seo.description || null,
    robots: seo.robots,
    alternates: {
      canonical: seo.canonical,
      languages: Object.fromEntries(seo.alternates.map(({ language, url }) => [language, url])),
    },
    openGraph: {
      type: page.type === "article" ? "article" : "website",
      siteName: brand.name,
      title: seo.title,
      description: seo.description,
      url: seo.canonical,
      images: image ? [{ url: image.url, width: image.width, height: image.height, alt: image.alt }] : [],
    },
    twitter: { card: image ? "summary_large_image" : "summary" },
  };
}
