import { deref, type FullPage } from "@iduet/delivery-client";
import type { GetStaticPaths } from "astro";
import { client } from "./delivery";

/** Every page of the brand in all its languages, whole: a request for each hundred pages. */
export const getStaticPaths = (async () => {
  const { languages } = await client.brand();
  const paths: { params: { path: string | undefined }; props: { page: FullPage } }[] = [];
  for (const { language: locale } of languages) {
    for await (const { page } of client.each("pages", { locale, fields: ["*"], limit: 100 })) {
      // `page` is null only where single fields were asked for.
      if (page) paths.push({ params: { path: page.path.replace(/^\/|\/$/g, "") || undefined }, props: { page: deref(page) } });
    }
  }
  return paths;
}) satisfies GetStaticPaths;
