import type { Metadata } from "next";
import { PageView } from "@/components/page-view";
import { segmentsOf } from "@/lib/addresses";
import { brandIn, client, pageAt, pathOf, type Place } from "@/lib/delivery";
import { metadataOf } from "@/lib/metadata";

type Address = { params: Place };

/** Pages are made at build time from the sitemap; those that are published later, when they are first asked for. */
export async function generateStaticParams({ params }: { params: { locale: string } }): Promise<{ path: string[] }[]> {
  const paths: { path: string[] }[] = [];
  for await (const entry of client.each("sitemap", { limit: 100 })) {
    if (entry.language === params.locale) paths.push({ path: segmentsOf(entry.path) });
  }
  return paths;
}

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { page } = await pageAt(await pathOf(params));
  return metadataOf(page, await brandIn(page.language));
}

export default async function Page({ params }: Address) {
  const { page, layout } = await pageAt(await pathOf(params));
  return <PageView page={page} layout={layout} brand={await brandIn(page.language)} />;
}
