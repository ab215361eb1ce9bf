// rooms/public/section.tsx — a part of the public page under its heading.
import type { ComponentChildren, JSX } from "preact";

export function Section(props: {
    readonly heading: string;
    readonly kind?: "find";
    readonly children: ComponentChildren;
}): JSX.Element {
    return (
        <section class={props.kind === undefined ? "public-section" : "public-section public-find"}>
            <h2 class="public-heading">{props.heading}</h2>
            {props.children}
        </section>
    );
}
