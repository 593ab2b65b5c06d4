import type { MetadataRoute } from "next";
import { client } from "@/lib/delivery";
import { settings } from "@/lib/settings";

export const revalidate = 300;

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const entries: MetadataRoute.Sitemap = [];
  for await (const { path, updated_at, alternates } of client.each("sitemap", { limit: 100 })) {
    entries.push({
      url: `${settings.site}${path}`,
      ...(updated_at && { lastModified: updated_at }),
      alternates: { languages: Object.fromEntries(alternates.map(({ language, url }) => [language, url])) },
    });
  }
  return entries;
}
