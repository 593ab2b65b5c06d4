// Generated from tests/api/openapi.json by `make client`. Do not edit.
// version: 1
// sha256: 81e0f4b2312969bfa10e65251afb7d18fad76466d911af1b1d590304577793ad

export interface paths {
    "/api/v1/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The brands of the group, with their hosts, languages, theme and logos. */
        get: operations["brands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One brand: identity, contact, theme, cookie registry and its sisters in the group. */
        get: operations["brand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stands at a public address: a page, or where it went. */
        get: operations["resolve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pages of a brand in one language, as cards or with as many of their fields as asked for. */
        get: operations["pages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/pages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page with all that is needed to draw it. */
        get: operations["page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/pages/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlock a page with its password.
         * @description Five wrong passwords of one client within a quarter of an hour close the page to it for a while.
         */
        post: operations["unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The draft that a token reads, as the page will be.
         * @description The token names the page, so the address does not. It is read-only and lasts a quarter of an hour; while its
         *     editor writes, each request answers what she has written.
         */
        get: operations["preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/preview/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange the code of a preview for a token. A code works once. */
        post: operations["exchange_preview_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The roles that a brand shows: the group's originals, each as the brand says it, and the brand's own. */
        get: operations["roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One role, in the language that its key stands for. */
        get: operations["role"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions that a brand shows: the group's originals, each as the brand says it, and the brand's own. */
        get: operations["questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One question, in the language that its key stands for. */
        get: operations["question"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The examples that a brand shows: the group's originals, each as the brand says it, and the brand's own. */
        get: operations["examples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/examples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One example, in the language that its key stands for. */
        get: operations["example"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two to four roles side by side, as the brand says them. */
        get: operations["compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/comparisons/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which role of a comparison the answers to its questions speak for, and why.
         * @description The page itself says the same under the answers as parameters of its address: `?strategy=business&…`. A page behind
         *     a password wants the token of `unlock` here too.
         */
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/layout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Header and footer, languages, the group and the cookie notice: what stands around every page. */
        get: operations["layout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/forms/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A form of a brand in a language: its fields in their order, its texts, and the schema of what to send. */
        get: operations["form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/forms/{key}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a form.
         * @description It is stored before the answer; repeat it with the same `Idempotency-Key` until there is one. Browsers may send it
         *     from the brand's own site and its separate front end. `errors` of a refusal name each field by a JSON pointer, with
         *     a sentence in the form's language to be shown there.
         */
        post: operations["submit_form"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/redirects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The redirects of a brand that lead somewhere, for a front end that wants them all at once. */
        get: operations["redirects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/sitemap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every page of a brand in all its languages, with its translations: for sitemaps, hreflang and static paths. */
        get: operations["sitemap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed of a brand after a place in its change log: for static builders, search indexers, and stores. */
        get: operations["changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brand}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pages of a brand in one language that show all words; those with a word in the title come first.
         * @description A word is found in other forms too, and in what pages show of the library.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All kinds of problems. */
        get: operations["problem_kinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/problems/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One kind of problem, at the address that problem documents name as their type. */
        get: operations["problem_kind"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * BrandCard
         * @description A brand with what one needs to show it beside others.
         */
        BrandCard: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /**
             * Url
             * @description Its site. Addresses in answers that begin with `/` continue this one.
             */
            url: string;
            /**
             * Hosts
             * @description The canonical host first, then those that redirect to it.
             */
            hosts: string[];
            /** Languages */
            languages: components["schemas"]["LanguageOfBrand"][];
            /**
             * Stylesheet
             * @description The theme as a style sheet of custom properties and fonts.
             */
            stylesheet: string;
            /**
             * Design Tokens
             * @description The theme in the format of the Design Tokens Community Group.
             */
            design_tokens: string;
            /** @description For light backgrounds. */
            logo_light: components["schemas"]["Picture"] | null;
            /** @description For dark backgrounds. */
            logo_dark: components["schemas"]["Picture"] | null;
        };
        /**
         * BrandList
         * @description All brands in the group's order.
         */
        BrandList: {
            /** Items */
            items: components["schemas"]["BrandCard"][];
        };
        /**
         * FocalPoint
         * @description The point that must stay in view, as fractions of width and height.
         */
        FocalPoint: {
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * LanguageOfBrand
         * @description A language that a brand shows, and the address of its home page.
         */
        LanguageOfBrand: {
            /** Language */
            language: string;
            /**
             * Name
             * @description In the language itself.
             */
            name: string;
            /** Url */
            url: string;
        };
        /**
         * Picture
         * @description A picture in a named size. `src` is the fallback; `placeholder` a colour to show until it is there.
         */
        Picture: {
            /** Alt */
            alt: string;
            /** Width */
            width: number;
            /** Height */
            height: number;
            /** Src */
            src: string;
            /** Sources */
            sources: components["schemas"]["Source"][];
            focal_point: components["schemas"]["FocalPoint"];
            /** Placeholder */
            placeholder: string;
            /** Credit */
            credit: string;
        };
        /**
         * Source
         * @description Files of one format, for a browser to choose from by width.
         */
        Source: {
            /** Type */
            type: string;
            /** Srcset */
            srcset: string;
            /** Sizes */
            sizes: string;
        };
        /**
         * Address
         * @description A postal or visiting address.
         */
        Address: {
            /** Label */
            label: string;
            /** Street */
            street: string;
            /** Postal Code */
            postal_code: string;
            /** City */
            city: string;
            /** Country */
            country: string;
        };
        /**
         * BrandAnswer
         * @description All that a brand says of itself in one language.
         */
        BrandAnswer: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /**
             * Url
             * @description Its site. Addresses in answers that begin with `/` continue this one.
             */
            url: string;
            /**
             * Hosts
             * @description The canonical host first, then those that redirect to it.
             */
            hosts: string[];
            /** Languages */
            languages: components["schemas"]["LanguageOfBrand"][];
            /**
             * Stylesheet
             * @description The theme as a style sheet of custom properties and fonts.
             */
            stylesheet: string;
            /**
             * Design Tokens
             * @description The theme in the format of the Design Tokens Community Group.
             */
            design_tokens: string;
            /** @description For light backgrounds. */
            logo_light: components["schemas"]["Picture"] | null;
            /** @description For dark backgrounds. */
            logo_dark: components["schemas"]["Picture"] | null;
            /** Language */
            language: string;
            /** Domain */
            domain: string;
            /** Strapline */
            strapline: string;
            /** Statement */
            statement: string;
            /** Field Of Work */
            field_of_work: string;
            contact: components["schemas"]["ContactDetails"];
            theme: components["schemas"]["Theme"];
            favicon: components["schemas"]["Picture"] | null;
            social_image: components["schemas"]["Picture"] | null;
            /**
             * Cookies
             * @description The cookie registry; every category, also without cookies.
             */
            cookies: components["schemas"]["CookieCategory"][];
            /**
             * Group
             * @description All brands of the group, this one included.
             */
            group: components["schemas"]["GroupBrand"][];
        };
        /**
         * Colours
         * @description Colours by their role, as `#rrggbb`. Each pair of text and ground meets WCAG AA.
         */
        Colours: {
            /** Primary */
            primary: string;
            /** On Primary */
            on_primary: string;
            /** Accent */
            accent: string;
            /** On Accent */
            on_accent: string;
            /** Surface */
            surface: string;
            /** Surface Alt */
            surface_alt: string;
            /** Text */
            text: string;
            /** Muted */
            muted: string;
            /** Link */
            link: string;
            /** Border */
            border: string;
            /** Focus */
            focus: string;
        };
        /**
         * ContactDetails
         * @description Everything that one needs to get in touch. Empty strings where the brand gives nothing.
         */
        ContactDetails: {
            /** Heading */
            heading: string;
            /** Name */
            name: string;
            /** Legal Name */
            legal_name: string;
            /** Registration */
            registration: string;
            /** Email */
            email: string;
            /** Phone */
            phone: string;
            /** Addresses */
            addresses: components["schemas"]["Address"][];
            /** Social Links */
            social_links: components["schemas"]["SocialLink"][];
        };
        /**
         * CookieCategory
         * @description A category with its meaning, and its cookies: none, where the site sets none.
         */
        CookieCategory: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Meaning */
            meaning: string;
            /** Cookies */
            cookies: components["schemas"]["CookieEntry"][];
        };
        /**
         * CookieEntry
         * @description A cookie as a visitor reads of it.
         */
        CookieEntry: {
            /** Name */
            name: string;
            /** Provider */
            provider: string;
            /** Duration */
            duration: string;
            /** Purpose */
            purpose: string;
        };
        /**
         * GroupBrand
         * @description A brand as its sisters name it.
         */
        GroupBrand: {
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Domain */
            domain: string;
            /** Field Of Work */
            field_of_work: string;
            /** Url */
            url: string;
            /** Is Current */
            is_current: boolean;
        };
        /**
         * SocialLink
         * @description A profile elsewhere.
         */
        SocialLink: {
            /** Network */
            network: string;
            /** Url */
            url: string;
        };
        /**
         * Theme
         * @description The brand's design tokens.
         */
        Theme: {
            colours: components["schemas"]["Colours"];
            /**
             * Heading Fonts
             * @description Font families, the first choice first.
             */
            heading_fonts: string[];
            /** Body Fonts */
            body_fonts: string[];
            /**
             * Radius
             * @description Radius of corners as CSS writes it.
             */
            radius: string;
            /**
             * Spacing
             * @description Factor of all distances; 1 is regular.
             */
            spacing: number;
        };
        /** Advantage */
        Advantage: {
            /** Heading */
            heading: string;
            text: components["schemas"]["RichText"] | null;
        };
        /** AdvantageItem */
        AdvantageItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "advantage";
            value: components["schemas"]["Advantage"];
        };
        /**
         * AidAnswer
         * @description An answer that can be chosen.
         */
        AidAnswer: {
            /** Key */
            key: string;
            /** Answer */
            answer: string;
        };
        /**
         * AidQuestion
         * @description A question with its answers. `key` is the name of its parameter.
         */
        AidQuestion: {
            /** Key */
            key: string;
            /** Question */
            question: string;
            /** Explanation */
            explanation: string;
            /** Answers */
            answers: components["schemas"]["AidAnswer"][];
        };
        /**
         * Alternate
         * @description The same page in a language.
         */
        Alternate: {
            /** Language */
            language: string;
            /** Url */
            url: string;
        };
        /**
         * Answer
         * @description The answer to a question, as the page shows it, without its formatting.
         */
        Answer: {
            /**
             * @Type
             * @constant
             */
            "@type": "Answer";
            /** Text */
            text: string;
        };
        /**
         * Article
         * @description The article that the page is.
         */
        Article: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@type": "Article";
            /** @Id */
            "@id": string;
            /** Headline */
            headline: string;
            /** Description */
            description?: string | null;
            /** Inlanguage */
            inLanguage: string;
            /**
             * Datepublished
             * Format: date
             */
            datePublished: string;
            /** Datemodified */
            dateModified?: string | null;
            author: components["schemas"]["Author"];
            publisher: components["schemas"]["NodeReference"];
            image?: components["schemas"]["ImageObject"] | null;
            mainEntityOfPage: components["schemas"]["NodeReference"];
        };
        /**
         * ArticleCard
         * @description An article in its index.
         */
        ArticleCard: {
            /** Id */
            id: number;
            /** Type */
            type: string;
            /** Language */
            language: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Url */
            url: string;
            /**
             * Date
             * Format: date
             */
            date: string;
            picture: components["schemas"]["Picture"] | null;
        };
        /**
         * ArticleDocument
         * @description An article.
         */
        ArticleDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "article";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Body */
            body: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Author */
            author: string;
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * ArticleDocumentPart
         * @description Of ArticleDocument the fields that were asked for.
         */
        ArticleDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "article";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Body */
            body?: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            /**
             * Date
             * Format: date
             */
            date?: string;
            /** Author */
            author?: string;
            refs?: components["schemas"]["RefsPart"];
        };
        /**
         * ArticleIndexDocument
         * @description Articles, newest first.
         */
        ArticleIndexDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "article_index";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Articles */
            articles: components["schemas"]["ArticleCard"][];
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * ArticleIndexDocumentPart
         * @description Of ArticleIndexDocument the fields that were asked for.
         */
        ArticleIndexDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "article_index";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Articles */
            articles?: components["schemas"]["ArticleCard"][];
            refs?: components["schemas"]["RefsPart"];
        };
        /**
         * AskedQuestion
         * @description A question, as the page shows it.
         */
        AskedQuestion: {
            /**
             * @Type
             * @constant
             */
            "@type": "Question";
            /** Name */
            name: string;
            acceptedAnswer: components["schemas"]["Answer"];
        };
        /**
         * Author
         * @description Who wrote an article: mostly an editorial team.
         */
        Author: {
            /**
             * @Type
             * @constant
             */
            "@type": "Organization";
            /** Name */
            name: string;
        };
        /**
         * BannerShown
         * @description A brand-wide message: its words and, where it has one, its link.
         */
        BannerShown: {
            /** Text */
            text: string;
            link: components["schemas"]["Link"] | null;
        };
        /**
         * BreadcrumbList
         * @description The way from the home page to this one.
         */
        BreadcrumbList: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@type": "BreadcrumbList";
            /** @Id */
            "@id": string;
            /** Itemlistelement */
            itemListElement: components["schemas"]["ListItem"][];
        };
        /**
         * CallToActionCard
         * @description A call to action with where it leads.
         */
        CallToActionCard: {
            /** Id */
            id: number;
            /** Key */
            key: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "original" | "brand version" | "brand's own";
            /** Title */
            title: string;
            /** Text */
            text: string;
            link: components["schemas"]["Link"];
        };
        /** CallToActionItem */
        CallToActionItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "call_to_action";
            value: components["schemas"]["CallToActionRef"];
        };
        /**
         * CallToActionRef
         * @description Stands for `refs.call_to_action[id]` of the page.
         */
        CallToActionRef: {
            /**
             * Ref
             * @description Name of the part of `refs`.
             * @constant
             */
            ref: "call_to_action";
            /**
             * Id
             * @description Key in that part.
             */
            id: number;
        };
        /** CheckboxField */
        CheckboxField: {
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Help Text */
            help_text: string;
            /** Is Required */
            is_required: boolean;
        };
        /** CheckboxFieldItem */
        CheckboxFieldItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "checkbox";
            value: components["schemas"]["CheckboxField"];
        };
        /**
         * ChildCard
         * @description A page below another.
         */
        ChildCard: {
            /** Id */
            id: number;
            /** Type */
            type: string;
            /** Language */
            language: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Url */
            url: string;
            /**
             * Children
             * @description The pages below this one; null unless asked for.
             */
            children: components["schemas"]["PageCard"][] | null;
        };
        /** ChoiceField */
        ChoiceField: {
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Help Text */
            help_text: string;
            /** Is Required */
            is_required: boolean;
            /** Options */
            options: string[];
        };
        /** ChoiceFieldItem */
        ChoiceFieldItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "choice";
            value: components["schemas"]["ChoiceField"];
        };
        /**
         * ChoiceLine
         * @description A line: one or more roles, how they are engaged, and for what.
         */
        ChoiceLine: {
            /** Roles */
            roles: components["schemas"]["RoleRef"][];
            /**
             * Engagement
             * @enum {string}
             */
            engagement: "permanent" | "interim";
            /** Reason */
            reason: string;
        };
        /** ChoiceList */
        ChoiceList: {
            /** Heading */
            heading: string;
            /** Introduction */
            introduction: string;
            /** Lines */
            lines: components["schemas"]["ChoiceLine"][];
        };
        /** ChoiceListItem */
        ChoiceListItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "choice_list";
            value: components["schemas"]["ChoiceList"];
        };
        /**
         * ComparisonDocument
         * @description A comparison. `verdict` may be empty; `related`: comparisons and role pages beside it.
         */
        ComparisonDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "comparison";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Verdict */
            verdict: string;
            /** Facts */
            facts: components["schemas"]["FactItem"][];
            /** Roles */
            roles: components["schemas"]["RoleNameItem"][];
            /** Body */
            body: (components["schemas"]["ComparisonTextItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["CriteriaTableItem"] | components["schemas"]["ChoiceListItem"] | components["schemas"]["DecisionAidItem"] | components["schemas"]["StrategicChoiceItem"] | components["schemas"]["AdvantageItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GettingStartedItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["CookieTableItem"] | components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["ContactDetailsItem"])[];
            /** Related */
            related: components["schemas"]["PageCard"][];
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * ComparisonDocumentPart
         * @description Of ComparisonDocument the fields that were asked for.
         */
        ComparisonDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "comparison";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Verdict */
            verdict?: string;
            /** Facts */
            facts?: components["schemas"]["FactItem"][];
            /** Roles */
            roles?: components["schemas"]["RoleNameItem"][];
            /** Body */
            body?: (components["schemas"]["ComparisonTextItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["CriteriaTableItem"] | components["schemas"]["ChoiceListItem"] | components["schemas"]["DecisionAidItem"] | components["schemas"]["StrategicChoiceItem"] | components["schemas"]["AdvantageItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GettingStartedItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["CookieTableItem"] | components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["ContactDetailsItem"])[];
            /** Related */
            related?: components["schemas"]["PageCard"][];
            refs?: components["schemas"]["RefsPart"];
        };
        /** ComparisonText */
        ComparisonText: {
            /** Heading */
            heading: string;
            text: components["schemas"]["RichText"] | null;
        };
        /** ComparisonTextItem */
        ComparisonTextItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "comparison_text";
            value: components["schemas"]["ComparisonText"];
        };
        /** ConsentField */
        ConsentField: {
            text: components["schemas"]["RichText"] | null;
            /** Name */
            name: string;
            /** Is Required */
            is_required: boolean;
        };
        /** ConsentFieldItem */
        ConsentFieldItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "consent";
            value: components["schemas"]["ConsentField"];
        };
        /** ContactDetailsItem */
        ContactDetailsItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "contact_details";
            value: components["schemas"]["ContactDetails"];
        };
        /**
         * ContactDocument
         * @description A page with its sections.
         */
        ContactDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "contact";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Body */
            body: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * ContactDocumentPart
         * @description Of ContactDocument the fields that were asked for.
         */
        ContactDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "contact";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Body */
            body?: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            refs?: components["schemas"]["RefsPart"];
        };
        /**
         * ContentDocument
         * @description A page with its sections.
         */
        ContentDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "content";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Body */
            body: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * ContentDocumentPart
         * @description Of ContentDocument the fields that were asked for.
         */
        ContentDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "content";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Body */
            body?: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            refs?: components["schemas"]["RefsPart"];
        };
        /**
         * CookieTable
         * @description All five categories, always.
         */
        CookieTable: {
            /** Heading */
            heading: string;
            /** Categories */
            categories: components["schemas"]["CookieCategory"][];
        };
        /** CookieTableItem */
        CookieTableItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "cookie_table";
            value: components["schemas"]["CookieTable"];
        };
        /**
         * CriteriaTable
         * @description The table: roles are its columns.
         */
        CriteriaTable: {
            /** Heading */
            heading: string;
            /** Caption */
            caption: string;
            /** Roles */
            roles: components["schemas"]["RoleRef"][];
            /** Rows */
            rows: components["schemas"]["Criterion"][];
        };
        /** CriteriaTableItem */
        CriteriaTableItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "criteria_table";
            value: components["schemas"]["CriteriaTable"];
        };
        /**
         * Criterion
         * @description A row: what is compared, and a cell per role in the order of the table's roles.
         *
         *     A cell may be empty in previews.
         */
        Criterion: {
            /** Criterion */
            criterion: string;
            /** Cells */
            cells: string[];
        };
        /**
         * DecisionAid
         * @description The questions. Which role the answers speak for is decided on the server.
         */
        DecisionAid: {
            /** Heading */
            heading: string;
            /** Introduction */
            introduction: string;
            /** Questions */
            questions: components["schemas"]["AidQuestion"][];
        };
        /** DecisionAidItem */
        DecisionAidItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "decision_aid";
            value: components["schemas"]["DecisionAid"];
        };
        /** EmailField */
        EmailField: {
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Help Text */
            help_text: string;
            /** Is Required */
            is_required: boolean;
        };
        /** EmailFieldItem */
        EmailFieldItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "email";
            value: components["schemas"]["EmailField"];
        };
        /**
         * EmergencyNotice
         * @description What must reach every reader at once, in each language, as long as it has not ended. It has no markup.
         */
        EmergencyNotice: {
            /** Texts */
            texts: {
                [key: string]: string;
            };
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
        };
        /** EnquiryFormItem */
        EnquiryFormItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "enquiry_form";
            value: components["schemas"]["FormDetails"];
        };
        /**
         * ExampleCase
         * @description A case as a reader sees it. `action` may be empty.
         */
        ExampleCase: {
            /** Id */
            id: number;
            /** Key */
            key: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "original" | "brand version" | "brand's own";
            /** Title */
            title: string;
            /** Sector */
            sector: string;
            /** Roles */
            roles: components["schemas"]["RoleName"][];
            situation: components["schemas"]["RichText"];
            action: components["schemas"]["RichText"];
            result: components["schemas"]["RichText"];
        };
        /** ExampleItem */
        ExampleItem: {
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "example";
            value: components["schemas"]["ExampleRef"];
        };
        /**
         * ExampleRef
         * @description Stands for `refs.example[id]` of the page.
         */
        ExampleRef: {
            /**
             * Ref
             * @description Name of the part of `refs`.
             * @constant
             */
            ref: "example";
            /**
             * Id
             * @description Key in that part.
             */
            id: number;
        };
        /** Examples */
        Examples: {
            /** Heading */
            heading: string;
            /** Introduction */
            introduction: string;
            /** Examples */
            examples: components["schemas"]["ExampleRef"][];
        };
        /**
         * ExamplesDocument
         * @description Examples with their results.
         */
        ExamplesDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "examples";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Examples */
            examples: components["schemas"]["ExampleItem"][];
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * ExamplesDocumentPart
         * @description Of ExamplesDocument the fields that were asked for.
         */
        ExamplesDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "examples";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Examples */
            examples?: components["schemas"]["ExampleItem"][];
            refs?: components["schemas"]["RefsPart"];
        };
        /** ExamplesItem */
        ExamplesItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "examples";
            value: components["schemas"]["Examples"];
        };
        /**
         * FAQPage
         * @description The questions that the page answers, in its order.
         */
        FAQPage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@type": "FAQPage";
            /** @Id */
            "@id": string;
            isPartOf: components["schemas"]["NodeReference"];
            /** Inlanguage */
            inLanguage: string;
            /** Mainentity */
            mainEntity: components["schemas"]["AskedQuestion"][];
        };
        /** Fact */
        Fact: {
            /** Value */
            value: string;
            /** Label */
            label: string;
            /** Source */
            source: string;
            /** Reference Date */
            reference_date: string | null;
        };
        /** FactItem */
        FactItem: {
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "fact";
            value: components["schemas"]["Fact"];
        };
        /** Facts */
        Facts: {
            /** Heading */
            heading: string;
            /** Facts */
            facts: components["schemas"]["Fact"][];
        };
        /** FactsItem */
        FactsItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "facts";
            value: components["schemas"]["Facts"];
        };
        /**
         * FaqDocument
         * @description Questions by topic.
         */
        FaqDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "faq";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Groups */
            groups: components["schemas"]["TopicItem"][];
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * FaqDocumentPart
         * @description Of FaqDocument the fields that were asked for.
         */
        FaqDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "faq";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Groups */
            groups?: components["schemas"]["TopicItem"][];
            refs?: components["schemas"]["RefsPart"];
        };
        /** Figure */
        Figure: {
            image: components["schemas"]["Picture"] | null;
            /** Caption */
            caption: string;
        };
        /** FigureItem */
        FigureItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "figure";
            value: components["schemas"]["Figure"];
        };
        /**
         * FormDetails
         * @description A form as a visitor sees it, whoever draws it.
         */
        FormDetails: {
            /** Key */
            key: string;
            /** Language */
            language: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Introduction */
            introduction: string;
            /** Fields */
            fields: (components["schemas"]["TextFieldItem"] | components["schemas"]["LongTextFieldItem"] | components["schemas"]["EmailFieldItem"] | components["schemas"]["PhoneFieldItem"] | components["schemas"]["ChoiceFieldItem"] | components["schemas"]["CheckboxFieldItem"] | components["schemas"]["ConsentFieldItem"])[];
            /** Submit Text */
            submit_text: string;
            /** Cv Note */
            cv_note: string;
            /** Kept Days */
            kept_days: number;
            /** Consent Version */
            consent_version: number;
            thank_you: components["schemas"]["ThankYou"];
        };
        /**
         * FullSeo
         * @description All that search engines and share cards are told of a page.
         */
        FullSeo: {
            /** Title */
            title: string;
            /** Description */
            description: string;
            /** Canonical */
            canonical: string;
            /** Robots */
            robots: string;
            social_image: components["schemas"]["SocialImage"] | null;
            /** Alternates */
            alternates: components["schemas"]["Alternate"][];
            json_ld: components["schemas"]["Graph"];
        };
        /**
         * FullSeoPart
         * @description Of FullSeo the fields that were asked for.
         */
        FullSeoPart: {
            /** Title */
            title?: string;
            /** Description */
            description?: string;
            /** Canonical */
            canonical?: string;
            /** Robots */
            robots?: string;
            social_image?: components["schemas"]["SocialImage"] | null;
            /** Alternates */
            alternates?: components["schemas"]["Alternate"][];
            json_ld?: components["schemas"]["Graph"];
        };
        /** GettingStarted */
        GettingStarted: {
            /** Heading */
            heading: string;
            text: components["schemas"]["RichText"] | null;
            call_to_action: components["schemas"]["CallToActionRef"] | null;
        };
        /** GettingStartedItem */
        GettingStartedItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "getting_started";
            value: components["schemas"]["GettingStarted"];
        };
        /**
         * Graph
         * @description A page's linked data, as it stands in `<script type="application/ld+json">`.
         */
        Graph: {
            /**
             * @Context
             * @constant
             */
            "@context": "https://schema.org";
            /** @Graph */
            "@graph": (components["schemas"]["Organization"] | components["schemas"]["WebSite"] | components["schemas"]["WebPage"] | components["schemas"]["BreadcrumbList"] | components["schemas"]["FAQPage"] | components["schemas"]["Occupation"] | components["schemas"]["Article"])[];
        };
        /**
         * GroupBrands
         * @description All brands of the group in its order, the reader's own marked.
         */
        GroupBrands: {
            /** Heading */
            heading: string;
            /** Introduction */
            introduction: string;
            /** Brands */
            brands: components["schemas"]["GroupBrand"][];
        };
        /** GroupBrandsItem */
        GroupBrandsItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "group_brands";
            value: components["schemas"]["GroupBrands"];
        };
        /**
         * HomeDocument
         * @description A home page.
         */
        HomeDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "home";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Body */
            body: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            /** Facts */
            facts: components["schemas"]["FactItem"][];
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * HomeDocumentPart
         * @description Of HomeDocument the fields that were asked for.
         */
        HomeDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "home";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Body */
            body?: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            /** Facts */
            facts?: components["schemas"]["FactItem"][];
            refs?: components["schemas"]["RefsPart"];
        };
        /**
         * ImageObject
         * @description A picture.
         */
        ImageObject: {
            /**
             * @Type
             * @constant
             */
            "@type": "ImageObject";
            /** Url */
            url: string;
            /** Width */
            width: number;
            /** Height */
            height: number;
            /** Caption */
            caption?: string | null;
        };
        /**
         * Layout
         * @description Menus, languages, the group's brands, what the cookie notice tells, what a release announces, and emergencies.
         */
        Layout: {
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            menus: components["schemas"]["MenusByPlace"];
            /** Languages */
            languages: components["schemas"]["LanguageOfBrand"][];
            /** Group */
            group: components["schemas"]["GroupBrand"][];
            /** Cookies */
            cookies: components["schemas"]["CookieCategory"][];
            banner: components["schemas"]["BannerShown"] | null;
            notice: components["schemas"]["EmergencyNotice"] | null;
        };
        /**
         * Link
         * @description A link: its text, its address, the page where it is one of ours, and whether it leaves the brand.
         */
        Link: {
            /** Text */
            text: string;
            /** Url */
            url: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "page" | "web" | "email" | "telephone" | "contact";
            page: components["schemas"]["PageCard"] | null;
            /**
             * Leaves Brand
             * @default false
             */
            leaves_brand: boolean;
        };
        /** LinkCard */
        LinkCard: {
            picture: components["schemas"]["Picture"] | null;
            /** Title */
            title: string;
            /** Text */
            text: string;
            link: components["schemas"]["Link"] | null;
        };
        /** LinkCards */
        LinkCards: {
            /** Heading */
            heading: string;
            /** Introduction */
            introduction: string;
            /** Cards */
            cards: components["schemas"]["LinkCard"][];
        };
        /** LinkCardsItem */
        LinkCardsItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "link_cards";
            value: components["schemas"]["LinkCards"];
        };
        /**
         * ListItem
         * @description A step from the home page to this one.
         */
        ListItem: {
            /**
             * @Type
             * @constant
             */
            "@type": "ListItem";
            /** Position */
            position: number;
            /** Name */
            name: string;
            /** Item */
            item: string;
        };
        /** LongTextField */
        LongTextField: {
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Help Text */
            help_text: string;
            /** Is Required */
            is_required: boolean;
        };
        /** LongTextFieldItem */
        LongTextFieldItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "long_text";
            value: components["schemas"]["LongTextField"];
        };
        /**
         * MenuEntry
         * @description An entry as a reader sees it. Entries whose target is not public are not there.
         */
        MenuEntry: {
            /** Text */
            text: string;
            link: components["schemas"]["Link"] | null;
            /** Children */
            children: components["schemas"]["Link"][];
        };
        /**
         * MenusByPlace
         * @description The brand's menus by place. Entries that lead to pages which are not public are left out.
         */
        MenusByPlace: {
            /** Header */
            header: components["schemas"]["MenuEntry"][];
            /** Footer */
            footer: components["schemas"]["MenuEntry"][];
            /** Specialisations */
            specialisations: components["schemas"]["MenuEntry"][];
            /** Legal */
            legal: components["schemas"]["MenuEntry"][];
        };
        /**
         * MonetaryAmount
         * @description A salary.
         */
        MonetaryAmount: {
            /**
             * @Type
             * @constant
             */
            "@type": "MonetaryAmount";
            /**
             * Currency
             * @constant
             */
            currency: "EUR";
            value: components["schemas"]["QuantitativeValue"];
        };
        /**
         * NodeReference
         * @description Another node of the graph.
         */
        NodeReference: {
            /** @Id */
            "@id": string;
        };
        /**
         * Occupation
         * @description A role that the page explains.
         */
        Occupation: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@type": "Occupation";
            /** @Id */
            "@id": string;
            /** Name */
            name: string;
            /** Alternatename */
            alternateName?: string | null;
            /** Description */
            description?: string | null;
            /** Skills */
            skills?: string[];
            estimatedSalary?: components["schemas"]["MonetaryAmount"] | null;
            /** Url */
            url?: string | null;
        };
        /**
         * Organization
         * @description The group, or one of its brands.
         */
        Organization: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@type": "Organization";
            /** @Id */
            "@id": string;
            /** Name */
            name: string;
            /** Legalname */
            legalName?: string | null;
            /** Url */
            url?: string | null;
            /** Description */
            description?: string | null;
            logo?: components["schemas"]["ImageObject"] | null;
            /** Email */
            email?: string | null;
            /** Telephone */
            telephone?: string | null;
            /** Address */
            address?: components["schemas"]["PostalAddress"][];
            /** Sameas */
            sameAs?: string[];
            parentOrganization?: components["schemas"]["NodeReference"] | null;
            /** Suborganization */
            subOrganization?: components["schemas"]["NodeReference"][];
        };
        /**
         * PageAnswer
         * @description A page with what was asked for beside it.
         */
        PageAnswer: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "page";
            /** Page */
            page: components["schemas"]["HomeDocument"] | components["schemas"]["ComparisonDocument"] | components["schemas"]["ArticleIndexDocument"] | components["schemas"]["ArticleDocument"] | components["schemas"]["ContactDocument"] | components["schemas"]["ContentDocument"] | components["schemas"]["ExamplesDocument"] | components["schemas"]["FaqDocument"] | components["schemas"]["RoleDocument"] | components["schemas"]["SpecialismDocument"];
            /** @description Null unless `include` asks for it. */
            layout: components["schemas"]["Layout"] | null;
            /**
             * Children
             * @description The pages below it in tree order; null unless asked for.
             */
            children: components["schemas"]["ChildCard"][] | null;
        };
        /**
         * PageCard
         * @description A page as it appears in lists and behind links.
         */
        PageCard: {
            /** Id */
            id: number;
            /** Type */
            type: string;
            /** Language */
            language: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Url */
            url: string;
        };
        /**
         * PartAnswer
         * @description Some fields of a page, with what was asked for beside it.
         */
        PartAnswer: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "part";
            /** Part */
            part: components["schemas"]["HomeDocumentPart"] | components["schemas"]["ComparisonDocumentPart"] | components["schemas"]["ArticleIndexDocumentPart"] | components["schemas"]["ArticleDocumentPart"] | components["schemas"]["ContactDocumentPart"] | components["schemas"]["ContentDocumentPart"] | components["schemas"]["ExamplesDocumentPart"] | components["schemas"]["FaqDocumentPart"] | components["schemas"]["RoleDocumentPart"] | components["schemas"]["SpecialismDocumentPart"];
            /** @description Null unless `include` asks for it. */
            layout: components["schemas"]["Layout"] | null;
            /**
             * Children
             * @description The pages below it in tree order; null unless asked for.
             */
            children: components["schemas"]["ChildCard"][] | null;
        };
        /** PhoneField */
        PhoneField: {
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Help Text */
            help_text: string;
            /** Is Required */
            is_required: boolean;
        };
        /** PhoneFieldItem */
        PhoneFieldItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "phone";
            value: components["schemas"]["PhoneField"];
        };
        /**
         * PicturePart
         * @description Of Picture the fields that were asked for.
         */
        PicturePart: {
            /** Alt */
            alt?: string;
            /** Width */
            width?: number;
            /** Height */
            height?: number;
            /** Src */
            src?: string;
            /** Sources */
            sources?: components["schemas"]["Source"][];
            focal_point?: components["schemas"]["FocalPoint"];
            /** Placeholder */
            placeholder?: string;
            /** Credit */
            credit?: string;
        };
        /**
         * PostalAddress
         * @description An office.
         */
        PostalAddress: {
            /**
             * @Type
             * @constant
             */
            "@type": "PostalAddress";
            /** Name */
            name: string;
            /** Streetaddress */
            streetAddress: string;
            /** Postalcode */
            postalCode: string;
            /** Addresslocality */
            addressLocality: string;
            /** Addresscountry */
            addressCountry: string;
        };
        /**
         * QuantitativeValue
         * @description A range of amounts a year.
         */
        QuantitativeValue: {
            /**
             * @Type
             * @constant
             */
            "@type": "QuantitativeValue";
            /** Minvalue */
            minValue: number;
            /** Maxvalue */
            maxValue: number;
            /**
             * Unittext
             * @constant
             */
            unitText: "YEAR";
        };
        /**
         * QuestionAndAnswer
         * @description A question with its answer.
         */
        QuestionAndAnswer: {
            /** Id */
            id: number;
            /** Key */
            key: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "original" | "brand version" | "brand's own";
            /** Question */
            question: string;
            answer: components["schemas"]["RichText"];
            /** Topics */
            topics: string[];
        };
        /**
         * QuestionRef
         * @description Stands for `refs.question[id]` of the page.
         */
        QuestionRef: {
            /**
             * Ref
             * @description Name of the part of `refs`.
             * @constant
             */
            ref: "question";
            /**
             * Id
             * @description Key in that part.
             */
            id: number;
        };
        /** Questions */
        Questions: {
            /** Heading */
            heading: string;
            /** Introduction */
            introduction: string;
            /** Questions */
            questions: components["schemas"]["QuestionRef"][];
        };
        /** QuestionsItem */
        QuestionsItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "questions";
            value: components["schemas"]["Questions"];
        };
        /**
         * RedirectAtAddress
         * @description The address of something that stands elsewhere.
         */
        RedirectAtAddress: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "redirect";
            /**
             * Target
             * @description A path of the brand, or a full address elsewhere.
             */
            target: string;
            /**
             * Status
             * @description The status to redirect with.
             * @enum {integer}
             */
            status: 301 | 302;
        };
        /**
         * Refs
         * @description Shared things of a page by kind and `id`, as the endpoints of the library answer them, with their origin.
         */
        Refs: {
            /**
             * Call To Action
             * @description By `id`.
             */
            call_to_action: {
                [key: string]: components["schemas"]["CallToActionCard"];
            };
            /**
             * Example
             * @description By `id`.
             */
            example: {
                [key: string]: components["schemas"]["ExampleCase"];
            };
            /**
             * Question
             * @description By `id`.
             */
            question: {
                [key: string]: components["schemas"]["QuestionAndAnswer"];
            };
            /**
             * Role
             * @description By `id`.
             */
            role: {
                [key: string]: components["schemas"]["RoleCard"];
            };
        };
        /**
         * RefsPart
         * @description Of Refs the fields that were asked for.
         */
        RefsPart: {
            /** Call To Action */
            call_to_action?: {
                [key: string]: components["schemas"]["CallToActionCard"];
            };
            /** Example */
            example?: {
                [key: string]: components["schemas"]["ExampleCase"];
            };
            /** Question */
            question?: {
                [key: string]: components["schemas"]["QuestionAndAnswer"];
            };
            /** Role */
            role?: {
                [key: string]: components["schemas"]["RoleCard"];
            };
        };
        /**
         * RichText
         * @description A formatted text as HTML whose links are public addresses, and the same as Markdown.
         */
        RichText: {
            /** Html */
            html: string;
            /** Markdown */
            readonly markdown: string;
        };
        /**
         * RichTextPart
         * @description Of RichText the fields that were asked for.
         */
        RichTextPart: {
            /** Html */
            html?: string;
            /** Markdown */
            markdown?: string;
        };
        /**
         * RoleCard
         * @description How a role is shown.
         */
        RoleCard: {
            /** Id */
            id: number;
            /** Key */
            key: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "original" | "brand version" | "brand's own";
            /** Short Name */
            short_name: string;
            /** Full Name */
            full_name: string;
            /** Name Language */
            name_language: string;
            /** Tagline */
            tagline: string;
            description: components["schemas"]["RichText"];
            /** Topics */
            topics: string[];
            /** Choose When */
            choose_when: string;
            salary: components["schemas"]["Salary"] | null;
            /** Url */
            url: string | null;
        };
        /** RoleCards */
        RoleCards: {
            /** Heading */
            heading: string;
            /** Introduction */
            introduction: string;
            /** Roles */
            roles: components["schemas"]["RoleRef"][];
        };
        /** RoleCardsItem */
        RoleCardsItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "role_cards";
            value: components["schemas"]["RoleCards"];
        };
        /**
         * RoleDocument
         * @description A role page. `role` is None only in previews of drafts.
         */
        RoleDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "role";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Body */
            body: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            role: components["schemas"]["RoleRef"] | null;
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * RoleDocumentPart
         * @description Of RoleDocument the fields that were asked for.
         */
        RoleDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "role";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Body */
            body?: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            role?: components["schemas"]["RoleRefPart"] | null;
            refs?: components["schemas"]["RefsPart"];
        };
        /**
         * RoleName
         * @description A role by name, where its card would be too much.
         */
        RoleName: {
            /** Id */
            id: number;
            /** Key */
            key: string;
            /** Short Name */
            short_name: string;
            /** Name Language */
            name_language: string;
            /** Url */
            url: string | null;
        };
        /** RoleNameItem */
        RoleNameItem: {
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "role";
            value: components["schemas"]["RoleRef"];
        };
        /**
         * RoleRef
         * @description Stands for `refs.role[id]` of the page.
         */
        RoleRef: {
            /**
             * Ref
             * @description Name of the part of `refs`.
             * @constant
             */
            ref: "role";
            /**
             * Id
             * @description Key in that part.
             */
            id: number;
        };
        /**
         * RoleRefPart
         * @description Of RoleRef the fields that were asked for.
         */
        RoleRefPart: {
            /**
             * Ref
             * @constant
             */
            ref?: "role";
            /** Id */
            id?: number;
        };
        /**
         * Salary
         * @description Gross salary range in euro a year, with where it comes from.
         */
        Salary: {
            /** Minimum */
            minimum: number;
            /** Maximum */
            maximum: number;
            /** Source */
            source: string;
            /**
             * Reference Date
             * Format: date
             */
            reference_date: string;
        };
        /**
         * SocialImage
         * @description The picture that other sites show beside a link: the page's card or, until there is one, the brand's.
         */
        SocialImage: {
            /** Url */
            url: string;
            /** Width */
            width: number;
            /** Height */
            height: number;
            /** Alt */
            alt: string;
        };
        /**
         * Specialisations
         * @description The menu `specialisations` as a section of a page.
         */
        Specialisations: {
            /** Heading */
            heading: string;
            /** Entries */
            entries: components["schemas"]["MenuEntry"][];
        };
        /** SpecialisationsItem */
        SpecialisationsItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "specialisations";
            value: components["schemas"]["Specialisations"];
        };
        /**
         * SpecialismDocument
         * @description A specialism.
         */
        SpecialismDocument: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "specialism";
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Title */
            title: string;
            /** Published At */
            published_at: string | null;
            /** Updated At */
            updated_at: string | null;
            /** Tags */
            tags: string[];
            introduction: components["schemas"]["RichText"];
            /** Breadcrumbs */
            breadcrumbs: components["schemas"]["PageCard"][];
            /** Translations */
            translations: components["schemas"]["PageCard"][];
            seo: components["schemas"]["FullSeo"];
            hero: components["schemas"]["Picture"] | null;
            /** Body */
            body: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            /** Facts */
            facts: components["schemas"]["FactItem"][];
            /** @description The shared things that fields and blocks refer to, each once. */
            refs: components["schemas"]["Refs"];
        };
        /**
         * SpecialismDocumentPart
         * @description Of SpecialismDocument the fields that were asked for.
         */
        SpecialismDocumentPart: {
            /** Id */
            id: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "specialism";
            /** Brand */
            brand?: string;
            /** Language */
            language?: string;
            /** Path */
            path?: string;
            /** Url */
            url?: string;
            /** Title */
            title?: string;
            /** Published At */
            published_at?: string | null;
            /** Updated At */
            updated_at?: string | null;
            /** Tags */
            tags?: string[];
            introduction?: components["schemas"]["RichTextPart"];
            /** Breadcrumbs */
            breadcrumbs?: components["schemas"]["PageCard"][];
            /** Translations */
            translations?: components["schemas"]["PageCard"][];
            seo?: components["schemas"]["FullSeoPart"];
            hero?: components["schemas"]["PicturePart"] | null;
            /** Body */
            body?: (components["schemas"]["TextSectionItem"] | components["schemas"]["FigureItem"] | components["schemas"]["FactsItem"] | components["schemas"]["LinkCardsItem"] | components["schemas"]["StepsItem"] | components["schemas"]["TableItem"] | components["schemas"]["RoleCardsItem"] | components["schemas"]["ExamplesItem"] | components["schemas"]["QuestionsItem"] | components["schemas"]["CallToActionItem"] | components["schemas"]["SpecialisationsItem"] | components["schemas"]["GroupBrandsItem"] | components["schemas"]["ContactDetailsItem"] | components["schemas"]["EnquiryFormItem"] | components["schemas"]["CookieTableItem"])[];
            /** Facts */
            facts?: components["schemas"]["FactItem"][];
            refs?: components["schemas"]["RefsPart"];
        };
        /** Step */
        Step: {
            /** Title */
            title: string;
            /** Text */
            text: string;
        };
        /** Steps */
        Steps: {
            /** Heading */
            heading: string;
            /** Introduction */
            introduction: string;
            /** Steps */
            steps: components["schemas"]["Step"][];
        };
        /** StepsItem */
        StepsItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "steps";
            value: components["schemas"]["Steps"];
        };
        /** StrategicChoice */
        StrategicChoice: {
            /** Heading */
            heading: string;
            text: components["schemas"]["RichText"] | null;
        };
        /** StrategicChoiceItem */
        StrategicChoiceItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "strategic_choice";
            value: components["schemas"]["StrategicChoice"];
        };
        /**
         * Table
         * @description A table.
         *
         *     `columns` are the headings of its columns, empty where none has one; with `row_headings` the first cell of each row
         *     says what the row is about.
         */
        Table: {
            /** Heading */
            heading: string;
            /** Caption */
            caption: string;
            /** Columns */
            columns: string[];
            /** Row Headings */
            row_headings: boolean;
            /** Rows */
            rows: components["schemas"]["TableRow"][];
        };
        /** TableItem */
        TableItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "table";
            value: components["schemas"]["Table"];
        };
        /**
         * TableRow
         * @description A row: as many cells as the table has columns.
         */
        TableRow: {
            /** Cells */
            cells: components["schemas"]["RichText"][];
        };
        /** TextField */
        TextField: {
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Help Text */
            help_text: string;
            /** Is Required */
            is_required: boolean;
            /** Purpose */
            purpose: string;
        };
        /** TextFieldItem */
        TextFieldItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text";
            value: components["schemas"]["TextField"];
        };
        /** TextSection */
        TextSection: {
            /** Heading */
            heading: string;
            text: components["schemas"]["RichText"] | null;
        };
        /** TextSectionItem */
        TextSectionItem: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "text_section";
            value: components["schemas"]["TextSection"];
        };
        /**
         * ThankYou
         * @description What a visitor reads after sending.
         */
        ThankYou: {
            /** Title */
            title: string;
            text: components["schemas"]["RichText"];
        };
        /** Topic */
        Topic: {
            /** Topic */
            topic: string;
            /** Questions */
            questions: components["schemas"]["QuestionRef"][];
        };
        /** TopicItem */
        TopicItem: {
            /** Id */
            id: string;
            /**
             * Type
             * @constant
             */
            type: "topic";
            value: components["schemas"]["Topic"];
        };
        /**
         * WebPage
         * @description The page.
         */
        WebPage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@type": "WebPage";
            /** @Id */
            "@id": string;
            /** Url */
            url: string;
            /** Name */
            name: string;
            /** Description */
            description?: string | null;
            /** Inlanguage */
            inLanguage: string;
            isPartOf: components["schemas"]["NodeReference"];
            breadcrumb?: components["schemas"]["NodeReference"] | null;
            primaryImageOfPage?: components["schemas"]["ImageObject"] | null;
            /** Datepublished */
            datePublished?: string | null;
            /** Datemodified */
            dateModified?: string | null;
            /** About */
            about?: components["schemas"]["NodeReference"][];
            /** Haspart */
            hasPart?: components["schemas"]["NodeReference"][];
        };
        /**
         * WebSite
         * @description The brand's site in one language.
         */
        WebSite: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            "@type": "WebSite";
            /** @Id */
            "@id": string;
            /** Url */
            url: string;
            /** Name */
            name: string;
            /** Inlanguage */
            inLanguage: string;
            publisher: components["schemas"]["NodeReference"];
        };
        /**
         * PageItem
         * @description A page in a list: its card, and the fields that were asked for.
         */
        PageItem: {
            card: components["schemas"]["PageCard"];
            /**
             * Page
             * @description The whole page where `fields` is `*`; else null.
             */
            page: (components["schemas"]["HomeDocument"] | components["schemas"]["ComparisonDocument"] | components["schemas"]["ArticleIndexDocument"] | components["schemas"]["ArticleDocument"] | components["schemas"]["ContactDocument"] | components["schemas"]["ContentDocument"] | components["schemas"]["ExamplesDocument"] | components["schemas"]["FaqDocument"] | components["schemas"]["RoleDocument"] | components["schemas"]["SpecialismDocument"]) | null;
            /**
             * Part
             * @description The fields that `fields` names; null where it names none, or all.
             */
            part: (components["schemas"]["HomeDocumentPart"] | components["schemas"]["ComparisonDocumentPart"] | components["schemas"]["ArticleIndexDocumentPart"] | components["schemas"]["ArticleDocumentPart"] | components["schemas"]["ContactDocumentPart"] | components["schemas"]["ContentDocumentPart"] | components["schemas"]["ExamplesDocumentPart"] | components["schemas"]["FaqDocumentPart"] | components["schemas"]["RoleDocumentPart"] | components["schemas"]["SpecialismDocumentPart"]) | null;
        };
        /**
         * PageList
         * @description A piece of the list of pages.
         */
        PageList: {
            /**
             * Count
             * @description How many there are in all, as of this request.
             */
            count: number;
            /**
             * Next
             * @description `cursor` of the next piece; null at the end.
             */
            next: string | null;
            /**
             * Changes
             * @description On the first piece the place in the brand's change log from which a reader, after the whole walk, misses nothing that changed meanwhile; null on the others.
             */
            changes: string | null;
            /** Items */
            items: components["schemas"]["PageItem"][];
            /** @description Null unless `include` asks for it. */
            layout: components["schemas"]["Layout"] | null;
        };
        /**
         * Unlocked
         * @description A token that opens the page, and what stands below it.
         */
        Unlocked: {
            /**
             * Token
             * @description Send it as `Authorization: Bearer …` to `resolve` and `pages/{id}`.
             */
            token: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /**
         * Password
         * @description The password of a page.
         */
        Password: {
            /** Password */
            password: string;
        };
        /**
         * PreviewAnswer
         * @description A draft, whole. All that it shows beside itself is what the public sees.
         */
        PreviewAnswer: {
            /**
             * Kind
             * @constant
             */
            kind: "page";
            /** Page */
            page: components["schemas"]["HomeDocument"] | components["schemas"]["ComparisonDocument"] | components["schemas"]["ArticleIndexDocument"] | components["schemas"]["ArticleDocument"] | components["schemas"]["ContactDocument"] | components["schemas"]["ContentDocument"] | components["schemas"]["ExamplesDocument"] | components["schemas"]["FaqDocument"] | components["schemas"]["RoleDocument"] | components["schemas"]["SpecialismDocument"];
            /** @description Null unless `include` asks for it. */
            layout: components["schemas"]["Layout"] | null;
            /**
             * Children
             * @description The pages below it in tree order; null unless asked for.
             */
            children: components["schemas"]["ChildCard"][] | null;
            /**
             * Expires At
             * Format: date-time
             * @description When the token ends.
             */
            expires_at: string;
            /**
             * Notes
             * @description For the editor: what readers will not see although she put it there.
             */
            notes: string[];
            /**
             * Userbar
             * @description HTML for the end of the body, by which the desk runs its content checks; null for others.
             */
            userbar: string | null;
        };
        /**
         * PreviewToken
         * @description A token that reads one draft, and where that stands.
         */
        PreviewToken: {
            /**
             * Token
             * @description Send it as `Authorization: Bearer …` to `/api/v1/preview`, and to nothing else.
             */
            token: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Brand */
            brand: string;
            /** Language */
            language: string;
            /**
             * Path
             * @description The page's public path.
             */
            path: string;
        };
        /**
         * PreviewCode
         * @description The code that stood in `preview` of the page's address.
         */
        PreviewCode: {
            /** Code */
            code: string;
        };
        /**
         * RoleList
         * @description A piece of the list of roles.
         */
        RoleList: {
            /**
             * Count
             * @description How many there are in all, as of this request.
             */
            count: number;
            /**
             * Next
             * @description `cursor` of the next piece; null at the end.
             */
            next: string | null;
            /**
             * Changes
             * @description On the first piece the place in the brand's change log from which a reader, after the whole walk, misses nothing that changed meanwhile; null on the others.
             */
            changes: string | null;
            /** Items */
            items: components["schemas"]["RoleCard"][];
        };
        /**
         * QuestionList
         * @description A piece of the list of questions.
         */
        QuestionList: {
            /**
             * Count
             * @description How many there are in all, as of this request.
             */
            count: number;
            /**
             * Next
             * @description `cursor` of the next piece; null at the end.
             */
            next: string | null;
            /**
             * Changes
             * @description On the first piece the place in the brand's change log from which a reader, after the whole walk, misses nothing that changed meanwhile; null on the others.
             */
            changes: string | null;
            /** Items */
            items: components["schemas"]["QuestionAndAnswer"][];
        };
        /**
         * ExampleList
         * @description A piece of the list of examples.
         */
        ExampleList: {
            /**
             * Count
             * @description How many there are in all, as of this request.
             */
            count: number;
            /**
             * Next
             * @description `cursor` of the next piece; null at the end.
             */
            next: string | null;
            /**
             * Changes
             * @description On the first piece the place in the brand's change log from which a reader, after the whole walk, misses nothing that changed meanwhile; null on the others.
             */
            changes: string | null;
            /** Items */
            items: components["schemas"]["ExampleCase"][];
        };
        /**
         * RoleComparison
         * @description Roles in the order that was asked for.
         */
        RoleComparison: {
            /** Language */
            language: string;
            /** Roles */
            roles: components["schemas"]["RoleCard"][];
        };
        /**
         * DecidedRole
         * @description A compared role. `key` stays the same in all languages.
         */
        DecidedRole: {
            /** Id */
            id: number;
            /** Key */
            key: string;
            /** Name */
            name: string;
            /** Url */
            url: string | null;
        };
        /**
         * Decision
         * @description The roles, best first, and those on top: several where they are level, none where nothing speaks.
         */
        Decision: {
            /** Advised */
            advised: components["schemas"]["DecidedRole"][];
            /** Ranking */
            ranking: components["schemas"]["RoleScore"][];
        };
        /**
         * Reason
         * @description What an answer says for a role.
         */
        Reason: {
            /** Question */
            question: string;
            /** Answer */
            answer: string;
            /** Reason */
            reason: string;
        };
        /**
         * RoleScore
         * @description What speaks for a role: `points` of at most `most`, and `share`, the same in per cent.
         */
        RoleScore: {
            role: components["schemas"]["DecidedRole"];
            /** Points */
            points: number;
            /** Most */
            most: number;
            /** Share */
            share: number;
            /** Reasons */
            reasons: components["schemas"]["Reason"][];
        };
        /**
         * Answers
         * @description An answer to each question.
         */
        Answers: {
            /**
             * Answers
             * @description `key` of each question of the page's block `decision_aid` → `key` of an answer.
             */
            answers: {
                [key: string]: string;
            };
        };
        /**
         * AnswerSchema
         * @description JSON Schema of an answer.
         */
        AnswerSchema: {
            /**
             * Type
             * @enum {string}
             */
            type: "string" | "boolean";
            /** Title */
            title: string;
            /** Description */
            description?: string;
            /**
             * Format
             * @constant
             */
            format?: "email";
            /** Enum */
            enum?: string[];
            /**
             * Const
             * @constant
             */
            const?: true;
            /** Minlength */
            minLength?: number;
            /** Maxlength */
            maxLength?: number;
        };
        /**
         * AnswersSchema
         * @description JSON Schema of all answers.
         */
        AnswersSchema: {
            /**
             * Type
             * @constant
             */
            type: "object";
            /**
             * Additionalproperties
             * @constant
             */
            additionalProperties: false;
            /** Required */
            required: string[];
            /** Properties */
            properties: {
                [key: string]: components["schemas"]["AnswerSchema"];
            };
        };
        /**
         * FormAnswer
         * @description A form: what to show, and what to send.
         */
        FormAnswer: {
            /** Brand */
            brand: string;
            form: components["schemas"]["FormDetails"];
            /** @description JSON Schema (2020-12) of the body of a submission. */
            body_schema: components["schemas"]["SubmissionSchema"];
            /**
             * Submit To
             * @description Where to POST that body.
             */
            submit_to: string;
        };
        /**
         * SubmissionProperties
         * @description JSON Schema of what a submission holds.
         */
        SubmissionProperties: {
            fields: components["schemas"]["AnswersSchema"];
            consent_version: components["schemas"]["VersionSchema"];
        };
        /**
         * SubmissionSchema
         * @description JSON Schema of a submission.
         */
        SubmissionSchema: {
            /**
             * Type
             * @constant
             */
            type: "object";
            /**
             * Additionalproperties
             * @constant
             */
            additionalProperties: false;
            /** Required */
            required: string[];
            properties: components["schemas"]["SubmissionProperties"];
        };
        /**
         * VersionSchema
         * @description JSON Schema of the version of what a visitor agrees to: the present one.
         */
        VersionSchema: {
            /** Const */
            const: number;
        };
        /**
         * SubmissionStored
         * @description An enquiry is stored. The same key gets the same answer again.
         */
        SubmissionStored: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Kept Until
             * Format: date-time
             * @description When it is deleted at the latest.
             */
            kept_until: string;
        };
        /**
         * Submission
         * @description The answers to a form.
         */
        Submission: {
            /**
             * Fields
             * @description Name → answer, as the form's `body_schema` says. What is optional may be left out.
             */
            fields: {
                [key: string]: string | boolean;
            };
            /**
             * Consent Version
             * @description `consent_version` of the form that the visitor saw.
             */
            consent_version: number;
        };
        /**
         * RedirectEntry
         * @description An old address and where it leads.
         */
        RedirectEntry: {
            /** Id */
            id: number;
            /**
             * Path
             * @description Without slash at the end; it stands for the path with one too.
             */
            path: string;
            /**
             * Target
             * @description A path of the brand, or a full address elsewhere.
             */
            target: string;
            /**
             * Status
             * @enum {integer}
             */
            status: 301 | 302;
        };
        /**
         * RedirectList
         * @description A piece of the list of redirects.
         */
        RedirectList: {
            /**
             * Count
             * @description How many there are in all, as of this request.
             */
            count: number;
            /**
             * Next
             * @description `cursor` of the next piece; null at the end.
             */
            next: string | null;
            /**
             * Changes
             * @description On the first piece the place in the brand's change log from which a reader, after the whole walk, misses nothing that changed meanwhile; null on the others.
             */
            changes: string | null;
            /** Items */
            items: components["schemas"]["RedirectEntry"][];
        };
        /**
         * Sitemap
         * @description A piece of the sitemap.
         */
        Sitemap: {
            /**
             * Count
             * @description How many there are in all, as of this request.
             */
            count: number;
            /**
             * Next
             * @description `cursor` of the next piece; null at the end.
             */
            next: string | null;
            /**
             * Changes
             * @description On the first piece the place in the brand's change log from which a reader, after the whole walk, misses nothing that changed meanwhile; null on the others.
             */
            changes: string | null;
            /** Items */
            items: components["schemas"]["SitemapEntry"][];
        };
        /**
         * SitemapEntry
         * @description A page's address with those of its translations, its own included.
         */
        SitemapEntry: {
            /** Id */
            id: number;
            /** Language */
            language: string;
            /** Path */
            path: string;
            /** Url */
            url: string;
            /** Updated At */
            updated_at: string | null;
            /** Alternates */
            alternates: components["schemas"]["Alternate"][];
        };
        /**
         * ChangeEntry
         * @description Something that the public of the brand could see, or can from now on, and that changed.
         */
        ChangeEntry: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "published" | "unpublished" | "moved" | "deleted" | "changed";
            /**
             * Page
             * @description Key of the page that it is about; null for everything else.
             */
            page: number | null;
            /**
             * Before
             * @description Full addresses of the page until then; empty where it was not public.
             */
            before: string[];
            /**
             * After
             * @description Full addresses of the page since; empty where it is not public now.
             */
            after: string[];
            /**
             * Tags
             * @description Answers that name one of these in `Cache-Tag` are to be asked for anew.
             */
            tags: string[];
        };
        /**
         * ChangeFeed
         * @description Changes in an order into which nothing is inserted later.
         */
        ChangeFeed: {
            /** Items */
            items: components["schemas"]["ChangeEntry"][];
            /**
             * Next
             * @description `after` of the next question, also where nothing came.
             */
            next: string;
            /**
             * More
             * @description Whether more is there already.
             */
            more: boolean;
        };
        /**
         * SearchHit
         * @description A page that shows all the words.
         */
        SearchHit: {
            card: components["schemas"]["PageCard"];
            /**
             * Excerpt
             * @description Plain text around the first of the words.
             */
            excerpt: string;
            /**
             * Excerpt Html
             * @description The same as HTML: escaped, each of the words in `<mark>`.
             */
            excerpt_html: string;
            /**
             * Title Html
             * @description The title as HTML: escaped, each of the words in `<mark>`.
             */
            title_html: string;
        };
        /**
         * SearchResults
         * @description A piece of the results.
         */
        SearchResults: {
            /**
             * Count
             * @description How many there are in all, as of this request.
             */
            count: number;
            /**
             * Next
             * @description `cursor` of the next piece; null at the end.
             */
            next: string | null;
            /**
             * Changes
             * @description On the first piece the place in the brand's change log from which a reader, after the whole walk, misses nothing that changed meanwhile; null on the others.
             */
            changes: string | null;
            /** Items */
            items: components["schemas"]["SearchHit"][];
            /**
             * Suggestion
             * @description Words that were perhaps meant and find something, where these find nothing.
             */
            suggestion: string | null;
        };
        /**
         * KindOfProblem
         * @description A kind of problem and what one can do about it.
         */
        KindOfProblem: {
            /**
             * Type
             * @description As it stands in problem documents.
             */
            type: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Meaning */
            meaning: string;
        };
        /**
         * KindsOfProblems
         * @description All kinds of problems that this API answers with.
         */
        KindsOfProblems: {
            /** Items */
            items: components["schemas"]["KindOfProblem"][];
        };
        /**
         * ParameterError
         * @description What is wrong with one parameter. `valid` lists the values that are valid; empty where they cannot be listed.
         */
        ParameterError: {
            /** Parameter */
            parameter: string;
            /** Detail */
            detail: string;
            /** Valid */
            valid: string[];
            /**
             * Pointer
             * @description JSON pointer (RFC 6901) to it, where it stands in a body.
             * @default null
             */
            pointer: string | null;
        };
        /**
         * Problem
         * @description A problem document (RFC 9457).
         */
        Problem: {
            /**
             * Type
             * @description Address of the kind of problem, relative to this host. Compare it, not the title.
             */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /**
             * Detail
             * @description This occurrence, in words for a developer.
             */
            detail: string;
            /**
             * Errors
             * @description Per parameter; empty where no parameter is at fault.
             */
            errors: components["schemas"]["ParameterError"][];
            /**
             * Unlock
             * @description Where to POST the page's password; only where the page asks for one.
             * @default null
             */
            unlock: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type BrandCard = components['schemas']['BrandCard'];
export type BrandList = components['schemas']['BrandList'];
export type FocalPoint = components['schemas']['FocalPoint'];
export type LanguageOfBrand = components['schemas']['LanguageOfBrand'];
export type Picture = components['schemas']['Picture'];
export type Source = components['schemas']['Source'];
export type Address = components['schemas']['Address'];
export type BrandAnswer = components['schemas']['BrandAnswer'];
export type Colours = components['schemas']['Colours'];
export type ContactDetails = components['schemas']['ContactDetails'];
export type CookieCategory = components['schemas']['CookieCategory'];
export type CookieEntry = components['schemas']['CookieEntry'];
export type GroupBrand = components['schemas']['GroupBrand'];
export type SocialLink = components['schemas']['SocialLink'];
export type Theme = components['schemas']['Theme'];
export type Advantage = components['schemas']['Advantage'];
export type AdvantageItem = components['schemas']['AdvantageItem'];
export type AidAnswer = components['schemas']['AidAnswer'];
export type AidQuestion = components['schemas']['AidQuestion'];
export type Alternate = components['schemas']['Alternate'];
export type Answer = components['schemas']['Answer'];
export type Article = components['schemas']['Article'];
export type ArticleCard = components['schemas']['ArticleCard'];
export type ArticleDocument = components['schemas']['ArticleDocument'];
export type ArticleDocumentPart = components['schemas']['ArticleDocumentPart'];
export type ArticleIndexDocument = components['schemas']['ArticleIndexDocument'];
export type ArticleIndexDocumentPart = components['schemas']['ArticleIndexDocumentPart'];
export type AskedQuestion = components['schemas']['AskedQuestion'];
export type Author = components['schemas']['Author'];
export type BannerShown = components['schemas']['BannerShown'];
export type BreadcrumbList = components['schemas']['BreadcrumbList'];
export type CallToActionCard = components['schemas']['CallToActionCard'];
export type CallToActionItem = components['schemas']['CallToActionItem'];
export type CallToActionRef = components['schemas']['CallToActionRef'];
export type CheckboxField = components['schemas']['CheckboxField'];
export type CheckboxFieldItem = components['schemas']['CheckboxFieldItem'];
export type ChildCard = components['schemas']['ChildCard'];
export type ChoiceField = components['schemas']['ChoiceField'];
export type ChoiceFieldItem = components['schemas']['ChoiceFieldItem'];
export type ChoiceLine = components['schemas']['ChoiceLine'];
export type ChoiceList = components['schemas']['ChoiceList'];
export type ChoiceListItem = components['schemas']['ChoiceListItem'];
export type ComparisonDocument = components['schemas']['ComparisonDocument'];
export type ComparisonDocumentPart = components['schemas']['ComparisonDocumentPart'];
export type ComparisonText = components['schemas']['ComparisonText'];
export type ComparisonTextItem = components['schemas']['ComparisonTextItem'];
export type ConsentField = components['schemas']['ConsentField'];
export type ConsentFieldItem = components['schemas']['ConsentFieldItem'];
export type ContactDetailsItem = components['schemas']['ContactDetailsItem'];
export type ContactDocument = components['schemas']['ContactDocument'];
export type ContactDocumentPart = components['schemas']['ContactDocumentPart'];
export type ContentDocument = components['schemas']['ContentDocument'];
export type ContentDocumentPart = components['schemas']['ContentDocumentPart'];
export type CookieTable = components['schemas']['CookieTable'];
export type CookieTableItem = components['schemas']['CookieTableItem'];
export type CriteriaTable = components['schemas']['CriteriaTable'];
export type CriteriaTableItem = components['schemas']['CriteriaTableItem'];
export type Criterion = components['schemas']['Criterion'];
export type DecisionAid = components['schemas']['DecisionAid'];
export type DecisionAidItem = components['schemas']['DecisionAidItem'];
export type EmailField = components['schemas']['EmailField'];
export type EmailFieldItem = components['schemas']['EmailFieldItem'];
export type EmergencyNotice = components['schemas']['EmergencyNotice'];
export type EnquiryFormItem = components['schemas']['EnquiryFormItem'];
export type ExampleCase = components['schemas']['ExampleCase'];
export type ExampleItem = components['schemas']['ExampleItem'];
export type ExampleRef = components['schemas']['ExampleRef'];
export type Examples = components['schemas']['Examples'];
export type ExamplesDocument = components['schemas']['ExamplesDocument'];
export type ExamplesDocumentPart = components['schemas']['ExamplesDocumentPart'];
export type ExamplesItem = components['schemas']['ExamplesItem'];
export type FaqPage = components['schemas']['FAQPage'];
export type Fact = components['schemas']['Fact'];
export type FactItem = components['schemas']['FactItem'];
export type Facts = components['schemas']['Facts'];
export type FactsItem = components['schemas']['FactsItem'];
export type FaqDocument = components['schemas']['FaqDocument'];
export type FaqDocumentPart = components['schemas']['FaqDocumentPart'];
export type Figure = components['schemas']['Figure'];
export type FigureItem = components['schemas']['FigureItem'];
export type FormDetails = components['schemas']['FormDetails'];
export type FullSeo = components['schemas']['FullSeo'];
export type FullSeoPart = components['schemas']['FullSeoPart'];
export type GettingStarted = components['schemas']['GettingStarted'];
export type GettingStartedItem = components['schemas']['GettingStartedItem'];
export type Graph = components['schemas']['Graph'];
export type GroupBrands = components['schemas']['GroupBrands'];
export type GroupBrandsItem = components['schemas']['GroupBrandsItem'];
export type HomeDocument = components['schemas']['HomeDocument'];
export type HomeDocumentPart = components['schemas']['HomeDocumentPart'];
export type ImageObject = components['schemas']['ImageObject'];
export type Layout = components['schemas']['Layout'];
export type Link = components['schemas']['Link'];
export type LinkCard = components['schemas']['LinkCard'];
export type LinkCards = components['schemas']['LinkCards'];
export type LinkCardsItem = components['schemas']['LinkCardsItem'];
export type ListItem = components['schemas']['ListItem'];
export type LongTextField = components['schemas']['LongTextField'];
export type LongTextFieldItem = components['schemas']['LongTextFieldItem'];
export type MenuEntry = components['schemas']['MenuEntry'];
export type MenusByPlace = components['schemas']['MenusByPlace'];
export type MonetaryAmount = components['schemas']['MonetaryAmount'];
export type NodeReference = components['schemas']['NodeReference'];
export type Occupation = components['schemas']['Occupation'];
export type Organization = components['schemas']['Organization'];
export type PageAnswer = components['schemas']['PageAnswer'];
export type PageCard = components['schemas']['PageCard'];
export type PartAnswer = components['schemas']['PartAnswer'];
export type PhoneField = components['schemas']['PhoneField'];
export type PhoneFieldItem = components['schemas']['PhoneFieldItem'];
export type PicturePart = components['schemas']['PicturePart'];
export type PostalAddress = components['schemas']['PostalAddress'];
export type QuantitativeValue = components['schemas']['QuantitativeValue'];
export type QuestionAndAnswer = components['schemas']['QuestionAndAnswer'];
export type QuestionRef = components['schemas']['QuestionRef'];
export type Questions = components['schemas']['Questions'];
export type QuestionsItem = components['schemas']['QuestionsItem'];
export type RedirectAtAddress = components['schemas']['RedirectAtAddress'];
export type Refs = components['schemas']['Refs'];
export type RefsPart = components['schemas']['RefsPart'];
export type RichText = components['schemas']['RichText'];
export type RichTextPart = components['schemas']['RichTextPart'];
export type RoleCard = components['schemas']['RoleCard'];
export type RoleCards = components['schemas']['RoleCards'];
export type RoleCardsItem = components['schemas']['RoleCardsItem'];
export type RoleDocument = components['schemas']['RoleDocument'];
export type RoleDocumentPart = components['schemas']['RoleDocumentPart'];
export type RoleName = components['schemas']['RoleName'];
export type RoleNameItem = components['schemas']['RoleNameItem'];
export type RoleRef = components['schemas']['RoleRef'];
export type RoleRefPart = components['schemas']['RoleRefPart'];
export type Salary = components['schemas']['Salary'];
export type SocialImage = components['schemas']['SocialImage'];
export type Specialisations = components['schemas']['Specialisations'];
export type SpecialisationsItem = components['schemas']['SpecialisationsItem'];
export type SpecialismDocument = components['schemas']['SpecialismDocument'];
export type SpecialismDocumentPart = components['schemas']['SpecialismDocumentPart'];
export type Step = components['schemas']['Step'];
export type Steps = components['schemas']['Steps'];
export type StepsItem = components['schemas']['StepsItem'];
export type StrategicChoice = components['schemas']['StrategicChoice'];
export type StrategicChoiceItem = components['schemas']['StrategicChoiceItem'];
export type Table = components['schemas']['Table'];
export type TableItem = components['schemas']['TableItem'];
export type TableRow = components['schemas']['TableRow'];
export type TextField = components['schemas']['TextField'];
export type TextFieldItem = components['schemas']['TextFieldItem'];
export type TextSection = components['schemas']['TextSection'];
export type TextSectionItem = components['schemas']['TextSectionItem'];
export type ThankYou = components['schemas']['ThankYou'];
export type Topic = components['schemas']['Topic'];
export type TopicItem = components['schemas']['TopicItem'];
export type WebPage = components['schemas']['WebPage'];
export type WebSite = components['schemas']['WebSite'];
export type PageItem = components['schemas']['PageItem'];
export type PageList = components['schemas']['PageList'];
export type Unlocked = components['schemas']['Unlocked'];
export type Password = components['schemas']['Password'];
export type PreviewAnswer = components['schemas']['PreviewAnswer'];
export type PreviewToken = components['schemas']['PreviewToken'];
export type PreviewCode = components['schemas']['PreviewCode'];
export type RoleList = components['schemas']['RoleList'];
export type QuestionList = components['schemas']['QuestionList'];
export type ExampleList = components['schemas']['ExampleList'];
export type RoleComparison = components['schemas']['RoleComparison'];
export type DecidedRole = components['schemas']['DecidedRole'];
export type Decision = components['schemas']['Decision'];
export type Reason = components['schemas']['Reason'];
export type RoleScore = components['schemas']['RoleScore'];
export type Answers = components['schemas']['Answers'];
export type AnswerSchema = components['schemas']['AnswerSchema'];
export type AnswersSchema = components['schemas']['AnswersSchema'];
export type FormAnswer = components['schemas']['FormAnswer'];
export type SubmissionProperties = components['schemas']['SubmissionProperties'];
export type SubmissionSchema = components['schemas']['SubmissionSchema'];
export type VersionSchema = components['schemas']['VersionSchema'];
export type SubmissionStored = components['schemas']['SubmissionStored'];
export type Submission = components['schemas']['Submission'];
export type RedirectEntry = components['schemas']['RedirectEntry'];
export type RedirectList = components['schemas']['RedirectList'];
export type Sitemap = components['schemas']['Sitemap'];
export type SitemapEntry = components['schemas']['SitemapEntry'];
export type ChangeEntry = components['schemas']['ChangeEntry'];
export type ChangeFeed = components['schemas']['ChangeFeed'];
export type SearchHit = components['schemas']['SearchHit'];
export type SearchResults = components['schemas']['SearchResults'];
export type KindOfProblem = components['schemas']['KindOfProblem'];
export type KindsOfProblems = components['schemas']['KindsOfProblems'];
export type ParameterError = components['schemas']['ParameterError'];
export type Problem = components['schemas']['Problem'];
export type $defs = Record<string, never>;
export interface operations {
    brands: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandList"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    brand: {
        parameters: {
            query?: {
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandAnswer"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolve: {
        parameters: {
            query: {
                /** @description Only these fields, such as `title,seo.canonical`: the answer is then of `kind` part. */
                fields?: ("*" | "articles" | "author" | "body" | "brand" | "breadcrumbs" | "date" | "examples" | "facts" | "groups" | "hero" | "hero.alt" | "hero.credit" | "hero.focal_point" | "hero.height" | "hero.placeholder" | "hero.sources" | "hero.src" | "hero.width" | "id" | "introduction" | "introduction.html" | "introduction.markdown" | "language" | "path" | "published_at" | "refs" | "refs.call_to_action" | "refs.example" | "refs.question" | "refs.role" | "related" | "role" | "role.id" | "role.ref" | "roles" | "seo" | "seo.alternates" | "seo.canonical" | "seo.description" | "seo.json_ld" | "seo.robots" | "seo.social_image" | "seo.title" | "tags" | "title" | "translations" | "type" | "updated_at" | "url" | "verdict")[];
                /** @description What to answer beside the page: its layout, its children and theirs. */
                include?: ("children" | "children.children" | "layout")[];
                /** @description Public path with its language prefix, such as `/en/contact/`; a query matters to redirects only. */
                path: string;
                /** @description Language of a path without prefix. It may not contradict a prefix. */
                locale?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAnswer"] | components["schemas"]["PartAnswer"] | components["schemas"]["RedirectAtAddress"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized. `password-needed`: this page asks for a password. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Gone. `gone`: what was published here is no more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pages: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the answer before. It belongs to the other parameters. */
                cursor?: string;
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
                /** @description Only these page types. */
                type?: ("article" | "article_index" | "comparison" | "contact" | "content" | "examples" | "faq" | "home" | "role" | "specialism")[];
                /** @description Only pages right below the page with this key. */
                parent?: number;
                /** @description Only pages that carry all of these tags. Case does not matter. */
                tag?: string[];
                /** @description Words that a page must all show. */
                q?: string;
                /** @description Only pages published after this moment, with its offset from UTC. */
                updated_after?: string;
                /** @description `path` is the order of the tree; `-` turns the order around. */
                sort?: "path" | "title" | "-title" | "published_at" | "-published_at" | "updated_at" | "-updated_at";
                /** @description Fields of the page documents, such as `hero,seo.title`, or `*` for all. */
                fields?: ("*" | "articles" | "author" | "body" | "brand" | "breadcrumbs" | "date" | "examples" | "facts" | "groups" | "hero" | "hero.alt" | "hero.credit" | "hero.focal_point" | "hero.height" | "hero.placeholder" | "hero.sources" | "hero.src" | "hero.width" | "id" | "introduction" | "introduction.html" | "introduction.markdown" | "language" | "path" | "published_at" | "refs" | "refs.call_to_action" | "refs.example" | "refs.question" | "refs.role" | "related" | "role" | "role.id" | "role.ref" | "roles" | "seo" | "seo.alternates" | "seo.canonical" | "seo.description" | "seo.json_ld" | "seo.robots" | "seo.social_image" | "seo.title" | "tags" | "title" | "translations" | "type" | "updated_at" | "url" | "verdict")[];
                /** @description `layout`: what stands around every page. */
                include?: "layout"[];
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageList"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    page: {
        parameters: {
            query?: {
                /** @description Only these fields, such as `title,seo.canonical`: the answer is then of `kind` part. */
                fields?: ("*" | "articles" | "author" | "body" | "brand" | "breadcrumbs" | "date" | "examples" | "facts" | "groups" | "hero" | "hero.alt" | "hero.credit" | "hero.focal_point" | "hero.height" | "hero.placeholder" | "hero.sources" | "hero.src" | "hero.width" | "id" | "introduction" | "introduction.html" | "introduction.markdown" | "language" | "path" | "published_at" | "refs" | "refs.call_to_action" | "refs.example" | "refs.question" | "refs.role" | "related" | "role" | "role.id" | "role.ref" | "roles" | "seo" | "seo.alternates" | "seo.canonical" | "seo.description" | "seo.json_ld" | "seo.robots" | "seo.social_image" | "seo.title" | "tags" | "title" | "translations" | "type" | "updated_at" | "url" | "verdict")[];
                /** @description What to answer beside the page: its layout, its children and theirs. */
                include?: ("children" | "children.children" | "layout")[];
            };
            header?: never;
            path: {
                brand: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageAnswer"] | components["schemas"]["PartAnswer"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized. `password-needed`: this page asks for a password. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Password"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unlocked"];
                };
            };
            /** @description Bad Request. `invalid-body`: the body cannot be read; `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden. `password-wrong`: this is not the password; `origin-refused`: not from this site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-guesses`: too many wrong passwords; `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview: {
        parameters: {
            query?: {
                /** @description What to answer beside the page: its layout, its children and theirs. */
                include?: ("children" | "children.children" | "layout")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewAnswer"];
                };
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized. `token-needed`: a token is needed; `token-expired`: the token has expired; `token-revoked`: the token was taken back. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden. `origin-refused`: not from this site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exchange_preview_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewCode"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewToken"];
                };
            };
            /** @description Bad Request. `invalid-body`: the body cannot be read; `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden. `origin-refused`: not from this site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `code-unknown`: there is no such code. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Gone. `code-spent`: the code opens nothing any more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    roles: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the answer before. It belongs to the other parameters. */
                cursor?: string;
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
                /** @description Words that must all occur. */
                q?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleCard"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    questions: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the answer before. It belongs to the other parameters. */
                cursor?: string;
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
                /** @description Words that must all occur. */
                q?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionList"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionAndAnswer"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    examples: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the answer before. It belongs to the other parameters. */
                cursor?: string;
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
                /** @description Words that must all occur. */
                q?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExampleList"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    example: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExampleCase"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compare: {
        parameters: {
            query: {
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
                /** @description Two to four different roles: short names in lower case with hyphens, such as `cio,cto`. */
                roles: string[];
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleComparison"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                brand: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Answers"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description Bad Request. `invalid-body`: the body cannot be read; `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized. `password-needed`: this page asks for a password. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden. `origin-refused`: not from this site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    layout: {
        parameters: {
            query?: {
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layout"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    form: {
        parameters: {
            query?: {
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                brand: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormAnswer"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_form: {
        parameters: {
            query?: {
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
            };
            header: {
                /** @description A text of your making, new for every submission and the same for its repetitions: a UUID does. */
                "Idempotency-Key": string;
            };
            path: {
                brand: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Submission"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionStored"];
                };
            };
            /** @description Bad Request. `invalid-body`: the body cannot be read; `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden. `origin-refused`: not from this site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity. `invalid-submission`: the form cannot be sent like this; `idempotency-key-reused`: the idempotency-key belongs to something else. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-submissions`: enough for now; `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redirects: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the answer before. It belongs to the other parameters. */
                cursor?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedirectList"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sitemap: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the answer before. It belongs to the other parameters. */
                cursor?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sitemap"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changes: {
        parameters: {
            query?: {
                /** @description `next` of the answer before, or `changes` of the first piece of a list. Without it the answer is the present place alone. */
                after?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeFeed"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Gone. `place-unknown`: start anew. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the answer before. It belongs to the other parameters. */
                cursor?: string;
                /** @description Words that a page must all show. */
                q: string;
                /** @description Language, such as `nl`. The brand's first language when left out. */
                locale?: string;
            };
            header?: never;
            path: {
                brand: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResults"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `brand-not-found`: there is no such brand; `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    problem_kinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KindsOfProblems"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    problem_kind: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KindOfProblem"];
                };
            };
            /** @description Not modified: `If-None-Match` names the ETag that it still has. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request. `invalid-parameter`: a parameter cannot be used; `unknown-parameter`: there is no such parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found. `not-found`: nothing is published here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Method Not Allowed. `method-not-allowed`: this address is for reading. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed. `precondition-failed`: it has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests. `too-many-requests`: too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error. `fault`: a fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable. `unavailable`: the database is away. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

/** The end of a problem's `type`: what went wrong. */
export type ProblemKind =
  | "brand-not-found"
  | "code-spent"
  | "code-unknown"
  | "fault"
  | "gone"
  | "idempotency-key-reused"
  | "invalid-body"
  | "invalid-parameter"
  | "invalid-submission"
  | "method-not-allowed"
  | "not-found"
  | "origin-refused"
  | "password-needed"
  | "password-wrong"
  | "place-unknown"
  | "precondition-failed"
  | "token-expired"
  | "token-needed"
  | "token-revoked"
  | "too-many-guesses"
  | "too-many-requests"
  | "too-many-submissions"
  | "unavailable"
  | "unknown-parameter";
