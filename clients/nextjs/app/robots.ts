import type { MetadataRoute } from "next";
import { settings } from "@/lib/settings";

export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/", disallow: "/api/" }, sitemap: `${settings.site}/sitemap.xml` };
}
