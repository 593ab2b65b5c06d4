import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { PageView } from "@/components/page-view";
import { publicPath } from "@/lib/addresses";
import { brandIn, unlockedAt } from "@/lib/delivery";
import { UNLOCKED } from "@/lib/door";
import { metadataOf } from "@/lib/metadata";

type Address = { params: Promise<{ locale: string; path?: string[] }> };

/** A page behind a password, for who has given it: made for each reader, and kept nowhere. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { page } = await opened(params);
  return { ...metadataOf(page, await brandIn(page.language)), robots: "noindex, nofollow" };
}

export default async function Unlocked({ params }: Address) {
  const { page, layout } = await opened(params);
  return <PageView page={page} layout={layout} brand={await brandIn(page.language)} />;
}

async function opened(params: Address["params"]) {
  const { locale, path } = await params;
  const token = (await cookies()).get(UNLOCKED)?.value;
  if (token === undefined) notFound(); // the proxy leads here only with one
  return unlockedAt(publicPath(locale, path?.map(decodeURIComponent)), token);
}
