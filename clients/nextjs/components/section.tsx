import type { ReactNode } from "react";

interface SectionProps {
  id?: string;
  heading: string;
  /** Read aloud where the editor left the heading empty. */
  fallback?: string;
  introduction?: string;
  tone?: "alt" | "dark" | "accent";
  children: ReactNode;
}

export function Section({ id, heading, fallback, introduction, tone, children }: SectionProps) {
  const title = heading || fallback;
  return (
    <section id={id} className={tone ? `section tone-${tone}` : "section"}>
      <div className="wrap">
        {title && <h2 className={heading ? undefined : "visually-hidden"}>{title}</h2>}
        {introduction && <p className="section-introduction">{introduction}</p>}
        {children}
      </div>
    </section>
  );
}
