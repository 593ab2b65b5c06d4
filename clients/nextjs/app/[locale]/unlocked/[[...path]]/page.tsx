import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { PageView } from "@/components/page-view";
import { askedOf, type Query } from "@/lib/decision";
import { brandIn, pathOf, unlockedAt, type Place } from "@/lib/delivery";
import { UNLOCKED } from "@/lib/door";
import { metadataOf } from "@/lib/metadata";

type Address = { params: Place; searchParams: Promise<Query> };

/** A page behind a password, for who has given it: made for each reader, and kept nowhere. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { page } = await opened(params);
  return { ...metadataOf(page, await brandIn(page.language)), robots: "noindex, nofollow" };
}

export default async function Unlocked({ params, searchParams }: Address) {
  const { page, layout, token } = await opened(params);
  const asked = await askedOf(page, await searchParams, token);
  return <PageView page={page} layout={layout} brand={await brandIn(page.language)} asked={asked} />;
}

async function opened(place: Place) {
  const token = (await cookies()).get(UNLOCKED)?.value;
  if (token === undefined) notFound(); // the proxy leads here only with one
  return { ...(await unlockedAt(await pathOf(place), token)), token };
}
