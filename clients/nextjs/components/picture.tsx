import type { Picture as PictureData } from "@iduet/delivery-client";

/** A picture in the formats and widths that the API offers. `eager` is for the largest picture of a page. */
export function Picture({ picture, eager = false }: { picture: PictureData; eager?: boolean }) {
  const { focal_point: focus } = picture;
  return (
    <picture>
      {picture.sources.map((source) => (
        <source key={source.type} type={source.type} srcSet={source.srcset} sizes={source.sizes} />
      ))}
      <img
        src={picture.src}
        alt={picture.alt}
        width={picture.width}
        height={picture.height}
        loading={eager ? "eager" : "lazy"}
        fetchPriority={eager ? "high" : "auto"}
        decoding="async"
        style={{ objectPosition: `${focus.x * 100}% ${focus.y * 100}%`, backgroundColor: picture.placeholder }}
      />
    </picture>
  );
}
