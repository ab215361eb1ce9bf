// rooms/hall/pager.tsx — what does not fit on the screen flows on to further pages, which take turns by themselves.
import { createContext, type ComponentChildren, type JSX } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Clock } from "./clock.ts";
import { useHallWords } from "./words.ts";

export const pageMs = 15_000;

/** How columns of the browser's layout are pages; a test has no layout. */
export interface Paper {
    readonly pagesOf: (box: HTMLElement) => number;
    readonly show: (box: HTMLElement, page: number) => void;
    /** Calls when another size or another font may have made other pages; returns how to end it. */
    readonly watch: (box: HTMLElement, changed: () => void) => () => void;
}

const browserPaper: Paper = {
    pagesOf: (box) => Math.max(1, Math.round(box.scrollWidth / Math.max(1, box.clientWidth))),
    show: (box, page) => {
        box.scrollLeft = page * box.getBoundingClientRect().width;
    },
    watch: (box, changed) => {
        const sizes = new ResizeObserver(changed);
        sizes.observe(box);
        document.fonts.addEventListener("loadingdone", changed);
        return () => {
            sizes.disconnect();
            document.fonts.removeEventListener("loadingdone", changed);
        };
    },
};

export const PaperOfPage = createContext<Paper>(browserPaper);

interface Turn {
    readonly page: number;
    readonly pages: number;
    readonly report: (pages: number) => void;
}

const TurnOfView = createContext<Turn>({ page: 0, pages: 1, report: () => undefined });

/** Of a view: which page of how many it shows, where it has more than one. */
export function PageNumber(): JSX.Element | null {
    const words = useHallWords();
    const { page, pages } = useContext(TurnOfView);
    return pages === 1 ? null : (
        <span class="page-number figure">{words.hall.page(page + 1, pages)}</span>
    );
}

/** The part of a view that has pages. */
export function Pager({ children }: { children: ComponentChildren }): JSX.Element {
    const paper = useContext(PaperOfPage);
    const { page, report } = useContext(TurnOfView);
    const box = useRef<HTMLDivElement>(null);
    const [, look] = useState(0);
    useLayoutEffect(() => {
        if (box.current === null) return;
        report(paper.pagesOf(box.current));
        paper.show(box.current, page);
    });
    useEffect(() => {
        if (box.current === null) return undefined;
        return paper.watch(box.current, () => {
            look((before) => before + 1);
        });
    }, [paper]);
    return (
        <div class="pager" ref={box}>
            {children}
        </div>
    );
}

export interface TurnsProps {
    readonly clock: Clock;
    /** Each with at most one Pager. */
    readonly views: readonly JSX.Element[];
}

interface Place {
    readonly view: number;
    /** From 0; null: the last one, which is not known before the view is drawn. */
    readonly page: number | null;
}

/** Where one page further or back leads. */
function turned({ view, page }: Place, pages: number, views: number, by: 1 | -1): Place {
    const next = (page ?? pages - 1) + by;
    if (next >= 0 && next < pages) return { view, page: next };
    return { view: (view + by + views) % views, page: by === 1 ? 0 : null };
}

/** The views take turns, page by page; the arrow keys turn them too. */
export function Turns({ clock, views }: TurnsProps): JSX.Element {
    const [place, setPlace] = useState<Place>({ view: 0, page: 0 });
    const [pages, setPages] = useState(1);
    const view = place.view % views.length;
    const page = Math.min(place.page ?? pages - 1, pages - 1);
    const many = views.length > 1 || pages > 1;
    useEffect(() => {
        if (!many) return undefined;
        const turn = (by: 1 | -1): void => {
            setPlace(turned({ view, page }, pages, views.length, by));
        };
        const onKey = ({ key }: KeyboardEvent): void => {
            if (key === "ArrowRight") turn(1);
            if (key === "ArrowLeft") turn(-1);
        };
        document.addEventListener("keydown", onKey);
        const stop = clock.after(pageMs, () => {
            turn(1);
        });
        return () => {
            document.removeEventListener("keydown", onKey);
            stop();
        };
    }, [clock, many, view, page, pages, views.length]);
    return (
        <TurnOfView.Provider value={{ page, pages, report: setPages }}>
            <div class="view" key={view}>
                {views[view]}
            </div>
        </TurnOfView.Provider>
    );
}
