import { DeliveryError, isProblem } from "@iduet/delivery-client";
import type { Metadata } from "next";
import { PageView } from "@/components/page-view";
import { brandIn, draftOf } from "@/lib/delivery";
import { metadataOf } from "@/lib/metadata";
import { textsIn } from "@/lib/texts";

type Asked = { params: Promise<{ locale: string }>; searchParams: Promise<{ preview?: string | string[] }> };

/** Each reload of the desk's pane brings a new code, so that no cookie is needed in a frame of another site. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params, searchParams }: Asked): Promise<Metadata> {
  const draft = await opened(searchParams);
  if (typeof draft === "string") return { title: textsIn((await params).locale)[draft], robots: "noindex, nofollow" };
  return metadataOf(draft.page, await brandIn(draft.page.language));
}

export default async function Draft({ params, searchParams }: Asked) {
  const { locale } = await params;
  const texts = textsIn(locale);
  const draft = await opened(searchParams);
  if (typeof draft === "string") {
    return (
      <main className="wrap message">
        <h1>{texts[draft]}</h1>
        <p>{texts[`${draft}Why`]}</p>
      </main>
    );
  }
  return (
    <>
      {draft.notes.length > 0 && (
        <aside className="preview-notes">
          <ul>
            {draft.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </aside>
      )}
      <PageView page={draft.page} layout={draft.layout} brand={await brandIn(draft.page.language)} isDraft />
      {/* The desk's content checks run by this; it comes with the editor's own preview only. */}
      {draft.userbar && <div suppressHydrationWarning dangerouslySetInnerHTML={{ __html: draft.userbar }} />}
    </>
  );
}

/** The draft, or why it is not shown. An editor's pane shows either, and asks again when she writes on. */
async function opened(searchParams: Asked["searchParams"]) {
  const { preview } = await searchParams;
  if (typeof preview !== "string") return "previewClosed";
  try {
    return await draftOf(preview);
  } catch (error) {
    if (isProblem(error) && error.status < 500) return "previewClosed";
    if (error instanceof DeliveryError) return "previewAway";
    throw error;
  }
}
