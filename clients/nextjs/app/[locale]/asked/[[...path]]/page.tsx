import type { Metadata } from "next";
import { PageView } from "@/components/page-view";
import { askedOf, type Query } from "@/lib/decision";
import { brandIn, pageAt, pathOf, type Place } from "@/lib/delivery";
import { metadataOf } from "@/lib/metadata";

type Address = { params: Place; searchParams: Promise<Query> };

/** A page whose address has parameters: drawn for each reader, of answers that Next keeps as for the page without. */
export default async function Asked({ params, searchParams }: Address) {
  const { page, layout } = await pageAt(await pathOf(params));
  const asked = await askedOf(page, await searchParams);
  return <PageView page={page} layout={layout} brand={await brandIn(page.language)} asked={asked} />;
}

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { page } = await pageAt(await pathOf(params));
  return metadataOf(page, await brandIn(page.language));
}
