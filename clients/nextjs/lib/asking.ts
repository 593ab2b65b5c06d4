import type { FormDetails } from "@iduet/delivery-client";

/** A field that people leave empty; programs that fill in all they find do not. */
export const TRAP = "leave_empty";

/** Why a form stands there again. */
export type Notice = "formInvalid" | "formConsentChanged" | "formTrapped" | "formLater" | "formAway";

/** What a visitor is told after sending a form. */
export type Told =
  | { kind: "sent"; thanks: FormDetails["thank_you"] }
  | {
      kind: "again";
      notice: Notice;
      /** Name of a field → what was typed. */
      typed: Record<string, string>;
      /** Name of a field → what is wrong with it, in the form's language. */
      problems: Record<string, string>;
      /** The form as it is now, where it has changed. */
      form?: FormDetails;
    };
