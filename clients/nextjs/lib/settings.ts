/** What this site is told by its environment; `.env` lists it. */
function told(name: string, value: string | undefined): string {
  if (!value) throw new Error(`Set ${name}: see .env.`);
  return value;
}

export const settings = {
  api: told("API", process.env.API),
  brand: told("BRAND", process.env.BRAND),
  site: told("SITE", process.env.SITE).replace(/\/$/, ""),
  languages: told("LANGUAGES", process.env.LANGUAGES).split(","),
  desk: told("DESK", process.env.DESK),
};
