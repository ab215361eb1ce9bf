// ui/masthead.tsx — the institution, the title, the red line; below it the rule and the tools in one line.
import { createContext, type ComponentChildren, type JSX } from "preact";
import { useContext, useLayoutEffect, useRef } from "preact/hooks";
import { LinkButton } from "./button.tsx";
import { Name2 } from "./second_name.tsx";
import { sizes, type Settings } from "./settings.ts";
import { useWords } from "./words.ts";

/** The page that was drawn before; each app has one, for a page takes its masthead with it when it goes. */
export const PageBefore = createContext<{ current: string | null }>({ current: null });

export interface MastheadProps {
    readonly institution: string;
    readonly institution2?: string | undefined;
    /** What is voted on, where the page has another title; with its second name on every page. */
    readonly matter?: string | undefined;
    readonly matter2?: string | undefined;
    readonly title: string;
    readonly rehearsal: boolean;
    /** The heading takes the focus when this changes: a new page has begun. Empty while the first one is fetched. */
    readonly page: string;
    /** Called when a new page has begun; what it returns, when that page goes. */
    readonly onPage?: (() => () => void) | undefined;
}

export function Masthead(props: MastheadProps): JSX.Element {
    const { institution, institution2, matter, matter2, title, rehearsal, page, onPage } = props;
    const words = useWords();
    const heading = useRef<HTMLHeadingElement>(null);
    const before = useContext(PageBefore);
    useLayoutEffect(() => {
        if (page === "") return undefined;
        const turned = before.current !== null && before.current !== page;
        before.current = page;
        if (!turned) return undefined;
        document.documentElement.scrollTop = 0;
        heading.current?.focus({ preventScroll: true });
        return onPage?.();
    }, [before, page]);
    return (
        <header>
            {rehearsal ? (
                <p class="rehearsal">
                    <span>{words.common.rehearsal}</span>
                </p>
            ) : null}
            <div class="masthead">
                <div class="masthead-over">
                    <p>
                        <span class="masthead-institution">{institution}</span>
                        <Name2 name2={institution2} />
                    </p>
                    {matter === undefined ? null : (
                        <p>
                            <span>{matter}</span>
                            <Name2 name2={matter2} />
                        </p>
                    )}
                </div>
                <h1 class="masthead-title" tabIndex={-1} ref={heading}>
                    {title}
                </h1>
                {matter === undefined ? <Name2 name2={matter2} /> : null}
            </div>
        </header>
    );
}

export interface ToolsProps {
    readonly settings: Settings;
    readonly onSettings: (settings: Settings) => void;
    readonly children?: ComponentChildren;
    /** More tools of this page, before the language. */
    readonly more?: ComponentChildren;
}

export function Tools({ settings, onSettings, children, more }: ToolsProps): JSX.Element {
    const words = useWords();
    const { size, highContrast, language } = settings;
    const other = language === "zh" ? "en" : "zh";
    return (
        <section class="tools" aria-label={words.tools.label}>
            <div class="tools-line">{children}</div>
            <div class="tools-buttons">
                <LinkButton
                    label={words.tools.sizeNow(sizes[size] ?? "1.0")}
                    onPress={() => {
                        onSettings({ ...settings, size: (size + 1) % sizes.length });
                    }}
                >
                    {words.tools.size}
                </LinkButton>
                <LinkButton
                    pressed={highContrast}
                    onPress={() => {
                        onSettings({ ...settings, highContrast: !highContrast });
                    }}
                >
                    {words.tools.contrast}
                </LinkButton>
                {more}
                <LinkButton
                    onPress={() => {
                        onSettings({ ...settings, language: other });
                    }}
                >
                    <span lang={other === "en" ? "en" : "zh-CN"}>{words.language.other}</span>
                </LinkButton>
            </div>
        </section>
    );
}
