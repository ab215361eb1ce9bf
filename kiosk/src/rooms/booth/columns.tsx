// rooms/booth/columns.tsx — a list that flows into columns of the browser's layout; what does not fit stands on further
// pages. What is on another page can be neither touched nor reached by keyboard.
import { createContext, type ComponentChildren, type JSX } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** How columns are pages; a test has no layout. */
export interface Paper {
    readonly pages: (box: HTMLElement) => number;
    readonly pageOf: (box: HTMLElement, item: HTMLElement) => number;
    readonly show: (box: HTMLElement, page: number) => void;
    /** Calls when another size or another font may have made other pages; returns how to end it. */
    readonly watch: (box: HTMLElement, changed: () => void) => () => void;
}

function gapOf(box: HTMLElement): number {
    return Number.parseFloat(getComputedStyle(box).columnGap) || 0;
}

/** From the left of one page to the left of the next. */
function stride(box: HTMLElement): number {
    return Math.max(1, box.clientWidth + gapOf(box));
}

const browserPaper: Paper = {
    pages: (box) => Math.max(1, Math.ceil((box.scrollWidth + gapOf(box) - 2) / stride(box))),
    pageOf: (box, item) => Math.max(0, Math.floor((item.offsetLeft + 2) / stride(box))),
    show: (box, page) => {
        box.style.setProperty("transform", `translateX(${-page * stride(box)}px)`);
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

export const PaperOfBooth = createContext<Paper>(browserPaper);

/** Of how many pages, and on which of them each item stands. */
export interface Layout {
    readonly pages: number;
    readonly pageOf: readonly number[];
}

export const onePage: Layout = { pages: 1, pageOf: [] };

export interface ColumnsProps {
    readonly page: number;
    readonly onLayout: (layout: Layout) => void;
    readonly children: ComponentChildren;
}

/** Its items are the list items in it. */
export function Columns({ page, onLayout, children }: ColumnsProps): JSX.Element {
    const paper = useContext(PaperOfBooth);
    const box = useRef<HTMLDivElement>(null);
    const [, look] = useState(0);
    const last = useRef("");
    useLayoutEffect(() => {
        const { current } = box;
        if (current === null) return;
        const items = [...current.querySelectorAll<HTMLElement>("li")];
        const pageOf = items.map((item) => paper.pageOf(current, item));
        paper.show(current, page);
        for (const [place, item] of items.entries()) item.inert = pageOf[place] !== page;
        const layout = { pages: paper.pages(current), pageOf };
        const text = JSON.stringify(layout);
        if (text === last.current) return;
        last.current = text;
        onLayout(layout);
    });
    useEffect(() => {
        if (box.current === null) return undefined;
        return paper.watch(box.current, () => {
            look((before) => before + 1);
        });
    }, [paper]);
    return (
        <div class="columns">
            <div class="columns-flow" ref={box}>
                {children}
            </div>
        </div>
    );
}
